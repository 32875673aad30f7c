import { setListing } from '#shared/contracts/catalog';
import type { Parsed } from '#shared/contracts/kit';
import type { ListingDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { checkPrices, recordPrices } from './listingChange';

type Input = Parsed<typeof setListing>;

export const main = serve(setListing, async (input, ctx) => {
  const { storeId, skuId } = input;
  const [sku, store] = await Promise.all([
    ctx.db.get('skus', skuId),
    ctx.db.get('stores', storeId),
  ]);
  if (!sku || !store) return ctx.refuse('NOT_FOUND');
  checkPrices(input, sku, ctx);

  const _id = `${storeId}:${skuId}`;
  return ctx.write(async (tx) => {
    const before = await tx.get('listings', _id);
    const after = listing(before, _id, input, ctx.now);
    await tx.set('listings', after);
    await recordPrices(tx, before, after, ctx);
    tx.audit({ target: 'listings', targetId: _id, storeId, before: before ?? null, after });
    return { skuId, storeId };
  });
});

const listing = (
  before: ListingDoc | undefined,
  _id: string,
  { storeId, skuId, onShelf, storePriceFen, special }: Input,
  now: number,
): ListingDoc => ({
  sort: 0,
  ...before,
  _id,
  storeId,
  skuId,
  onShelf,
  storePriceFen,
  special,
  // Set by a person from now on.
  advised: null,
  updatedAt: now,
});
