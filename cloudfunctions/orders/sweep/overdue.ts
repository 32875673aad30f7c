import { nextStatus } from '#shared/domain/order';
import { MINUTE_MS } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import { lt } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { endOrder } from '../fulfil/endOrder';
import { applyPayment } from '../payment/applyPayment';
import { closePayment, markClosed } from '../payment/closePayment';
import { paymentIdOf } from '../payment/numbers';
import { PAGE, workThrough } from './pages';

/** When the payment company cannot be reached for this long, goods stop waiting for it. */
const PATIENCE_MS = 30 * MINUTE_MS;

/** Ends orders whose time to pay is over, or books the payment that came in the last second. */
export async function endOverdue(
  ctx: Ctx,
): Promise<{ cancelled: number; settled: number; more: boolean }> {
  const orders = await ctx.db.find(
    'orders',
    { status: 'pendingPay', payBefore: lt(ctx.now) },
    { sort: { payBefore: 1 }, limit: PAGE },
  );
  let settled = 0;
  const { done, more } = await workThrough(
    orders,
    async (order) => {
      const outcome = await endOne(ctx, order);
      if (outcome === 'settled') settled += 1;
      return outcome === 'cancelled';
    },
    ({ _id }, error) => ctx.log({ [`overdue:${_id}`]: String(error) }),
  );
  return { cancelled: done, settled, more };
}

async function endOne(ctx: Ctx, seen: OrderDoc): Promise<'cancelled' | 'settled' | 'left'> {
  const outTradeNo = paymentIdOf(ctx, seen._id);
  const payment = await ctx.db.get('payments', outTradeNo);
  if (payment) {
    const closed = await closePayment(ctx, payment);
    if (closed.state === 'paid') {
      await applyPayment(ctx, closed.said);
      return 'settled';
    }
    if (closed.state === 'unclear' && ctx.now < seen.payBefore + PATIENCE_MS) return 'left';
  }
  return ctx.write(async (tx) => {
    const order = await tx.get('orders', seen._id);
    // Paid, cancelled or swept by an overlapping run meanwhile.
    if (!order || !nextStatus(order, 'timeout')) return 'left';
    await endOrder(tx, ctx, order, { move: 'timeout', reason: '', by: 'timer', actor: 'system' });
    await markClosed(tx, outTradeNo);
    return 'cancelled';
  });
}
