import { MINUTE_MS, businessDayOf } from '#shared/domain/time';
import type { PaymentDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../../kit/ports';

interface Wanted {
  readonly payment: PaymentDoc;
  readonly storeId: string;
  readonly amountFen: number;
  readonly reason: string;
}

/**
 * Promises money of a top-up or a card back through the payment company; `executeRefund` sends it, as for
 * orders. The caller's transaction writes the document that counts what went back, so two refunds cannot
 * both pass. Returns the refund's number; null for nothing.
 */
export async function promiseRefund(
  tx: WriteTx,
  { now }: Pick<Ctx, 'now'>,
  { payment, storeId, amountFen, reason }: Wanted,
): Promise<string | null> {
  if (amountFen === 0) return null;
  const { orderId, memberId } = payment;
  let n = 1;
  while (await tx.get('refunds', `r_${orderId}_${n}`)) n += 1;
  const refundId = `r_${orderId}_${n}`;
  await tx.insert('refunds', {
    _id: refundId,
    orderId,
    outTradeNo: payment._id,
    storeId,
    amountFen,
    totalFen: payment.amountFen,
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
  tx.emit('refund.requested', refundId, {
    refundId,
    orderId,
    storeId,
    memberId,
    amountFen,
    // Never was a sale, so no sales book takes it off.
    late: true,
    reason,
    at: now,
    day: businessDayOf(now),
    lines: [],
  } satisfies EventPayloads['refund.requested']);
  return refundId;
}
