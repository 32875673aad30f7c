import { clockTime, dayOf, shortTime } from '#shared/domain/time';
import type { StaffOrder } from './shapes';

export type Doing = 'accept' | 'pick' | 'handover' | 'dispatch' | 'deliver' | 'none';

/** The one thing to do next with an order. */
export function doingOf({ status, mode }: Pick<StaffOrder, 'status' | 'mode'>): Doing {
  if (status === 'paid') return 'accept';
  if (status === 'accepted' || status === 'picking') return 'pick';
  if (status === 'ready') return mode === 'pickup' ? 'handover' : 'dispatch';
  return status === 'delivering' ? 'deliver' : 'none';
}

export const DOING_TEXT: Record<Doing, string> = {
  accept: '接单',
  pick: '备货',
  handover: '扫码交货',
  dispatch: '出发配送',
  deliver: '已送达',
  none: '',
};

/** Number one can call out across the shop: the last four digits. */
export const callNo = (orderNo: string): string => orderNo.slice(-4);

const soon = (at: number): string =>
  dayOf(at) === dayOf(Date.now()) ? clockTime(at) : shortTime(at);

const spanText = (minutes: number): string =>
  minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时`;

/** Past the minute it should have been accepted, or was promised to be picked by. */
export function isLate({ late, status, readyAt }: StaffOrder): boolean {
  const picking = status === 'accepted' || status === 'picking';
  return late || (picking && readyAt !== null && Date.now() > readyAt);
}

/** Until when, in words; late ones say by how much. */
export function dueText(order: StaffOrder): string {
  const { acceptBy, readyAt, status } = order;
  if (status === 'paid' && acceptBy !== null) {
    const left = Math.ceil((acceptBy - Date.now()) / 60_000);
    return left > 0 ? `${left} 分钟内接单` : `已超时 ${spanText(1 - left)}`;
  }
  if (readyAt === null) return '';
  if (isLate(order)) return `已晚 ${spanText(Math.ceil((Date.now() - readyAt) / 60_000))}`;
  return order.mode === 'pickup' ? `${soon(readyAt)} 前备好` : `${soon(readyAt)} 前送达`;
}
