import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Proposal = Out<Calls['listPriceProposals']>['items'][number];
export type ShelfAdvice = Out<Calls['listAssortmentAdvice']>;
export type ShelfLine = NonNullable<ShelfAdvice['store']>['lines'][number];
export type PricePolicyForm = Omit<Out<Calls['getPricePolicy']>, 'version'>;

export const PROPOSAL_TONES = {
  open: 'info',
  approved: 'good',
  auto: 'good',
  rejected: 'quiet',
  stale: 'warn',
  expired: 'quiet',
} as const;
export const LINE_TONES = {
  open: 'info',
  accepted: 'good',
  held: 'warn',
  rejected: 'quiet',
  stale: 'quiet',
} as const;
