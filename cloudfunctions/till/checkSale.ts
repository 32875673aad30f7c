import { checkSale } from '#shared/contracts/counter';
import { serve } from '../kit/serve';
import { paymentIdOf } from '../orders/payment/numbers';
import { tellSoon } from '../orders/tellSoon';
import { settle } from './payCode';
import { saleView } from './saleView';
import { saleOf } from './saleOf';

/** Has the shopper confirmed? Asked every few seconds by the cashier's page until it is done or broken off. */
export const main = serve(checkSale, async ({ storeId, orderId }, ctx) => {
  const order = await saleOf(ctx, storeId, orderId);
  if (order.status !== 'pendingPay') return saleView(order);
  const said = await ctx.pay.query(paymentIdOf(ctx, orderId)).catch((error: unknown) => {
    ctx.log({ queryFailed: orderId, why: String(error) });
    return undefined;
  });
  if (said?.state !== 'SUCCESS') return saleView(order);
  const after = await settle(ctx, order, said);
  await tellSoon(ctx);
  return saleView(after);
});
