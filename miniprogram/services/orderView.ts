import type { OrderBrief } from './shapes';

type Status = OrderBrief['status'];

/** Colour of a status: what waits for the shopper stands out, what is over steps back. */
export const toneOf = (status: Status): string =>
  ({
    pendingPay: 'accent',
    paid: 'brand',
    accepted: 'brand',
    picking: 'brand',
    ready: 'brand',
    delivering: 'brand',
    completed: 'ink3',
    cancelled: 'ink3',
  })[status];

export const isOver = (status: Status): boolean => status === 'completed' || status === 'cancelled';

const PICKUP = ['付款', '接单', '备货', '待取货', '完成'];
const DELIVERY = ['付款', '接单', '备货', '配送', '完成'];
const AT: Record<Status, number> = {
  pendingPay: 0,
  paid: 1,
  accepted: 2,
  picking: 2,
  ready: 3,
  delivering: 3,
  completed: 5,
  cancelled: 0,
};

export const stepsOf = (order: Pick<OrderBrief, 'mode' | 'status'>) => ({
  items: order.mode === 'pickup' ? PICKUP : DELIVERY,
  at: AT[order.status],
});

/** Digits one can read out: `470 926 1431` of ten, else fours. */
export const groupCode = (code: string): string =>
  code.length === 10
    ? code.replace(/^(.{3})(.{3})/, '$1 $2 ')
    : code.replace(/(.{4})(?=.)/g, '$1 ');

/** `09:05` of what is left; `00:00` when over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
