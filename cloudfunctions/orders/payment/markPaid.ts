import { ORDER_MOVES } from '#shared/domain/order';
import { pickupDigits } from '#shared/domain/pickup';
import { sum } from '#shared/domain/money';
import { MINUTE_MS, businessDayOf, hourOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../../kit/ports';
import { soldLine } from '../fulfil/soldLines';

/** Shops should accept within this time; later the order shows as late. */
export const ACCEPT_WITHIN_MS = 5 * MINUTE_MS;

/**
 * pendingPay → paid inside the caller's transaction, with everything that becomes true with it: the coupon
 * is used, the pick-up code exists, the event leaves. Returns the order as it is afterwards.
 */
export async function markPaid(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'seal' | 'now'>,
  order: OrderDoc,
  paidAt: number,
): Promise<OrderDoc> {
  const { _id, memberId, storeId, totals } = order;
  const move = ORDER_MOVES.pay;
  const code = order.mode === 'pickup' ? pickupDigits(ctx.derive('k', 'pickup', _id)) : null;
  const paid = {
    status: move.to,
    paidAt,
    // Counted from now: a payment the provider reports late leaves the shop its full time.
    acceptBy: ctx.now + ACCEPT_WITHIN_MS,
    pickupCode: code && ctx.seal.seal({ collection: 'orders', id: _id, field: 'pickupCode' }, code),
    pickupCodeIdx: code && ctx.seal.index('code', code),
    updatedAt: ctx.now,
  };
  const step = { at: ctx.now, status: move.to, text: move.text, by: 'system' };
  await tx.update('orders', _id, { set: paid, push: { steps: step } });
  if (order.couponId !== null) await useCoupon(tx, order.couponId, order, ctx.now);

  const lines = order.lines.map((line) => soldLine(line, line.qty));
  tx.emit('order.paid', _id, {
    orderId: _id,
    orderNo: order.no,
    storeId,
    memberId,
    mode: order.mode,
    paidAt,
    day: businessDayOf(paidAt),
    hour: hourOf(paidAt),
    payableFen: totals.payableFen,
    goodsFen: totals.goodsFen,
    couponFen: totals.couponFen,
    freightFen: totals.freightFen,
    pieces: sum(lines.map((line) => line.n)),
    costFen: sum(lines.map((line) => line.costFen)),
    lines,
    acceptBy: paid.acceptBy,
  } satisfies EventPayloads['order.paid']);
  return { ...order, ...paid, steps: [...order.steps, step] };
}

async function useCoupon(
  tx: WriteTx,
  couponId: string,
  order: OrderDoc,
  now: number,
): Promise<void> {
  const coupon = await tx.get('coupons', couponId);
  // Money that has arrived is booked whatever became of the coupon; `checkWorld` would show the gap.
  if (coupon?.lockOrderId !== order._id) return;
  await tx.update('coupons', couponId, {
    set: {
      status: 'used',
      lockOrderId: null,
      lockedAt: null,
      usedOrderId: order._id,
      usedStoreId: order.storeId,
      usedAt: now,
    },
  });
}
