import { explainOrder } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { ownOrder } from './checkout/ownOrder';
import { billView } from './views/billView';
import { refundDocsOf } from './views/refundView';

/** The shopper's own order, fen by fen. */
export const main = serve(explainOrder, async ({ orderId }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [order, refunds] = await Promise.all([
    ownOrder(ctx, memberId, orderId),
    refundDocsOf(ctx.db, orderId),
  ]);
  return billView(order, refunds, 'shopper');
});
