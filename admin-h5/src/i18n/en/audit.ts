import type { audit as zh } from '../zh/audit';

export const audit: typeof zh = {
  sub: 'Who, when, where, what changed',
  search: 'Person, thing or content',
  anyCall: 'Any action',
  untouched: 'No changes so far',
  empty: 'Nothing matches',
  refused: 'refused',
  onlyBy: (name) => `Only ${name}`,
  outcomes: { all: 'All', done: 'Done', refused: 'Refused' },
  unproven: 'Not verified yet: every 20 minutes the log verifies itself',
  whole: (rows, at) => `The log is whole: ${rows} entries verified, as of ${at}`,
  broken: (at) =>
    `The log is not whole (verified ${at}): keep everything as it is and call the administrator`,
  row: (seq) => (seq === 0 ? 'whole chain' : `from entry ${seq}`),
  kinds: { edited: 'edited', missing: 'deleted', cut: 'end cut off', extra: 'end does not fit' },
  anchor: 'anchor',
  columns: {
    at: 'Time',
    who: 'Who',
    what: 'What',
    outcome: 'Outcome',
    store: 'Shop',
    thing: 'Thing',
    changes: 'Changes',
    reason: 'Reason',
    trace: 'Trace',
    row: 'Entry',
  },
  reason: 'Reason',
};
