import { weekdayOf } from '#shared/domain/time';
import { AT, profile } from './profile';
import type { Random } from './random';

/** Sixteen selling hours a day, 6 to 22, as the fitted data counts them. */
export const SELLING_HOURS = 16;
/** Share of a day's sales by hour 0–23: morning, noon and evening peaks. */
const HOURS = [
  6, 4, 2, 1, 1, 2, 12, 30, 38, 34, 40, 58, 66, 50, 44, 46, 54, 78, 92, 86, 72, 54, 36, 16,
];
const ALL = HOURS.reduce((a, b) => a + b, 0);
/** Hours of a business day in their order: it begins at 04:00. */
export const BUSINESS_HOURS = Array.from({ length: 24 }, (_, i) => (i + 4) % 24);
/** Share of a day's sales in one hour of the clock. */
export const shareOf = (hour: number): number => (HOURS[hour] ?? 0) / ALL;
/** Share of a business day's sales in its first `n` hours. */
export const shareOfFirst = (n: number): number =>
  BUSINESS_HOURS.slice(0, n).reduce((sum, hour) => sum + shareOf(hour), 0);

export interface SeriesHistory {
  readonly sold: number[];
  readonly outHours: number[];
  readonly pricePct: number[];
}

/** Share of runs that begin on a day, so that `share` of all days lie in runs that go on with `stays`. */
const startRate = (share: number, stays: number): number => (share * (1 - stays)) / (1 - share);

/**
 * Daily sales of one shop × product: level × weekday × price effect × noise, cut by stock-outs.
 * `level` is the mean day's demand in pieces.
 */
export function history(
  level: number,
  days: readonly string[],
  draw: Random,
  fresh: boolean,
): SeriesHistory {
  const { stockOut, discount } = profile;
  // Long-life goods run out and are marked down less than the fresh goods the figures stem from.
  const ease = fresh ? 1 : 0.35;
  const outStart = startRate(stockOut.shareOfDays * ease, stockOut.stays * (fresh ? 1 : 0.7));
  const cutStart = startRate(discount.shareOfDays * ease, discount.stays);
  const sold: number[] = [];
  const outHours: number[] = [];
  const pricePct: number[] = [];
  let wasOut = draw.chance(stockOut.shareOfDays * ease);
  let cut = draw.chance(discount.shareOfDays * ease) ? draw.quantile(discount.pricePct, AT) : 100;
  for (const day of days) {
    const cutGoesOn = cut < 100 && draw.chance(discount.stays);
    if (!cutGoesOn) cut = draw.chance(cutStart) ? draw.quantile(discount.pricePct, AT) : 100;
    wasOut = draw.chance(wasOut ? stockOut.stays * (fresh ? 1 : 0.7) : outStart);
    const out = wasOut ? Math.round(draw.quantile(stockOut.hours, AT)) : 0;
    const lift =
      cut < 85
        ? profile.discount.uplift
        : 1 + ((100 - cut) / 15) * (profile.discount.uplift - 1) * 0.5;
    const noise = Math.exp(profile.noise * draw.normal() - profile.noise ** 2 / 2);
    const wish = level * (profile.weekday[weekdayOf(day)] ?? 1) * lift * noise;
    sold.push(draw.poisson(wish * (1 - out / SELLING_HOURS)));
    outHours.push(out);
    pricePct.push(Math.round(cut));
  }
  return { sold, outHours, pricePct };
}
