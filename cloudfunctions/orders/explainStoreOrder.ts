import { explainStoreOrder } from '#shared/contracts/storeOrders';
import { serve } from '../kit/serve';
import { shopOrder } from './checkout/ownOrder';
import { billView } from './views/billView';
import { refundDocsOf } from './views/refundView';

/** For the clerk whom a shopper asks: the same fen, with the goods each rule took them from. */
export const main = serve(explainStoreOrder, async ({ storeId, orderId }, ctx) => {
  const [order, refunds] = await Promise.all([
    shopOrder(ctx, storeId, orderId),
    refundDocsOf(ctx.db, orderId),
  ]);
  return billView(order, refunds, 'clerk');
});
