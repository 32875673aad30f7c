import { listListings } from '#shared/contracts/catalog';
import type { Out } from '#shared/contracts/kit';
import { found, wordsOf } from '#shared/domain/search';
import type { ListingDoc, SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import { noneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

type Row = Out<typeof listListings>['items'][number];
interface Pair {
  readonly store: StoreDoc;
  readonly sku: SkuDoc;
}

/** Every shop within reach for a product, every product for a shop: what is not on the shelf yet, too. */
export const main = serve(listListings, async ({ skuId, storeId, query, page, size }, ctx) => {
  if (storeId !== undefined) ctx.reach(storeId);
  const [stores, skus] = await Promise.all([shops(ctx, storeId), products(ctx, skuId)]);
  const words = wordsOf(query);
  const pairs = skus.flatMap((sku) =>
    stores
      .filter((store) => found(words, store.name, sku.title, sku.spec, sku.barcode))
      .map((store) => ({ store, sku })),
  );
  const shown = pairs.slice((page - 1) * size, page * size);
  const ids = shown.map(({ store, sku }) => `${store._id}:${sku._id}`);
  const [listings, stock] = await Promise.all([
    byId(ctx.db, 'listings', ids),
    byId(ctx.db, 'stock', ids),
  ]);
  return {
    items: shown.map((pair, i) => {
      const id = ids[i] ?? '';
      return rowOf(pair, listings.get(id), stock.get(id));
    }),
    total: pairs.length,
  };
});

async function shops(ctx: Ctx, storeId: string | undefined): Promise<StoreDoc[]> {
  if (storeId !== undefined) return [...(await byId(ctx.db, 'stores', [storeId])).values()];
  const all = await readAll(ctx.db, 'stores', { status: noneOf(['closed']) });
  const { stores } = ctx;
  return stores === 'all' ? all : all.filter((store) => stores.includes(store._id));
}

const products = async (ctx: Ctx, skuId: string | undefined): Promise<SkuDoc[]> =>
  skuId === undefined
    ? readAll(ctx.db, 'skus', { status: 'onSale' })
    : [...(await byId(ctx.db, 'skus', [skuId])).values()];

const rowOf = (
  { store, sku }: Pair,
  listing: ListingDoc | undefined,
  stock: StockDoc | undefined,
): Row => ({
  storeId: store._id,
  storeName: store.name,
  skuId: sku._id,
  title: sku.title,
  spec: sku.spec,
  onShelf: listing?.onShelf ?? false,
  listPriceFen: sku.listPriceFen,
  storePriceFen: listing?.storePriceFen ?? null,
  special: listing?.special ? { ...listing.special, sold: stock?.specialSold ?? 0 } : null,
  available: Math.max(0, stock?.available ?? 0),
});
