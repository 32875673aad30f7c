import type { ChainDay, ShopDay } from '#shared/domain/chainDay';
import type { SalesDayDoc, StoreDoc } from '#shared/model/docs';
import { between, oneOf } from '../../kit/conditions';
import type { Ctx, Db } from '../../kit/ports';
import { readAll } from '../../kit/readAll';

type Shop = Pick<StoreDoc, '_id' | 'regionId' | 'district'>;
const FIGURES = ['day', 'storeId', 'salesFen', 'orders', 'refundFen', 'pieces', 'costFen'];

/** A shop's sales of a day with where it belongs; its stock is counted apart. */
export const shopDay = (
  book: Omit<SalesDayDoc, 'hours' | 'skus'>,
  shop: Shop | undefined,
): ShopDay => ({
  salesFen: book.salesFen,
  orders: book.orders,
  refundFen: book.refundFen,
  pieces: book.pieces,
  costFen: book.costFen,
  regionId: shop?.regionId ?? '',
  district: shop?.district ?? '',
  stockFen: null,
  onShelf: 0,
  out: 0,
});

/** Days (in their order) by shop: closed ones from their roll-up, what has none from the sales book. */
export async function readDays(
  db: Pick<Db, 'find' | 'getMany'>,
  days: readonly string[],
): Promise<ChainDay[]> {
  const rolled = new Map((await readIds(db, days)).map(({ _id, shops }) => [_id, shops]));
  const missing = days.filter((day) => !rolled.has(day));
  const [books, stores] =
    missing.length === 0
      ? [[], []]
      : await Promise.all([
          readAll(db, 'salesDays', { day: oneOf(missing) }, { only: FIGURES }),
          readAll(db, 'stores', {}, { only: ['regionId', 'district'] }),
        ]);
  const shops = new Map(stores.map((store) => [store._id, store]));
  return days.map((day) => ({
    day,
    shops:
      rolled.get(day) ??
      Object.fromEntries(
        books
          .filter((book) => book.day === day)
          .map((book) => [book.storeId, shopDay(book, shops.get(book.storeId))]),
      ),
  }));
}

const readIds = (db: Pick<Db, 'getMany'>, days: readonly string[]) =>
  days.length === 0 ? Promise.resolve([]) : db.getMany('chainDays', days);

/** Writes the roll-up of a closed day; what was counted of its stock stays. */
export async function rollDay(ctx: Pick<Ctx, 'db' | 'now'>, day: string): Promise<void> {
  const [books, stores, before] = await Promise.all([
    readAll(ctx.db, 'salesDays', { day }, { only: FIGURES }),
    readAll(ctx.db, 'stores', {}, { only: ['regionId', 'district', 'status'] }),
    ctx.db.get('chainDays', day),
  ]);
  const none = { salesFen: 0, orders: 0, refundFen: 0, pieces: 0, costFen: 0 };
  const bookOf = new Map(books.map((book) => [book.storeId, book]));
  const open = stores.filter(
    ({ _id, status }) => bookOf.has(_id) || !['draft', 'closed'].includes(status),
  );
  const shops = Object.fromEntries(
    open.map((store): [string, ShopDay] => {
      const book = bookOf.get(store._id) ?? { _id: '', storeId: store._id, day, ...none };
      const known = before?.shops[store._id];
      const { stockFen, onShelf, out } = known ?? { stockFen: null, onShelf: 0, out: 0 };
      // A day keeps where its shops belonged; a rebuilt one too.
      const at = known ? { regionId: known.regionId, district: known.district } : {};
      return [store._id, { ...shopDay(book, store), ...at, stockFen, onShelf, out }];
    }),
  );
  if (await ctx.db.insert('chainDays', { _id: day, day, shops, at: ctx.now })) return;
  await ctx.db.update('chainDays', day, { set: { shops, at: ctx.now } });
}

/**
 * Counts the stock of shops that were not counted yet: value at cost, products on the shelf, those out of
 * stock. Shop by shop, so that a run cut short is gone on with. False: time is up.
 */
export async function countStock(
  ctx: Pick<Ctx, 'db' | 'left'>,
  day: string,
  reserveMs: number,
): Promise<boolean> {
  const doc = await ctx.db.get('chainDays', day);
  if (!doc) return true;
  const costs = new Map(
    (await readAll(ctx.db, 'skus', {}, { only: ['costFen'] })).map((sku) => [sku._id, sku.costFen]),
  );
  for (const storeId of Object.keys(doc.shops)) {
    if (doc.shops[storeId]?.stockFen !== null) continue;
    if (ctx.left() < reserveMs) return false;
    const [stock, listed] = await Promise.all([
      readAll(ctx.db, 'stock', { storeId }, { only: ['skuId', 'available', 'reserved', 'holds'] }),
      readAll(ctx.db, 'listings', { storeId, onShelf: true }, { only: ['skuId'] }),
    ]);
    const onHand = new Map(
      stock.map((s) => [
        s.skuId,
        s.available + s.reserved + s.holds.reduce((n, { qty }) => n + qty, 0),
      ]),
    );
    const stockFen = [...onHand].reduce((fen, [id, n]) => fen + n * (costs.get(id) ?? 0), 0);
    // Boxes have no stock of their own, and none that could be missing.
    const shelf = listed.filter(({ skuId }) => onHand.has(skuId));
    const out = shelf.filter(({ skuId }) => (onHand.get(skuId) ?? 0) === 0).length;
    await ctx.db.update('chainDays', day, {
      set: {
        [`shops.${storeId}.stockFen`]: stockFen,
        [`shops.${storeId}.onShelf`]: shelf.length,
        [`shops.${storeId}.out`]: out,
      },
    });
  }
  return true;
}

/** Closed days of the last `n` before `day` that have sales but no roll-up, the newest first. */
export async function unrolled(
  db: Pick<Db, 'find' | 'getMany'>,
  days: readonly string[],
): Promise<string[]> {
  const [first, last] = [days.at(-1), days[0]];
  if (first === undefined || last === undefined) return [];
  const known = new Set((await readIds(db, days)).map(({ _id }) => _id));
  const sold = new Set(
    (await readAll(db, 'salesDays', { day: between(first, `${last}~`) }, { only: ['day'] })).map(
      ({ day }) => day,
    ),
  );
  return days.filter((day) => sold.has(day) && !known.has(day));
}
