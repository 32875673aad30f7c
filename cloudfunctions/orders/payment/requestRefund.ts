import { MINUTE_MS, businessDayOf } from '#shared/domain/time';
import type { RefundPlan, UnitRef } from '#shared/domain/pricing/refundPlan';
import type { OrderDoc, PaymentDoc, RefundDoc } from '#shared/model/docs';
import type { EventPayloads, SoldLine } from '#shared/model/events';
import { bookLatePayment } from '../../assets/refund';
import type { Ctx, WriteTx } from '../../kit/ports';
import { paymentIdOf } from './numbers';

type Promising = Pick<Ctx, 'derive' | 'now'>;

/**
 * The record of a refund and its event, inside the caller's transaction; the payment company is asked
 * afterwards by `executeRefund`, for its part of the tender only. The order document is written in the same
 * transaction, so two refunds of one order cannot both be promised unseen. Returns the refund's number.
 */
export async function promiseRefund(
  tx: WriteTx,
  ctx: Promising,
  order: OrderDoc,
  {
    plan,
    units,
    reason,
    lines,
  }: {
    readonly plan: Pick<
      RefundPlan,
      'back' | 'refundFen' | 'pointsBack' | 'pointsTaken' | 'freightFen' | 'giftFen'
    >;
    readonly units: readonly UnitRef[];
    readonly reason: string;
    readonly lines: SoldLine[];
  },
): Promise<string> {
  const { providerFen, principalFen, bonusFen } = plan.back;
  const cash = order.pos?.by === 'cash';
  const payment = providerFen > 0 && !cash ? await paymentOf(tx, ctx, order) : undefined;
  const refundId = await nextRefundId(tx, order._id);
  await tx.insert('refunds', {
    ...newRefund(refundId, order, payment, reason, ctx.now),
    amountFen: providerFen,
    principalFen,
    bonusFen,
    pointsBack: plan.pointsBack,
    pointsTaken: plan.pointsTaken,
    of: { units: [...units], freightFen: plan.freightFen, giftFen: plan.giftFen },
    // Nothing for the payment company to do: done with this transaction, or when the till has paid it out.
    ...(cash && providerFen > 0 ? { cash: true, status: 'atTill' } : {}),
    ...(providerFen === 0 ? { status: 'done', doneAt: ctx.now } : {}),
  });
  emitRequested(tx, ctx, order, {
    refundId,
    amountFen: plan.refundFen,
    reason,
    lines,
    late: false,
  });
  return refundId;
}

/** A payment that came after its order had ended goes back whole; it never was a sale. */
export async function refundLate(
  tx: WriteTx,
  ctx: Promising,
  order: OrderDoc,
  payment: PaymentDoc,
): Promise<void> {
  const reason = '付款时订单已取消，自动退款';
  const { amountFen } = payment;
  const refundId = await nextRefundId(tx, order._id);
  await tx.insert('refunds', {
    ...newRefund(refundId, order, payment, reason, ctx.now),
    amountFen,
  });
  await tx.update('orders', order._id, {
    inc: { refundedFen: amountFen },
    set: { updatedAt: ctx.now },
  });
  const { _id: outTradeNo } = payment;
  await bookLatePayment(tx, ctx, { outTradeNo, storeId: order.storeId, amountFen });
  emitRequested(tx, ctx, order, { refundId, amountFen, reason, lines: [], late: true });
}

async function paymentOf(tx: WriteTx, ctx: Promising, order: OrderDoc): Promise<PaymentDoc> {
  const payment = await tx.get('payments', paymentIdOf(ctx, order._id));
  if (!payment) throw new Error(`order ${order._id} has no payment to refund from`);
  return payment;
}

async function nextRefundId(tx: WriteTx, orderId: string): Promise<string> {
  let n = 1;
  while (await tx.get('refunds', `r_${orderId}_${n}`)) n += 1;
  return `r_${orderId}_${n}`;
}

const newRefund = (
  _id: string,
  { _id: orderId, storeId }: OrderDoc,
  payment: PaymentDoc | undefined,
  reason: string,
  now: number,
): RefundDoc => ({
  _id,
  orderId,
  outTradeNo: payment?._id ?? '',
  storeId,
  amountFen: 0,
  totalFen: payment?.amountFen ?? 0,
  principalFen: 0,
  bonusFen: 0,
  pointsBack: 0,
  pointsTaken: 0,
  reason,
  status: 'pending',
  tries: 0,
  // The event is the first try; the timer takes over when nothing came of it.
  nextTryAt: now + MINUTE_MS,
  lastError: '',
  createdAt: now,
  doneAt: null,
});

const emitRequested = (
  tx: WriteTx,
  { now }: Pick<Ctx, 'now'>,
  { _id: orderId, storeId, memberId }: OrderDoc,
  event: Pick<
    EventPayloads['refund.requested'],
    'refundId' | 'amountFen' | 'reason' | 'lines' | 'late'
  >,
): void =>
  tx.emit('refund.requested', event.refundId, {
    ...event,
    orderId,
    storeId,
    memberId,
    at: now,
    day: businessDayOf(now),
  } satisfies EventPayloads['refund.requested']);
