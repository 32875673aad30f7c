import { getProduct } from '#shared/contracts/catalog';
import { placeOf } from '#shared/domain/geo';
import type { ListingDoc, SkuDoc } from '#shared/model/docs';
import { chainOf } from '../kit/chain';
import { serve } from '../kit/serve';
import { elsewhere } from './elsewhere';
import { shelfOf } from './shelf';
import { itemOf, stockOf } from './shelfItem';
import { plainWorld, pricedShop, shelfWorld } from './shelfWorld';

export const main = serve(getProduct, async ({ skuId, storeId, point }, ctx) => {
  const [chain, shelf] = await Promise.all([chainOf(ctx), shelfOf(ctx, storeId)]);
  const here = shelf.find(({ sku }) => sku._id === skuId);
  const sku = here?.sku ?? (await ctx.db.get('skus', skuId));
  if (!sku || sku.status !== 'onSale')
    return ctx.refuse('NOT_FOUND', { message: '这件商品已经下架了，看看别的吧' });

  const family = shelf.filter((row) => row.sku.spuId === sku.spuId);
  const [stock, world, others] = await Promise.all([
    stockOf(ctx.db, family),
    shelfWorld(ctx, pricedShop(chain, storeId)),
    elsewhere(ctx, chain, sku, storeId, placeOf(point)),
  ]);
  const row = here ?? { sku, listing: unlisted(sku, storeId) };
  return {
    ...itemOf(row, stock, here ? world : plainWorld(world)),
    images: sku.images.length > 0 ? sku.images : [sku.image],
    description: sku.description,
    brand: sku.brand,
    shelfLifeDays: sku.shelfLifeDays,
    specs: family
      .filter((other) => other.sku._id !== skuId)
      .map((other) => itemOf(other, stock, world))
      .map((item) => ({
        skuId: item.skuId,
        spec: item.spec,
        priceFen: item.priceFen,
        stock: item.stock,
      })),
    elsewhere: others,
    soldHere: here !== undefined,
  };
});

/** A product this shop does not sell is shown at the list price, out of stock. */
const unlisted = (sku: SkuDoc, storeId: string): ListingDoc => ({
  _id: `${storeId}:${sku._id}`,
  storeId,
  skuId: sku._id,
  onShelf: false,
  sort: 0,
  storePriceFen: null,
  special: null,
  updatedAt: 0,
});
