import type { Method } from './estimate';
import type { ForecastModel } from './model';
import { eveningOf, forecastSeries } from './predict';
import type { Calendar, Series } from './series';
import { uncensored, untrainedModel } from './untrained';

/** What is kept of one product's forecast in a shop; pieces, two decimals. Lists begin with the day after the sheet's. */
export interface ForecastRow {
  readonly skuId: string;
  readonly daily: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  /** The seven days together: expected, and the range that holds eight weeks in ten. */
  readonly week: readonly [expected: number, lo: number, hi: number];
  readonly method: Method;
}

const cut = (n: number): number => Math.round(n * 100) / 100;

/**
 * The coming seven days of every series on the evening of `origin` (epoch day). Without a model each series is
 * smoothed for itself, lost sales put back. The series should be all of the shops they belong to, better all of a
 * city's: slow sellers and newcomers learn from them.
 */
export function forecastRows(
  model: ForecastModel | undefined,
  series: readonly Series[],
  calendar: Calendar,
  origin: number,
): ForecastRow[] {
  const seen = model ? series : series.map(uncensored);
  const known = model ?? untrainedModel(seen, calendar, origin);
  const scene = eveningOf(known, seen, calendar, origin);
  return seen.map((s) => {
    const { daily, lo, hi, week, method } = forecastSeries(known, scene, s);
    return {
      skuId: s.item,
      daily: daily.map(cut),
      lo: lo.map(cut),
      hi: hi.map(cut),
      week: [cut(week.expected), cut(week.lo), cut(week.hi)],
      method,
    };
  });
}
