import { getForecast } from '#shared/contracts/forecast';
import { dayText, epochDay } from '#shared/domain/forecast/series';
import type { DemandDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { calendar } from './forecast/block';
import { forecastCells, shopsAsked, standingOf } from './forecast/cells';
import type { ForecastCell } from './forecast/cells';

/** More would be read for minutes: a chain's whole book is no curve. */
const MOST_CELLS = 3_000;

/** History, stock-outs and the coming week of one product, a category, or a shop, added up day by day. */
export const main = serve(getForecast, async (input, ctx) => {
  if (!input.storeId && !input.skuId && !input.categoryId) return ctx.refuse('TOO_WIDE');
  const { cells, sheets } = await forecastCells(ctx, shopsAsked(ctx, input.storeId), input);
  if (cells.length > MOST_CELLS) return ctx.refuse('TOO_WIDE');
  const ids = cells.map(({ storeId, row }) => `${storeId}:${row.skuId}`);
  const [books, stock, category] = await Promise.all([
    byId(ctx.db, 'demand', ids),
    byId(ctx.db, 'stock', ids),
    input.categoryId ? ctx.db.get('categories', input.categoryId) : undefined,
  ]);
  const day = sheets.reduce((last, s) => (s.day > last ? s.day : last), '');
  const standing = await standingOf(ctx, cells, stock, books);
  const totals = cells.map((cell) => standing(cell));
  const add = (pick: (t: (typeof totals)[number]) => number) =>
    totals.reduce((sum, t) => sum + pick(t), 0);
  const week = weekOf(cells);
  const [only] = cells;
  const available = add((t) => t.available);
  const safety = add((t) => t.safety);
  return {
    title: cells.length === 1 && only ? only.sku.title : (category?.name ?? only?.sku.title ?? ''),
    points: day === '' ? [] : pointsOf(cells, books, day, input.days),
    week,
    series: cells.length,
    method:
      only && cells.every(({ row }) => row.method === only.row.method) ? only.row.method : null,
    available,
    coming: add((t) => t.inTransitIn),
    safety,
    why: week ? whyOf(week.expected, available, safety) : '',
    at: sheets.reduce<number | null>((last, s) => Math.max(last ?? 0, s.at), null),
  };
});

/**
 * Expected values add up; ranges of many products do not: their misses are taken as independent, so that squares of the
 * half-widths add up. What moves all of them at once lies outside.
 */
function weekOf(cells: readonly ForecastCell[]) {
  if (cells.length === 0) return null;
  const rows = cells.map(({ row }) => row.week);
  return rangeOf(
    rows.map(([expected]) => expected),
    rows.map(([, lo]) => lo),
    rows.map(([, , hi]) => hi),
  );
}

function rangeOf(expected: readonly number[], lo: readonly number[], hi: readonly number[]) {
  const sum = expected.reduce((a, b) => a + b, 0);
  const side = (ends: readonly number[]) =>
    Math.sqrt(ends.reduce((total, end, i) => total + (end - (expected[i] ?? 0)) ** 2, 0));
  return { expected: cut(sum), lo: cut(Math.max(0, sum - side(lo))), hi: cut(sum + side(hi)) };
}
const cut = (n: number): number => Math.round(n * 100) / 100;

/** The days asked for up to the last one known, then the seven to come. */
function pointsOf(
  cells: readonly ForecastCell[],
  books: ReadonlyMap<string, DemandDoc>,
  day: string,
  days: number,
) {
  const last = epochDay(day);
  const past = Array.from({ length: days }, (_, i) => {
    const date = last - days + 1 + i;
    let [sold, out, price, known] = [0, 0, 0, 0];
    for (const { storeId, row } of cells) {
      const book = books.get(`${storeId}:${row.skuId}`);
      const at = book ? date - epochDay(book.from) : -1;
      if (!book || at < 0 || at >= book.sold.length) continue;
      sold += book.sold[at] ?? 0;
      out += book.outHours[at] ?? 0;
      price += book.pricePct[at] ?? 100;
      known += 1;
    }
    const marks = calendar('', date);
    return {
      day: dayText(date),
      sold: known > 0 ? sold : null,
      outHours: known > 0 ? cut(out / known) : 0,
      pricePct: known > 0 ? cut(price / known) : 100,
      ...NO_FORECAST,
      off: marks.off === 1,
      event: marks.event,
    };
  });
  const coming = Array.from({ length: 7 }, (_, i) => {
    const marks = calendar('', last + 1 + i);
    const of = (pick: (c: ForecastCell) => readonly number[]) => cells.map((c) => pick(c)[i] ?? 0);
    return {
      day: dayText(last + 1 + i),
      sold: null,
      outHours: 0,
      pricePct: 100,
      ...rangeOf(
        of(({ row }) => row.daily),
        of(({ row }) => row.lo),
        of(({ row }) => row.hi),
      ),
      off: marks.off === 1,
      event: marks.event,
    };
  });
  // Where the history begins within the days asked for, nothing is shown before it.
  const first = past.findIndex(({ sold }) => sold !== null);
  return [...(first < 0 ? [] : past.slice(first)), ...coming];
}
const NO_FORECAST = { expected: null, lo: null, hi: null } as const;

function whyOf(expected: number, available: number, safety: number): string {
  const days = expected > 0 ? Math.floor((7 * Math.max(0, available)) / expected) : null;
  const lasts = days === null ? '近期没有卖动' : days > 60 ? '够卖 60 天以上' : `约够卖 ${days} 天`;
  return `未来 7 天预计卖 ${Math.round(expected)} 件；现有可用 ${available} 件，${lasts}；安全库存 ${safety} 件`;
}
