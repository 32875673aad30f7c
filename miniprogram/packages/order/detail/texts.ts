import { money, sum } from '#shared/domain/money';
import { clockTime } from '#shared/domain/time';
import type { OrderFull } from '../../../services/shapes';

/** Where it stands, said to the person who waits. */
export function sentence(order: OrderFull): string {
  const { status, mode, readyAt } = order;
  const about = readyAt === null ? '' : `，预计 ${clockTime(readyAt)} `;
  if (status === 'pendingPay') return '付款后门店就开始备货';
  if (status === 'paid') return '已通知门店，等店员接单';
  if (status === 'accepted' || status === 'picking')
    return `店员正在备货${about}${about ? (mode === 'pickup' ? '备好' : '送达') : ''}`;
  if (status === 'ready')
    return mode === 'pickup' ? '备好了，出示取货码就能取走' : '备好了，马上出发';
  if (status === 'delivering') return `正在送来${about}${about ? '送达' : ''}`;
  if (status === 'completed') return '谢谢光临，欢迎再来';
  // An order that is off: what became of the money.
  return order.refunds.length === 0 ? '没有付款，不会扣钱' : returned(order.refunds);
}

/** What comes back for goods the shop did not have; empty when it had all, or the order is off. */
export function shortText({ status, lines, refunds }: OrderFull): string {
  const pieces = sum(lines.map(({ qty, picked }) => (picked === null ? 0 : qty - picked)));
  if (pieces === 0 || status === 'cancelled' || refunds.length === 0) return '';
  return `门店缺货 ${pieces} 件，${returned(refunds)}`;
}

function returned(refunds: OrderFull['refunds']): string {
  const amount = money(sum(refunds.map(({ amountFen }) => amountFen)));
  if (refunds.every(({ status }) => status === 'done')) return `${amount} 已原路退回`;
  return refunds.some(({ status }) => status === 'failed')
    ? `${amount} 退款遇到问题，请联系门店`
    : `${amount} 正在原路退回`;
}
