import { getOrderHq } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { isBurnt } from './checkout/burn';
import { paymentIdOf } from './payment/numbers';
import { stepsView } from './views/brief';
import { totalsView } from './views/quoteView';
import { refundsOf } from './views/refundView';
import { staffView } from './views/staffView';

export const main = serve(getOrderHq, async ({ orderId }, ctx) => {
  const [order, payment, refunds] = await Promise.all([
    ctx.db.get('orders', orderId),
    ctx.db.get('payments', paymentIdOf(ctx, orderId)),
    refundsOf(ctx.db, orderId),
  ]);
  if (!order || isBurnt(order)) return ctx.refuse('NOT_FOUND');
  ctx.reach(order.storeId);
  return {
    ...staffView(order, { seal: ctx.seal, now: ctx.now, reader: 'hq' }),
    quote: totalsView(order.totals),
    steps: stepsView(order, 'staff'),
    payment: payment
      ? {
          outTradeNo: payment._id,
          status: payment.status,
          amountFen: payment.amountFen,
          paidAt: payment.paidAt,
        }
      : null,
    refunds,
  };
});
