import { servedShare } from './availability';
import { priceEffect } from './effects';
import { clamp, daysKnown, meanBefore } from './history';
import type { Track } from './history';
import { weekdayOfEpochDay } from './series';
import type { Calendar } from './series';

/** Days looked back on. */
export const WINDOW = 182;
/** The shelf's weekday profile weighs like this many pieces of the series' own. */
const PROFILE_PIECES = 30;
const KEEP_FAST = 0.9057;
const KEEP_SLOW = 0.9755;

/** The weekdays of one series, Sunday first, mean 1: its own sales drawn towards its shelf's. */
export function ownWeekdays(
  { series, sold }: Track,
  n: number,
  shelf: readonly number[] | undefined,
): number[] {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  const counts = [0, 0, 0, 0, 0, 0, 0];
  const from = Math.max(0, n - WINDOW);
  for (let t = from; t < n; t += 1) {
    const w = weekdayOfEpochDay(series.first + t);
    sums[w] = (sums[w] ?? 0) + (sold[t] ?? 0);
    counts[w] = (counts[w] ?? 0) + 1;
  }
  const mean = meanBefore(sold, n, 0, WINDOW);
  const prior = PROFILE_PIECES / 7;
  const raw = sums.map(
    (sum, w) => (sum + prior * (shelf?.[w] ?? 1)) / (mean * (counts[w] ?? 0) + prior),
  );
  const scale = raw.reduce((a, b) => a + b, 0) / 7;
  return raw.map((v) => v / scale);
}

/** Where a series stands on an evening, with what disturbs the eye taken out. */
export interface Levels {
  /** Days known. */
  readonly n: number;
  /** Pieces a day everything else is measured by; at least 0.05. */
  readonly level: number;
  readonly weekdays: readonly number[];
  readonly elasticity: number;
  /** Pieces a day at price 1 on an average weekday with full shelves: over about one and four weeks. */
  readonly base7: number;
  readonly base28: number;
  /** Pieces a day while there was stock, last week and last four. */
  readonly served7: number;
  readonly served28: number;
  /** Days without any stock-out against all days, last four weeks. */
  readonly full: number;
  readonly out7: number;
  readonly out28: number;
  readonly meanPrice: number;
  readonly topPrice: number;
  /** Sales on marked days of the region against the others. */
  readonly flagLift: number;
  readonly promoLift: number;
  readonly promo14: number;
}

/** One walk back over the window; see `Levels`. */
export function levelsAt(
  track: Track,
  origin: number,
  calendar: Calendar,
  elasticity: number,
  shelf: readonly number[] | undefined,
): Levels {
  const { series, sold } = track;
  const n = daysKnown(track, origin);
  const m28 = meanBefore(sold, n, 0, 28);
  const m56 = meanBefore(sold, n, 0, 56);
  const level = Math.max(0.05, 0.5 * m28 + 0.3 * m56 + 0.2 * meanBefore(sold, n, 0, WINDOW));
  const weekdays = ownWeekdays(track, n, shelf);
  const fast = { sold: 0, due: 0 };
  const slow = { sold: 0, due: 0 };
  const week = { sold: 0, served: 0, out: 0 };
  const month = { sold: 0, served: 0, out: 0 };
  const full = { sold: 0, days: 0 };
  const price = { sum: 0, days: 0, top: 0 };
  const promoted = { sold: 0, due: 0 };
  const plain = { sold: 0, due: 0 };
  const marked = { sold: 0, due: 0 };
  const unmarked = { sold: 0, due: 0 };
  let promo14 = 0;
  let keepFast = 1;
  let keepSlow = 1;
  for (let t = n - 1, age = 0; t >= 0 && age < WINDOW; t -= 1, age += 1) {
    const y = sold[t] ?? 0;
    const day = series.first + t;
    const usual = weekdays[weekdayOfEpochDay(day)] ?? 1;
    const out = series.outShare?.[t] ?? 0;
    const served = servedShare(out);
    const paid = series.price?.[t] ?? 0;
    const due = usual * served * priceEffect(paid, elasticity);
    fast.sold += keepFast * y;
    fast.due += keepFast * due;
    slow.sold += keepSlow * y;
    slow.due += keepSlow * due;
    keepFast *= KEEP_FAST;
    keepSlow *= KEEP_SLOW;
    if (age < 7) add(week, y, served, out);
    if (age < 28) {
      add(month, y, served, out);
      if (out === 0) {
        full.sold += y;
        full.days += 1;
      }
    }
    if (paid > 0) {
      price.sum += paid;
      price.days += 1;
      if (paid > price.top) price.top = paid;
    }
    const promo = series.promo?.[t] ?? 0;
    if (age < 14) promo14 += promo / 14;
    if (age < 56) {
      const side = promo > 0 ? promoted : plain;
      side.sold += y;
      side.due += usual * served;
    }
    const side = calendar(series.region, day).flag > 0 ? marked : unmarked;
    side.sold += y;
    side.due += usual;
  }
  return {
    n,
    level,
    weekdays,
    elasticity,
    base7: fast.due > 0 ? fast.sold / fast.due : 0,
    base28: slow.due > 0 ? slow.sold / slow.due : 0,
    served7: week.served > 0.5 ? week.sold / week.served : m28,
    served28: month.served > 0.5 ? month.sold / month.served : m56,
    full: full.days > 2 && m28 > 0 ? clamp(full.sold / full.days / m28, 0.3, 3) : 1,
    out7: week.out / 7,
    out28: month.out / Math.max(1, Math.min(28, n)),
    meanPrice: price.days > 0 ? price.sum / price.days : 0,
    topPrice: price.top,
    flagLift: lift(marked, unmarked, 5),
    promoLift: lift(promoted, plain, 0.3 * level * 7),
    promo14,
  };
}

function add(
  to: { sold: number; served: number; out: number },
  y: number,
  served: number,
  out: number,
): void {
  to.sold += y;
  to.served += served;
  to.out += out;
}

interface Side {
  readonly sold: number;
  readonly due: number;
}
/** Sold against what the other side's rate would have sold, drawn towards 1 by `prior` pieces. */
const lift = (a: Side, b: Side, prior: number): number =>
  a.due > 0 && b.due > 0 ? clamp((a.sold + prior) / ((b.sold / b.due) * a.due + prior), 0.3, 4) : 1;
