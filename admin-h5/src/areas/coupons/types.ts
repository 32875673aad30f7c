import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';

export type CouponForm = In<Calls['saveCouponTemplate']>['form'];
export type Template = Out<Calls['listCouponTemplates']>['items'][number];
export type Grant = Out<Calls['listCouponGrants']>['items'][number];
export const COUPON_TYPES = ['amount', 'percent', 'freight', 'exchange'] as const;
export const COUPON_STATUSES = ['pending', 'active', 'stopped', 'rejected'] as const;
export const COUPON_TONES = {
  pending: 'warn',
  active: 'good',
  stopped: 'quiet',
  rejected: 'bad',
} as const;
export const GRANT_TONES = {
  running: 'info',
  done: 'good',
  short: 'warn',
  stopped: 'quiet',
} as const;
