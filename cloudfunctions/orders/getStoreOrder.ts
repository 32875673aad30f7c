import { getStoreOrder } from '#shared/contracts/storeOrders';
import { serve } from '../kit/serve';
import { shopOrder } from './checkout/ownOrder';
import { stepsView } from './views/brief';
import { totalsView } from './views/quoteView';
import { staffView } from './views/staffView';

export const main = serve(getStoreOrder, async ({ storeId, orderId }, ctx) => {
  const order = await shopOrder(ctx, storeId, orderId);
  return {
    ...staffView(order, { seal: ctx.seal, now: ctx.now, reader: 'shop' }),
    steps: stepsView(order, 'staff'),
    quote: totalsView(order.totals),
  };
});
