import type { Series } from './series';
import { HORIZON } from './series';

/** The measures of a forecast, as shares where not said otherwise. One of them alone can be gamed. */
export interface Score {
  /** Absolute errors by day over sales. */
  readonly wape: number;
  /** The same of seven-day totals: what replenishment feels. */
  readonly wape7: number;
  /** Forecast less sales, over sales. */
  readonly bias: number;
  /** Mean absolute error against that of "as a week ago", averaged over series. */
  readonly mase: number;
  /** Root mean squared error against that of "as yesterday", series weighted by their last 28 days' revenue. */
  readonly wrmsse: number;
  /** On days without stock-out only; undefined where stock-outs are not known. */
  readonly fullBias: number | undefined;
  /** Share of the days, and of the seven-day totals, inside the range; undefined for methods without ranges. */
  readonly cover: number | undefined;
  readonly cover7: number | undefined;
  /** Series and evenings scored. */
  readonly count: number;
}
/** What is scored: seven days from the day after `origin`; methods without ranges give `NaN` for them. */
export interface Guess {
  readonly daily: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  readonly week: { readonly lo: number; readonly hi: number };
}

/** Adds up forecasts against what came; the measures and scales are those of algorithms.md §2. */
export function scorer() {
  const sum = { error: 0, sold: 0, miss: 0, miss7: 0, in: 0, in7: 0, ranged: 0, count: 0 };
  const full = { error: 0, sold: 0 };
  const mase = { sum: 0, count: 0 };
  const squared = { sum: 0, weight: 0 };
  return {
    add(s: Series, origin: number, guess: Guess): void {
      const n = origin - s.first + 1;
      let miss = 0;
      let square = 0;
      let total = 0;
      let forecast = 0;
      for (let j = 0; j < HORIZON; j += 1) {
        const came = s.sold[n + j] ?? 0;
        const error = (guess.daily[j] ?? 0) - came;
        miss += Math.abs(error);
        square += error * error;
        total += came;
        forecast += guess.daily[j] ?? 0;
        if (came >= (guess.lo[j] ?? 0) && came <= (guess.hi[j] ?? 0)) sum.in += 1;
        if (s.outShare?.[n + j] === 0) {
          full.error += error;
          full.sold += came;
        }
      }
      sum.miss += miss;
      sum.error += forecast - total;
      sum.sold += total;
      sum.miss7 += Math.abs(forecast - total);
      if (total >= guess.week.lo && total <= guess.week.hi) sum.in7 += 1;
      if (!Number.isNaN(guess.week.lo)) sum.ranged += 1;
      sum.count += 1;
      const { weekly, daily, revenue } = scales(s, n);
      if (weekly > 0) {
        mase.sum += miss / HORIZON / weekly;
        mase.count += 1;
      }
      if (daily > 0) {
        squared.weight += revenue;
        squared.sum += revenue * Math.sqrt(square / HORIZON / daily);
      }
    },
    score: (): Score => ({
      wape: sum.miss / sum.sold,
      wape7: sum.miss7 / sum.sold,
      bias: sum.error / sum.sold,
      mase: mase.sum / mase.count,
      wrmsse: squared.sum / squared.weight,
      fullBias: full.sold > 0 ? full.error / full.sold : undefined,
      cover: sum.ranged > 0 ? sum.in / (HORIZON * sum.ranged) : undefined,
      cover7: sum.ranged > 0 ? sum.in7 / sum.ranged : undefined,
      count: sum.count,
    }),
  };
}

/** How hard a series is: errors of "as a week ago" (last year) and of "as yesterday" (all days since its first sale). */
function scales(s: Series, n: number): { weekly: number; daily: number; revenue: number } {
  const y = (t: number): number => s.sold[t] ?? 0;
  let first = 0;
  while (first < n && y(first) === 0) first += 1;
  let square = 0;
  let days = 0;
  for (let t = first + 1; t < n; t += 1, days += 1) square += (y(t) - y(t - 1)) ** 2;
  let miss = 0;
  let weeks = 0;
  for (let t = Math.max(first + 7, n - 365); t < n; t += 1, weeks += 1)
    miss += Math.abs(y(t) - y(t - 7));
  let revenue = 0;
  const price = s.priceIsShare ? undefined : s.price;
  for (let t = Math.max(0, n - 28); t < n; t += 1) revenue += y(t) * (price?.[t] ?? 1);
  return {
    weekly: weeks > 0 ? miss / weeks : 0,
    daily: days > 0 ? square / days : 0,
    revenue,
  };
}
