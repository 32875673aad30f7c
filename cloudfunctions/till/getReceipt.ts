import { getReceipt } from '#shared/contracts/counter';
import { slipOf } from '#shared/domain/receipt/slip';
import { serve } from '../kit/serve';
import { printableOrder } from './printable';
import { slipFacts } from './slipFacts';

/** The slip as the next print would be. Changes nothing. */
export const main = serve(getReceipt, async ({ storeId, orderId }, ctx) => {
  const order = printableOrder(ctx, storeId, await ctx.db.get('orders', orderId));
  const [store, prints] = await Promise.all([
    ctx.db.get('stores', storeId),
    ctx.db.count('prints', { orderId }),
  ]);
  return { lines: slipOf(slipFacts(order, store, prints + 1)), prints };
});
