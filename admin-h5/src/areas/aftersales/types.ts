import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type CaseRow = Out<Calls['listAfterSalesHq']>['items'][number];
export type Policy = Out<Calls['getAfterSalesPolicy']>['policy'];

export const CASE_TONES = {
  applied: 'warn',
  confirming: 'warn',
  appealed: 'warn',
  awaitingReturn: 'info',
  refunded: 'good',
  exchanged: 'good',
  rejected: 'bad',
  returnRefused: 'bad',
  withdrawn: 'quiet',
} as const;
