import type { ForecastRow } from './sheet';

/** A forecast week of one product in one shop beside what came. Lists hold the seven days. */
export interface CheckedWeek {
  readonly row: ForecastRow;
  readonly categoryId: string;
  readonly sold: readonly number[];
  readonly outHours: readonly number[];
  readonly pricePct: readonly number[];
  /** The week before the forecast: what a plain "as last week" would have said, and at which price. */
  readonly before: { readonly sold: number; readonly pricePct: number };
}
/** Sums of many weeks; every figure of the board is a ratio of two of them. */
export interface Tally {
  readonly cells: number;
  readonly sold: number;
  readonly expected: number;
  /** Σ |expected − sold|, by week and by day. */
  readonly missWeek: number;
  readonly missDay: number;
  /** Σ |sold the week before − sold|. */
  readonly missPlain: number;
  /** Weeks within their range. */
  readonly inside: number;
}
export const MISS_REASONS = [
  'stockOut',
  'promotion',
  'priceBack',
  'holiday',
  'newcomer',
  'unknown',
] as const;
export type MissReason = (typeof MISS_REASONS)[number];
export interface Miss {
  readonly skuId: string;
  readonly expected: number;
  readonly sold: number;
  readonly outHours: number;
  readonly reason: MissReason;
}
export interface WeekScore {
  readonly byCategory: Readonly<Record<string, Tally>>;
  readonly misses: readonly Miss[];
}

/** Kept a shop and week. */
const MISSES = 12;
/** A day and a half of sixteen selling hours. */
const MUCH_OUT_HOURS = 24;
/** Percent of the list price. */
const PRICE_MOVED = 6;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const cut = (n: number): number => Math.round(n * 100) / 100;
export const NO_TALLY: Tally = {
  cells: 0,
  sold: 0,
  expected: 0,
  missWeek: 0,
  missDay: 0,
  missPlain: 0,
  inside: 0,
};
export const addTallies = (a: Tally, b: Tally): Tally => ({
  cells: a.cells + b.cells,
  sold: cut(a.sold + b.sold),
  expected: cut(a.expected + b.expected),
  missWeek: cut(a.missWeek + b.missWeek),
  missDay: cut(a.missDay + b.missDay),
  missPlain: cut(a.missPlain + b.missPlain),
  inside: a.inside + b.inside,
});

/**
 * What a shop's forecasts of a week were worth, by category, and the biggest misses with the reason that is known.
 *
 * @param holiday the week held a festival
 */
export function scoreWeek(weeks: readonly CheckedWeek[], holiday: boolean): WeekScore {
  const byCategory: Record<string, Tally> = {};
  const misses: Miss[] = [];
  for (const week of weeks) {
    const { row, categoryId, outHours } = week;
    const [expected, lo, hi] = row.week;
    const sold = sum(week.sold);
    byCategory[categoryId] = addTallies(byCategory[categoryId] ?? NO_TALLY, {
      cells: 1,
      sold,
      expected,
      missWeek: Math.abs(expected - sold),
      missDay: sum(week.sold.map((n, i) => Math.abs(n - (row.daily[i] ?? 0)))),
      missPlain: Math.abs(week.before.sold - sold),
      inside: sold >= lo && sold <= hi ? 1 : 0,
    });
    const reason = reasonOf(week, expected, sold, holiday);
    misses.push({ skuId: row.skuId, expected, sold, outHours: sum(outHours), reason });
  }
  misses.sort((a, b) => missOf(b) - missOf(a) || a.skuId.localeCompare(b.skuId));
  return { byCategory, misses: misses.slice(0, MISSES) };
}

export const missOf = ({ expected, sold }: Pick<Miss, 'expected' | 'sold'>): number =>
  Math.abs(expected - sold);

/** Less sold than expected with the shelf long empty is the shelf's doing, not the forecast's. */
function reasonOf(week: CheckedWeek, expected: number, sold: number, holiday: boolean): MissReason {
  if (sold < expected && sum(week.outHours) >= MUCH_OUT_HOURS) return 'stockOut';
  const price = sum(week.pricePct) / Math.max(1, week.pricePct.length);
  if (sold > expected && price < week.before.pricePct - PRICE_MOVED) return 'promotion';
  if (sold < expected && price > week.before.pricePct + PRICE_MOVED) return 'priceBack';
  if (week.row.method === 'newcomer') return 'newcomer';
  return holiday ? 'holiday' : 'unknown';
}
