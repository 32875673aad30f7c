import { chinaCalendar } from '#shared/domain/forecast/chinaDays';
import { epochDay } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { openDays, shopSeries } from '#shared/domain/forecast/shopSeries';
import { addDays } from '#shared/domain/time';
import type { DemandDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import { gt, oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';

/** The chain's calendar as the forecast reads it. */
export const calendar = chinaCalendar;

export type Shop = Pick<StoreDoc, '_id' | 'name' | 'city' | 'hours'>;
/** Goods by id, as far as a forecast needs them. */
export type Goods = ReadonlyMap<string, Pick<SkuDoc, 'categoryId' | 'listPriceFen' | 'status'>>;

/** Some shops of one city with all their histories. */
export interface Block {
  readonly shops: readonly Shop[];
  readonly books: readonly DemandDoc[];
  /** Last day of sales known in any of them. */
  readonly day: string;
  readonly series: readonly Series[];
}

export const readGoods = async ({ db }: Pick<Ctx, 'db'>): Promise<Goods> =>
  new Map(
    (
      await readAll(
        db,
        'skus',
        {},
        { only: ['categoryId', 'listPriceFen', 'status', 'components'] },
      )
    ).flatMap((sku) => (sku.components ? [] : [[sku._id, sku] as const])),
  );

/** Open shops after `{city}/{id}`, in that order, all of one city. */
export async function nextShops(
  { db }: Pick<Ctx, 'db'>,
  after: string,
  most: number,
): Promise<Shop[]> {
  const [city = '', id = ''] = after.split('/');
  const fields = { only: ['name', 'city', 'hours'], sort: { city: 1, _id: 1 } as const };
  const living = { status: oneOf(['open', 'paused']) };
  const same =
    city === ''
      ? []
      : await db.find('stores', { ...living, city, _id: gt(id) }, { ...fields, limit: most });
  if (same.length > 0) return same;
  const [next] = await db.find('stores', city === '' ? living : { ...living, city: gt(city) }, {
    ...fields,
    limit: 1,
  });
  if (!next) return [];
  return db.find('stores', { ...living, city: next.city }, { ...fields, limit: most });
}

/**
 * Three reads a shop. Goods that left the shelf are not forecast, but their history still teaches what
 * the shelf sells, so they stay among the series when `all` is asked for.
 */
export async function readBlock(
  { db }: Pick<Ctx, 'db'>,
  shops: readonly Shop[],
  goods: Goods,
  { upTo, all }: { upTo: string; all: boolean },
): Promise<Block> {
  const parts = await Promise.all(
    shops.map(async (shop) => {
      const [books, listings] = await Promise.all([
        readAll(db, 'demand', { storeId: shop._id }),
        readAll(db, 'listings', { storeId: shop._id, onShelf: true }),
      ]);
      return { shop, books, listed: new Map(listings.map((l) => [l.skuId, l])) };
    }),
  );
  const ends = parts.flatMap(({ books }) =>
    books.map(({ from, sold }) => addDays(from, sold.length - 1)),
  );
  const last = ends.reduce((a, b) => (a > b ? a : b), '');
  const day = last !== '' && last < upTo ? last : upTo;
  const series = parts.flatMap(({ shop, books, listed }) => {
    const facts = { storeId: shop._id, city: shop.city, hours: shop.hours };
    const open = openDays(facts, day);
    return books.flatMap((book): Series[] => {
      const sku = goods.get(book.skuId);
      const listing = listed.get(book.skuId) ?? null;
      if (!sku || book.from > day || (!all && (!listing || sku.status !== 'onSale'))) return [];
      return [shopSeries(book, facts, { ...sku, listing }, day, open)];
    });
  });
  return { shops, books: parts.flatMap(({ books }) => books), day, series };
}

/** A festival among the seven days up to `day`. */
export const heldHoliday = (day: string): boolean =>
  Array.from({ length: 7 }, (_, i) => calendar('', epochDay(day) - i)).some((d) => d.event !== '');
