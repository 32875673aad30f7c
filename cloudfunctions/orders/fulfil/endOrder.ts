import { ORDER_MOVES, type OrderMove } from '#shared/domain/order';
import { businessDayOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../../kit/ports';
import { requestRefund } from '../payment/requestRefund';
import { claimsOf, movePieces } from './pieces';
import { soldLine } from './soldLines';

interface Ending {
  readonly move: Extract<OrderMove, 'cancel' | 'timeout' | 'reject' | 'nothingFound'>;
  readonly reason: string;
  readonly by: 'shopper' | 'store' | 'timer';
  /** Shown in the order's history and the stock journal. */
  readonly actor: string;
}

/**
 * Ends an order that was not handed over, in the caller's transaction: pieces, coupon and money go back
 * together or not at all. Returns what will be refunded.
 */
export async function endOrder(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'now'>,
  order: OrderDoc,
  { move, reason, by, actor }: Ending,
): Promise<{ refundFen: number }> {
  const { _id, storeId } = order;
  const { text } = ORDER_MOVES[move];
  const step = {
    at: ctx.now,
    status: 'cancelled' as const,
    text: reason === '' ? text : `${text}（${reason}）`,
    by: actor,
  };
  await tx.update('orders', _id, {
    set: { status: 'cancelled', updatedAt: ctx.now },
    push: { steps: step },
  });
  await movePieces(
    tx,
    order,
    claimsOf(order),
    (_sku, n) => (move === 'nothingFound' ? { lost: n } : { shelf: n }),
    actor,
    ctx.now,
  );
  if (order.couponId !== null) await returnCoupon(tx, order.couponId, order);

  const refundFen = order.paidAt === null ? 0 : order.totals.payableFen - order.refundedFen;
  await requestRefund(tx, ctx, order, {
    amountFen: refundFen,
    reason: reason === '' ? text : reason,
    lines: order.lines.map((line) => soldLine(line, line.picked ?? line.qty)),
  });
  tx.emit('order.cancelled', _id, {
    orderId: _id,
    orderNo: order.no,
    storeId,
    memberId: order.memberId,
    mode: order.mode,
    at: ctx.now,
    day: businessDayOf(ctx.now),
    from: order.status,
    reason,
    by,
    refundFen,
  } satisfies EventPayloads['order.cancelled']);
  return { refundFen };
}

/** Whole order undone, so the coupon comes back; one that expired meanwhile comes back expired. */
async function returnCoupon(tx: WriteTx, couponId: string, order: OrderDoc): Promise<void> {
  const coupon = await tx.get('coupons', couponId);
  if (coupon?.lockOrderId !== order._id && coupon?.usedOrderId !== order._id) return;
  await tx.update('coupons', couponId, {
    set: {
      status: 'unused',
      lockOrderId: null,
      lockedAt: null,
      usedOrderId: null,
      usedStoreId: null,
      usedAt: null,
    },
  });
}
