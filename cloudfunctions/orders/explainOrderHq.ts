import { explainOrderHq } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { isBurnt } from './checkout/burn';
import { billView } from './views/billView';
import { refundDocsOf } from './views/refundView';

/** For who answers for the rules: with their ids and versions. */
export const main = serve(explainOrderHq, async ({ orderId }, ctx) => {
  const [order, refunds] = await Promise.all([
    ctx.db.get('orders', orderId),
    refundDocsOf(ctx.db, orderId),
  ]);
  if (!order || isBurnt(order)) return ctx.refuse('NOT_FOUND');
  ctx.reach(order.storeId);
  return billView(order, refunds, 'hq');
});
