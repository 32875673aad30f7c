import { daysKnown } from './history';
import type { Track } from './history';
import { clamp } from './history';
import { weekdayOfEpochDay } from './series';
import type { Series } from './series';

/** Days of pooled sales looked back on: a year and four weeks. */
const POOL_DAYS = 392;
const PROFILE_DAYS = 182;

/** What a group of series (a category in a shop, a product in a city) sells together. */
export interface Pool {
  /** Sunday first, mean 1. */
  readonly weekdays: readonly number[];
  /** Last week against the last four. */
  readonly recent: number;
  /** Last four weeks against the last sixteen. */
  readonly drift: number;
  /** The coming week a year ago against the four weeks before it; 1 where there was no year. */
  readonly season: number;
  /** Pieces a day and series over the last four weeks. */
  readonly perSeries: number;
}

/** Pooled sales up to and with the day `origin`, by key; series that begin later are left out. */
export function poolsAt(
  tracks: readonly Track[],
  origin: number,
  key: (s: Series) => string,
): Map<string, Pool> {
  const groups = new Map<string, { daily: Float64Array; size: number }>();
  for (const track of tracks) {
    const n = daysKnown(track, origin);
    if (n === 0) continue;
    const name = key(track.series);
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { daily: new Float64Array(POOL_DAYS), size: 0 }));
    const { daily } = group;
    // A series that ended before the origin keeps its place in time.
    const shift = POOL_DAYS - (origin - track.series.first + 1);
    for (let t = Math.max(0, -shift); t < n; t += 1)
      daily[t + shift] = (daily[t + shift] ?? 0) + (track.sold[t] ?? 0);
    group.size += 1;
  }
  return new Map([...groups].map(([name, { daily, size }]) => [name, poolOf(daily, size, origin)]));
}

function poolOf(daily: Float64Array, size: number, origin: number): Pool {
  let first = 0;
  while (first < POOL_DAYS && daily[first] === 0) first += 1;
  const mean = (from: number, to: number): number => {
    const start = Math.max(first, POOL_DAYS - to);
    let sum = 0;
    for (let i = start; i < POOL_DAYS - from; i += 1) sum += daily[i] ?? 0;
    return POOL_DAYS - from > start ? sum / (POOL_DAYS - from - start) : 0;
  };
  const before = mean(364, POOL_DAYS);
  return {
    weekdays: profile(daily, Math.max(first, POOL_DAYS - PROFILE_DAYS), origin),
    recent: ratio(mean(0, 7), mean(0, 28)),
    drift: ratio(mean(0, 28), mean(0, 112)),
    season: before > 0 ? ratio(mean(357, 364), before) : 1,
    perSeries: mean(0, 28) / size,
  };
}

/** Two average weeks stand behind every weekday, so that a young pool is nearly flat. */
function profile(daily: Float64Array, first: number, origin: number): number[] {
  const sums = [0, 0, 0, 0, 0, 0, 0];
  const counts = [0, 0, 0, 0, 0, 0, 0];
  let total = 0;
  for (let i = first; i < POOL_DAYS; i += 1) {
    const weekday = weekdayOfEpochDay(origin - (POOL_DAYS - 1 - i));
    sums[weekday] = (sums[weekday] ?? 0) + (daily[i] ?? 0);
    counts[weekday] = (counts[weekday] ?? 0) + 1;
    total += daily[i] ?? 0;
  }
  const mean = total / Math.max(1, POOL_DAYS - first);
  if (mean === 0) return [1, 1, 1, 1, 1, 1, 1];
  const raw = sums.map((sum, w) => (sum + 2 * mean) / (((counts[w] ?? 0) + 2) * mean));
  const scale = raw.reduce((a, b) => a + b, 0) / 7;
  return raw.map((v) => v / scale);
}

/** Drawn a little towards 1, so that pools of a few pieces say little. */
const ratio = (a: number, b: number): number => clamp((a + 0.3) / (b + 0.3), 1 / 3, 3);
