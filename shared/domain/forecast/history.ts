import type { Series } from './series';

/** A series with its sales made ready to learn from. */
export interface Track {
  readonly series: Series;
  /** Returns count as nothing sold; a closed day stands for the same weekday of the weeks before. */
  readonly sold: ArrayLike<number>;
}

/** A closed day says nothing about demand: it is filled with the mean of up to four open days a week apart. */
export function trackOf(series: Series): Track {
  const { sold, open } = series;
  if (!needsWork(series)) return { series, sold };
  const filled = Float64Array.from({ length: sold.length }, (_, t) => Math.max(0, sold[t] ?? 0));
  for (let t = 0; t < filled.length; t += 1) {
    if (open?.[t] !== 0) continue;
    let sum = 0;
    let count = 0;
    for (let week = 1; week <= 4 && t - 7 * week >= 0; week += 1) {
      sum += filled[t - 7 * week] ?? 0;
      count += 1;
    }
    filled[t] = count > 0 ? sum / count : 0;
  }
  return { series, sold: filled };
}

function needsWork({ sold, open }: Series): boolean {
  for (let t = 0; t < sold.length; t += 1) if ((sold[t] ?? 0) < 0 || open?.[t] === 0) return true;
  return false;
}

/** Days from the first to `origin` (epoch day); such as were not noted count as nothing sold. */
export const daysKnown = ({ series }: Track, origin: number): number =>
  Math.max(0, origin - series.first + 1);

/** Mean of the days `from`…`to` before day `n` (0–7: the last week); 0 where there are none. */
export function meanBefore(sold: ArrayLike<number>, n: number, from: number, to: number): number {
  const start = Math.max(0, n - to);
  const end = n - from;
  let sum = 0;
  for (let t = start; t < end; t += 1) sum += sold[t] ?? 0;
  return end > start ? sum / (end - start) : 0;
}

export const clamp = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;
