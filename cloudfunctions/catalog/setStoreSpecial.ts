import { setStoreSpecial } from '#shared/contracts/storeCampaigns';
import { serve } from '../kit/serve';
import { checkPrices, recordPrices } from './listingChange';

/**
 * 店内特价 of one product in the manager's own shop: within headquarters' band, with an end and a reason, and
 * perhaps a number of pieces. It ends by itself.
 */
export const main = serve(setStoreSpecial, async ({ storeId, skuId, special }, ctx) => {
  const sku = await ctx.db.get('skus', skuId);
  if (!sku) return ctx.refuse('NOT_FOUND');
  checkPrices({ storePriceFen: null, special }, sku, ctx);
  const _id = `${storeId}:${skuId}`;
  return ctx.write(async (tx) => {
    const before = await tx.get('listings', _id);
    if (!before?.onShelf) return ctx.refuse('NOT_SOLD_HERE');
    // What is no reduction must not be shown as one.
    if (special && special.priceFen >= (before.storePriceFen ?? sku.listPriceFen))
      return ctx.refuse('NOT_LOWER');
    const after = { ...before, special, updatedAt: ctx.now };
    await tx.set('listings', after);
    await recordPrices(tx, before, after, ctx);
    tx.audit({ target: 'listings', targetId: _id, storeId, before, after });
    return { skuId, storeId };
  });
});
