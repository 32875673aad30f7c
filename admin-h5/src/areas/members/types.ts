import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type MemberRow = Out<Calls['listMembers']>['items'][number];
export type Member = Out<Calls['getMember']>;
export type TopUp = Member['topUps'][number];
export type CardYear = Member['cardYears'][number];
export type Adjustment = Out<Calls['listAdjustments']>['items'][number];
export const TOP_UP_TONES = {
  created: 'quiet',
  done: 'good',
  over: 'warn',
  refunded: 'info',
  closed: 'quiet',
} as const;
