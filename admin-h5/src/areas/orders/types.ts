import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';
import type { ORDER_STATUSES } from '#shared/contracts/orders';
import type { Tone } from '../../ui/Tag.vue';

export type Order = Out<Calls['getOrderHq']>;
export type OrderRow = Out<Calls['searchOrders']>['items'][number];
export type Status = (typeof ORDER_STATUSES)[number];

export const TONES: Readonly<Record<Status, Tone>> = {
  pendingPay: 'quiet',
  paid: 'warn',
  accepted: 'info',
  picking: 'info',
  ready: 'info',
  delivering: 'info',
  completed: 'good',
  cancelled: 'quiet',
};
