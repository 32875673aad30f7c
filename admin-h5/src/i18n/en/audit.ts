import type { audit as zh } from '../zh/audit';

export const audit: typeof zh = {
  sub: 'Who, when, where, what changed',
  search: 'Person, thing or content',
  anyCall: 'Any action',
  untouched: 'No changes so far',
  empty: 'Nothing matches',
  reason: 'Reason',
};
