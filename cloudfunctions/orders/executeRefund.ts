import { nextTryMs } from '#shared/domain/refund';
import { businessDayOf } from '#shared/domain/time';
import type { RefundDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import { bookRefundDone } from '../assets/refund';
import type { Ctx } from '../kit/ports';

/**
 * Sends a promised refund to the payment company and books its answer. Consumer of `refund.requested`; the
 * timer repeats what is not done. The company refunds each number once, so calling again is always safe, and
 * the call stands outside any transaction. Returns the refund's status afterwards.
 */
export async function executeRefund(
  ctx: Pick<Ctx, 'db' | 'pay' | 'write' | 'now' | 'log'>,
  refundId: string,
): Promise<RefundDoc['status']> {
  const refund = await ctx.db.get('refunds', refundId);
  if (!refund) throw new Error(`no refund ${refundId}`);
  // Cash goes back over the counter, not through the payment company.
  if (refund.status === 'done' || refund.status === 'atTill') return refund.status;
  const said = await ask(ctx, refund);
  if (said.state === 'done') return book(ctx, refund);
  const status = said.state === 'processing' ? 'sent' : 'failed';
  ctx.log({ refund: refundId, refundState: said.state });
  await ctx.db.update(
    'refunds',
    refundId,
    {
      set: { status, lastError: said.why, nextTryAt: ctx.now + nextTryMs(refund.tries) },
      inc: { tries: 1 },
    },
    // A booking that was quicker stays.
    { status: refund.status, tries: refund.tries },
  );
  return status;
}

async function ask(
  ctx: Pick<Ctx, 'pay'>,
  refund: RefundDoc,
): Promise<{ state: 'done' | 'processing' | 'failed'; why: string }> {
  try {
    const known = refund.status === 'sent' ? await ctx.pay.queryRefund(refund._id) : 'unknown';
    if (known === 'done' || known === 'processing') return { state: known, why: '' };
    const state = await ctx.pay.refund({
      outRefundNo: refund._id,
      outTradeNo: refund.outTradeNo,
      amountFen: refund.amountFen,
      totalFen: refund.totalFen,
      reason: refund.reason,
    });
    return { state, why: state === 'failed' ? '支付公司拒绝了退款' : '' };
  } catch (error) {
    // Unreachable or unreadable: the outcome is unknown and the same number is tried again.
    return { state: 'failed', why: String(error).slice(0, 200) };
  }
}

async function book(
  ctx: Pick<Ctx, 'write' | 'now'>,
  { _id: refundId }: RefundDoc,
): Promise<'done'> {
  return ctx.write<'done'>(async (tx) => {
    const refund = await tx.get('refunds', refundId);
    if (!refund || refund.status === 'done') return 'done';
    const order = await tx.get('orders', refund.orderId);
    await tx.update('refunds', refundId, {
      set: { status: 'done', doneAt: ctx.now, lastError: '' },
      inc: { tries: 1 },
    });
    await tx.update('payments', refund.outTradeNo, { inc: { refundedFen: refund.amountFen } });
    await bookRefundDone(tx, ctx, refund);
    tx.emit('refund.done', refundId, {
      refundId,
      orderId: refund.orderId,
      storeId: refund.storeId,
      memberId: order?.memberId ?? '',
      amountFen: refund.amountFen,
      at: ctx.now,
      day: businessDayOf(ctx.now),
    } satisfies EventPayloads['refund.done']);
    return 'done';
  });
}
