import { compareRegions } from '#shared/contracts/reports';
import { upTo, hoursPassed } from '#shared/domain/board';
import {
  compareShops,
  regionTree,
  turnoverOf,
  type ChainDay,
  type ShopCompared,
  type Sums,
} from '#shared/domain/chainDay';
import { addDays, businessDayOf } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { readDays } from './recount/chainDays';

const MOST_DAYS = 92;

/** Sales, profit, turnover and stock-outs by region, district and shop, against an earlier period. */
export const main = serve(compareRegions, async ({ from, to, against, sameStore }, ctx) => {
  const days = daysOf(from, to);
  if (days.length === 0 || days.length > MOST_DAYS) return ctx.refuse('TOO_LONG');
  const shift = { weeks: Math.ceil(days.length / 7) * 7, year: 364, before: days.length }[against];
  const earlier = days.map((day) => addDays(day, -shift));
  const [now, then, regions, stores] = await Promise.all([
    readDays(ctx.db, days),
    readDays(ctx.db, earlier),
    readAll(ctx.db, 'regions', {}),
    readAll(ctx.db, 'stores', {}, { only: ['name'] }),
  ]);
  const before = await cutToday(ctx, days, then);
  const nameOf = new Map(stores.map(({ _id, name }) => [_id, name]));
  const reached = compareShops(now, before).filter(
    ({ storeId }) => ctx.stores === 'all' || ctx.stores.includes(storeId),
  );
  const shops = sameStore ? reached.filter(({ comparable }) => comparable) : reached;
  const tree = regionTree(
    shops,
    regions.map(({ _id, ...rest }) => ({ ...rest, regionId: _id })),
    (storeId) => nameOf.get(storeId) ?? storeId,
  );
  return {
    asOf: ctx.now,
    before: { from: earlier[0] ?? from, to: earlier.at(-1) ?? to },
    noPast: before.every(({ shops: of }) => Object.keys(of).length === 0),
    shops: shops.length,
    comparable: reached.filter(({ comparable }) => comparable).length,
    rows: tree.map(({ shops: of, ...row }) => ({
      ...row,
      storeId: row.kind === 'store' ? (of[0]?.storeId ?? null) : null,
      shops: of.length,
      comparable: of.every(({ comparable }) => comparable),
      now: periodOf(of, (shop) => shop.now),
      past: periodOf(of, (shop) => shop.before),
    })),
  };
});

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to && days.length <= MOST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
};

function periodOf(shops: readonly ShopCompared[], pick: (shop: ShopCompared) => Sums) {
  const all = shops.map(pick);
  const total = (key: keyof Sums): number => all.reduce((sum, one) => sum + one[key], 0);
  const [salesFen, orders, onShelf] = [total('salesFen'), total('orders'), total('onShelf')];
  return {
    salesFen,
    orders,
    averageFen: orders > 0 ? Math.round(salesFen / orders) : null,
    refundFen: total('refundFen'),
    pieces: total('pieces'),
    profitFen: salesFen - total('costFen'),
    turnover: turnoverOf(all),
    outRate: onShelf > 0 ? total('out') / onShelf : null,
  };
}

/** Today has only sold what the clock allows: its counterpart counts up to the same hour. */
async function cutToday(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  days: readonly string[],
  then: readonly ChainDay[],
): Promise<ChainDay[]> {
  const at = days.indexOf(businessDayOf(now));
  const day = then[at]?.day;
  if (at < 0 || day === undefined) return [...then];
  const passed = hoursPassed(days[at] ?? '', now);
  const books = await readAll(db, 'salesDays', { day });
  return then.map((one, i) => {
    if (i !== at) return one;
    const shops = Object.entries(one.shops).map(([storeId, shop]) => {
      const book = books.find((b) => b.storeId === storeId);
      if (!book) return [storeId, shop] as const;
      const part = upTo(book, passed);
      const share = book.salesFen === 0 ? 0 : part.salesFen / book.salesFen;
      return [storeId, { ...shop, ...part, costFen: Math.round(shop.costFen * share) }] as const;
    });
    return { day, shops: Object.fromEntries(shops) };
  });
}
