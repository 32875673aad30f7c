import { MINUTE_MS, businessDayOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads, SoldLine } from '#shared/model/events';
import type { Ctx, WriteTx } from '../../kit/ports';
import { paymentIdOf } from './numbers';

interface Wanted {
  readonly amountFen: number;
  readonly reason: string;
  /** What of the sale is taken back; empty for a payment that came after the order had ended. */
  readonly lines: SoldLine[];
  readonly late?: boolean;
}

/**
 * Promises money back inside the caller's transaction; the payment company is asked afterwards by
 * `executeRefund`. The order document is written in the same transaction, so two refunds of one order
 * cannot both be promised unseen (Σ refunds ≤ paid). Returns the refund's number, or null for nothing to refund.
 */
export async function requestRefund(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'now'>,
  order: OrderDoc,
  { amountFen, reason, lines, late = false }: Wanted,
): Promise<string | null> {
  if (amountFen === 0) return null;
  const payment = await tx.get('payments', paymentIdOf(ctx, order._id));
  if (!payment) throw new Error(`order ${order._id} has no payment to refund from`);
  if (order.refundedFen + amountFen > payment.amountFen)
    throw new Error(`refund of ${amountFen} passes what was paid for ${order._id}`);

  let n = 1;
  while (await tx.get('refunds', `r_${order._id}_${n}`)) n += 1;
  const refundId = `r_${order._id}_${n}`;
  await tx.insert('refunds', {
    _id: refundId,
    orderId: order._id,
    outTradeNo: payment._id,
    storeId: order.storeId,
    amountFen,
    totalFen: payment.amountFen,
    reason,
    status: 'pending',
    tries: 0,
    // The event is the first try; the timer takes over when nothing came of it.
    nextTryAt: ctx.now + MINUTE_MS,
    lastError: '',
    createdAt: ctx.now,
    doneAt: null,
  });
  await tx.update('orders', order._id, {
    inc: { refundedFen: amountFen },
    set: { updatedAt: ctx.now },
  });
  tx.emit('refund.requested', refundId, {
    refundId,
    orderId: order._id,
    storeId: order.storeId,
    memberId: order.memberId,
    amountFen,
    late,
    reason,
    at: ctx.now,
    day: businessDayOf(ctx.now),
    lines,
  } satisfies EventPayloads['refund.requested']);
  return refundId;
}
