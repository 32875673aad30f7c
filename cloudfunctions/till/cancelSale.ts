import { cancelSale } from '#shared/contracts/counter';
import { serve } from '../kit/serve';
import { breakOff } from './breakOff';
import { saleOf } from './saleOf';
import { saleView } from './saleView';

/** The customer will not pay after all. A sale that was paid meanwhile stays sold; repeating is harmless. */
export const main = serve(cancelSale, async ({ storeId, orderId }, ctx) => {
  const order = await saleOf(ctx, storeId, orderId);
  if (order.status !== 'pendingPay') return saleView(order);
  const { order: after, unclear } = await breakOff(ctx, order, '顾客不买了');
  if (unclear) return ctx.refuse('PAY_UNCLEAR');
  return saleView(after);
});
