import type { CategoryDoc, ListingDoc, SkuDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';

/** What a shop sells may be this old; stock is always read anew. */
const SHELF_MS = 10_000;
const CATEGORIES_MS = 60_000;

export interface ShelfRow {
  readonly sku: SkuDoc;
  readonly listing: ListingDoc;
}
type Reader = Pick<Ctx, 'cached' | 'db'>;

/** Everything a shop sells, in shelf order; two reads in a row when cold, none when warm. */
export const shelfOf = (ctx: Reader, storeId: string): Promise<readonly ShelfRow[]> =>
  ctx.cached(`shelf:${storeId}`, SHELF_MS, async () => {
    const listings = await readAll(ctx.db, 'listings', { storeId, onShelf: true });
    const skus = await byId(
      ctx.db,
      'skus',
      listings.map((listing) => listing.skuId),
    );
    return listings
      .flatMap((listing) => {
        const sku = skus.get(listing.skuId);
        return sku?.status === 'onSale' ? [{ sku, listing }] : [];
      })
      .toSorted((a, b) => a.listing.sort - b.listing.sort || (a.sku._id < b.sku._id ? -1 : 1));
  });

export const categoriesOf = (ctx: Reader): Promise<readonly CategoryDoc[]> =>
  ctx.cached('categories', CATEGORIES_MS, async () =>
    (await readAll(ctx.db, 'categories', {})).toSorted(
      (a, b) => a.sort - b.sort || (a._id < b._id ? -1 : 1),
    ),
  );
