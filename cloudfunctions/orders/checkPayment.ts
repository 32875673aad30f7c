import { checkPayment } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { ownOrder } from './checkout/ownOrder';
import { applyPayment } from './payment/applyPayment';
import { paymentIdOf } from './payment/numbers';
import { shopperOf } from '../kit/shopper';
import { tellSoon } from './tellSoon';

/** Asks the payment company when its callback has not come yet; the page calls this after paying. */
export const main = serve(checkPayment, async ({ orderId }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [order, payment] = await Promise.all([
    ownOrder(ctx, memberId, orderId),
    ctx.db.get('payments', paymentIdOf(ctx, orderId)),
  ]);
  const open = payment?.status === 'created';
  if (!open) return { status: order.status, paid: order.paidAt !== null };
  const said = await ctx.pay.query(payment._id).catch((error: unknown) => {
    ctx.log({ queryFailed: payment._id, why: String(error) });
    return ctx.refuse('PAY_UNAVAILABLE');
  });
  if (said.state !== 'SUCCESS') return { status: order.status, paid: false };
  if ((await applyPayment(ctx, said)) === 'paid') await tellSoon(ctx);
  const after = await ownOrder(ctx, memberId, orderId);
  return { status: after.status, paid: after.paidAt !== null };
});
