import { clamp, daysKnown } from './history';
import type { Track } from './history';

/** Without evidence of their own, categories are taken to answer prices like this (FreshRetailNet, pooled). */
export const USUAL_ELASTICITY = 1.5;
/** Evidence is mixed with it as if this sum of squared log price moves stood behind it. */
const PRIOR_WEIGHT = 40;
const LOOK_BACK_DAYS = 182;

/** By category: a price 1 % lower sells about this many per cent more. */
export type Elasticity = ReadonlyMap<string, number>;

/**
 * Slope of log sales over log price inside each series (its own mean taken out), pooled by category, drawn towards
 * the usual value and kept within 0.3–4: prices that follow demand would turn the sign (algorithms.md §4). Days with
 * stock-outs are left out.
 */
export function elasticities(tracks: readonly Track[], until: number): Elasticity {
  const sums = new Map<string, { xy: number; xx: number }>();
  for (const track of tracks) {
    const own = momentsOf(track, until);
    if (!own) continue;
    const sum = sums.get(track.series.category) ?? { xy: 0, xx: 0 };
    sums.set(track.series.category, { xy: sum.xy + own.xy, xx: sum.xx + own.xx });
  }
  return new Map(
    [...sums].map(([category, { xy, xx }]) => [
      category,
      clamp((USUAL_ELASTICITY * PRIOR_WEIGHT - xy) / (xx + PRIOR_WEIGHT), 0.3, 4),
    ]),
  );
}

/** Co-variation of log price and log sales; undefined below ten days that tell something. */
function momentsOf(track: Track, until: number): { xy: number; xx: number } | undefined {
  const { price, outShare } = track.series;
  if (!price) return undefined;
  const n = daysKnown(track, until);
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  let xy = 0;
  let xx = 0;
  for (let t = Math.max(0, n - LOOK_BACK_DAYS); t < n; t += 1) {
    const sold = track.sold[t] ?? 0;
    const paid = price[t] ?? 0;
    if (sold <= 0 || paid <= 0 || (outShare?.[t] ?? 0) > 0) continue;
    const x = Math.log(paid);
    const y = Math.log(sold);
    count += 1;
    sumX += x;
    sumY += y;
    xy += x * y;
    xx += x * x;
  }
  if (count < 10) return undefined;
  return { xy: xy - (sumX * sumY) / count, xx: xx - (sumX * sumX) / count };
}

/** Sales at this price against sales at price 1, were the price all that differs. */
export const priceEffect = (price: number, elasticity: number): number =>
  price > 0 && elasticity > 0 ? price ** -elasticity : 1;
