import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { endOrder } from '../orders/fulfil/endOrder';
import { bookPayment } from '../orders/payment/applyPayment';
import { closePayment, markClosed } from '../orders/payment/closePayment';
import { paymentIdOf } from '../orders/payment/numbers';
import { auditSale } from './auditSale';

/**
 * Ends a sale that was not paid: the payment is reversed first, so that no money can still come; if the shopper
 * had just paid after all, that is booked instead. `unclear`: the company could not be asked, nothing changed.
 */
export async function breakOff(
  ctx: Pick<Ctx, 'db' | 'write' | 'derive' | 'seal' | 'now' | 'log' | 'cached' | 'pay'>,
  { _id }: OrderDoc,
  reason: string,
): Promise<{ order: OrderDoc; unclear: boolean }> {
  const outTradeNo = paymentIdOf(ctx, _id);
  const payment = await ctx.db.get('payments', outTradeNo);
  const closed = payment?.status === 'created' ? await closePayment(ctx, payment) : undefined;
  return ctx.write(async (tx) => {
    const order = await tx.get('orders', _id);
    if (!order) throw new Error(`no order ${_id}`);
    if (closed?.state === 'paid') {
      const { order: after = order } = await bookPayment(tx, ctx, closed.said);
      auditSale(tx, after);
      return { order: after, unclear: false };
    }
    if (order.status !== 'pendingPay') return { order, unclear: false };
    if (closed?.state === 'unclear') return { order, unclear: true };
    await endOrder(tx, ctx, order, { move: 'notPaid', reason, by: 'store', actor: 'system' });
    await markClosed(tx, outTradeNo);
    const after = { ...order, status: 'cancelled' as const };
    auditSale(tx, after);
    return { order: after, unclear: false };
  });
}
