import { cancelOrder } from '#shared/contracts/orders';
import { nextStatus } from '#shared/domain/order';
import type { PayState } from '../kit/ports';
import { serve } from '../kit/serve';
import { ownOrder } from './checkout/ownOrder';
import { endOrder } from './fulfil/endOrder';
import { bookPayment } from './payment/applyPayment';
import { closePayment, markClosed } from './payment/closePayment';
import { paymentIdOf } from './payment/numbers';
import { shopperOf } from '../kit/shopper';

/**
 * The shopper cancels: before paying at once, after paying with a full refund, until the shop has accepted.
 * An open payment is closed first; if the shopper had just paid, that is booked and refunded in the same
 * transaction. A payment that slips through later goes back by `applyPayment`.
 */
export const main = serve(cancelOrder, async ({ orderId, reason }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [seen, payment] = await Promise.all([
    ownOrder(ctx, memberId, orderId),
    ctx.db.get('payments', paymentIdOf(ctx, orderId)),
  ]);
  let paid: PayState | undefined;
  let shut = false;
  if (seen.status === 'pendingPay' && payment?.status === 'created') {
    const closed = await closePayment(ctx, payment);
    if (closed.state === 'paid') paid = closed.said;
    shut = closed.state === 'closed';
  }
  return ctx.write(async (tx) => {
    const found = await tx.get('orders', orderId);
    if (!found) return ctx.refuse('NOT_FOUND');
    if (found.status === 'cancelled') return { status: found.status, refundFen: found.refundedFen };
    if (!nextStatus(found, 'cancel')) return ctx.refuse('TOO_LATE');
    const order = paid ? ((await bookPayment(tx, ctx, paid)).order ?? found) : found;
    const { refundFen } = await endOrder(tx, ctx, order, {
      move: 'cancel',
      reason,
      by: 'shopper',
      actor: 'shopper',
    });
    if (shut) await markClosed(tx, paymentIdOf(ctx, orderId));
    return { status: 'cancelled', refundFen };
  });
});
