import { startPick } from '#shared/contracts/storeOrders';
import { serve } from '../kit/serve';
import { advance, shopOrderIn } from './fulfil/advance';

/** accepted → picking: somebody is at it, the other clerks and the shopper see so. */
export const main = serve(startPick, ({ storeId, orderId }, ctx) =>
  ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, orderId);
    return { status: await advance(tx, ctx, order, 'startPick') };
  }),
);
