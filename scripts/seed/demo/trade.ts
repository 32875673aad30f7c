import { addDays, businessDayOf, hourOf } from '#shared/domain/time';
import type {
  DemandDoc,
  ListingDoc,
  SalesDayDoc,
  SkuDoc,
  StockDoc,
  StockMoveDoc,
  StoreDoc,
} from '#shared/model/docs';
import { AT, profile } from '../profile';
import type { Random } from '../random';
import { BUSINESS_HOURS, history, shareOf, shareOfFirst } from '../sales';
import { categories } from './products';
import { shops } from './shops';

/** Days of history before today. */
export const HISTORY_DAYS = 70;
/** Mean pieces a day of a mean shop's mean product. */
const PIECES = 2.1;

const fresh = new Set<string>(categories.filter((c) => c.fresh).map((c) => c.id));

/** Sales, stock-outs and prices of every shop × product up to yesterday, and the same added up by day. */
export function makeTrade(
  stores: readonly StoreDoc[],
  skus: readonly SkuDoc[],
  listings: readonly ListingDoc[],
  now: number,
  draw: Random,
) {
  const today = businessDayOf(now);
  const from = addDays(today, -HISTORY_DAYS);
  const days = Array.from({ length: HISTORY_DAYS + 1 }, (_, i) => addDays(from, i));
  const skuOf = new Map(skus.map((s) => [s._id, s]));
  const popularity = new Map(
    skus.map((s) => [s._id, draw.fork(`pop/${s._id}`).quantile(profile.popularity, AT)]),
  );
  const demand: DemandDoc[] = [];
  const salesDays: SalesDayDoc[] = [];
  for (const store of stores.filter((s) => s.status !== 'draft')) {
    const seed = shops.find((s) => s.id === store._id);
    const size = Math.max(0.5, draw.fork(`size/${store._id}`).quantile(profile.storeSize, AT));
    const books = days.map((day) => emptyDay(store._id, day));
    for (const listing of listings.filter((l) => l.storeId === store._id && l.onShelf)) {
      const sku = skuOf.get(listing.skuId);
      if (!sku) continue;
      const own = draw.fork(`sales/${listing._id}`);
      const dear = Math.min(1, 1_500 / sku.listPriceFen + 0.08);
      const level =
        PIECES *
        size *
        dear *
        (popularity.get(sku._id) ?? 1) *
        (seed?.taste[sku.categoryId] ?? 1) *
        (0.7 + own.next() * 0.6);
      const past = history(level, days, own, fresh.has(sku.categoryId));
      demand.push({
        _id: listing._id,
        storeId: store._id,
        skuId: sku._id,
        from,
        sold: past.sold.slice(0, -1),
        outHours: past.outHours.slice(0, -1),
        pricePct: past.pricePct.slice(0, -1),
      });
      past.sold.forEach((pieces, d) => {
        const book = books[d];
        // Today has only sold what the clock allows.
        const n = d < HISTORY_DAYS ? pieces : Math.round(pieces * shareOfFirst(hoursSince(now)));
        if (book && n > 0)
          book.add(sku, n, Math.round((sku.listPriceFen * (past.pricePct[d] ?? 100)) / 100));
      });
    }
    salesDays.push(
      ...books.map((b, d) =>
        b.close(d < HISTORY_DAYS ? 24 : hoursSince(now), draw.fork(`day/${store._id}/${d}`)),
      ),
    );
  }
  return { demand, salesDays };
}

/** Full hours of the business day that lie behind `now`. */
const hoursSince = (now: number): number => (hourOf(now) + 20) % 24;

const nameOf = (hour: number): string => `h${String(hour).padStart(2, '0')}`;

/** One shop's day while it is being added up. */
function emptyDay(storeId: string, day: string) {
  const skus: SalesDayDoc['skus'] = {};
  let salesFen = 0;
  let pieces = 0;
  let costFen = 0;
  return {
    add(sku: SkuDoc, n: number, priceFen: number) {
      skus[sku._id] = { n, fen: n * priceFen };
      salesFen += n * priceFen;
      pieces += n;
      costFen += n * sku.costFen;
    },
    /** Spreads the day's sales over its first `n` hours. */
    close(n: number, draw: Random): SalesDayDoc {
      const hours: Record<string, number> = {};
      const passed = BUSINESS_HOURS.slice(0, n);
      const whole = shareOfFirst(n) || 1;
      let spread = 0;
      for (const hour of passed) {
        const wish = Math.round((salesFen * shareOf(hour) * (0.85 + draw.next() * 0.3)) / whole);
        const fen = Math.min(salesFen - spread, wish);
        hours[nameOf(hour)] = fen;
        spread += fen;
      }
      // What rounding and chance left over was sold in the busiest hour so far.
      const busiest = nameOf(passed.toSorted((a, b) => shareOf(b) - shareOf(a))[0] ?? 18);
      if (salesFen > spread) hours[busiest] = (hours[busiest] ?? 0) + salesFen - spread;
      // A till ticket of the demo chain holds 3.4 pieces on average.
      const figures = { salesFen, orders: Math.round(pieces / 3.4), refundFen: 0, pieces, costFen };
      // Orders of their own do not stand behind these figures: a recount takes them off.
      return { _id: `${storeId}:${day}`, storeId, day, ...figures, base: figures, hours, skus };
    },
  };
}

/** Today's stock: about an eighth of the cells short, a third with far too much, the rest in between. */
export function makeStock(
  demand: readonly DemandDoc[],
  skus: readonly SkuDoc[],
  now: number,
  draw: Random,
): { stock: StockDoc[]; moves: StockMoveDoc[] } {
  const packOf = new Map(skus.map((s) => [s._id, s.packSize]));
  const stock: StockDoc[] = [];
  const moves: StockMoveDoc[] = [];
  for (const d of demand) {
    const own = draw.fork(`stock/${d._id}`);
    const lately = d.sold.slice(-28);
    const perDay = Math.max(0.05, lately.reduce((a, b) => a + b, 0) / lately.length);
    const u = own.next();
    const cover =
      u < 0.12 ? own.next() * 1.2 : u < 0.67 ? 5 + own.next() * 7 : 14 + own.next() * 16;
    const pieces = Math.min(999, Math.round(perDay * cover));
    stock.push({
      _id: d._id,
      storeId: d.storeId,
      skuId: d.skuId,
      available: pieces,
      reserved: 0,
      holds: [],
      inTransitIn: 0,
      safety: Math.max(1, Math.min(Math.ceil(perDay * 2), (packOf.get(d.skuId) ?? 12) * 3)),
      specialSold: 0,
      updatedAt: now,
    });
    if (pieces > 0)
      moves.push({
        _id: `seed:OPENING:${d._id}`,
        storeId: d.storeId,
        skuId: d.skuId,
        type: 'OPENING',
        qty: pieces,
        after: pieces,
        refType: 'seed',
        refId: 'seed',
        by: 'seed',
        at: now,
      });
  }
  return { stock, moves };
}
