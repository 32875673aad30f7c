import { demandRate } from '#shared/domain/demandRate';
import type { Sale } from '#shared/domain/assortment/effects';
import type { SkuDoc, StoreDoc } from '#shared/model/docs';
import { oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';

/** A shop's shelf: what is on it, at which price, and how each product sells with stock-outs taken out. */
export interface Shelf {
  readonly store: Pick<StoreDoc, '_id' | 'name' | 'city' | 'tags'>;
  readonly place: string;
  /** By SKU on the shelf: the price charged. */
  readonly prices: ReadonlyMap<string, number>;
  /** By SKU with a history: pieces a week, and weeks behind it. */
  readonly sales: ReadonlyMap<string, { readonly perWeek: number; readonly weeks: number }>;
}

/** Shops that are alike: the same city and the same first trait (社区, 写字楼 …). */
export const placeOf = ({ city, tags }: Pick<StoreDoc, 'city' | 'tags'>): string =>
  `${city}/${tags[0] ?? '综合'}`;

/** Shelves of all selling shops. Two reads a shop and one for the chain. */
export async function readShelves(
  { db }: Pick<Ctx, 'db'>,
  skus: ReadonlyMap<string, SkuDoc>,
): Promise<Shelf[]> {
  const stores = await readAll(
    db,
    'stores',
    { status: oneOf(['open', 'paused']) },
    { only: ['name', 'city', 'tags'] },
  );
  const shelves: Shelf[] = [];
  for (const store of stores) {
    const [listings, demand] = await Promise.all([
      readAll(db, 'listings', { storeId: store._id, onShelf: true }),
      readAll(db, 'demand', { storeId: store._id }),
    ]);
    const prices = new Map(
      listings.flatMap(({ skuId, storePriceFen }) => {
        const sku = skus.get(skuId);
        return sku ? [[skuId, storePriceFen ?? sku.listPriceFen] as const] : [];
      }),
    );
    const sales = new Map(
      demand.flatMap((doc) => {
        const { perDay, evidenceDays } = demandRate(doc);
        const weeks = Math.floor(evidenceDays / 7);
        return weeks > 0 ? [[doc.skuId, { perWeek: perDay * 7, weeks }] as const] : [];
      }),
    );
    shelves.push({ store, place: placeOf(store), prices, sales });
  }
  return shelves;
}

/** What the chain's sales teach: every product where it stands on the shelf. */
export const salesOf = (shelves: readonly Shelf[]): Sale[] =>
  shelves.flatMap(({ store, place, prices, sales }) =>
    [...sales].flatMap(([sku, { perWeek }]) =>
      prices.has(sku) && perWeek > 0 ? [{ shop: store._id, sku, place, perWeek }] : [],
    ),
  );
