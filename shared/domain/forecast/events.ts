import { daysKnown } from './history';
import type { Track } from './history';
import type { Calendar } from './series';

/** What one past occurrence did: sales against the same weekday in the four weeks before. */
export interface Occurrence {
  /** Category, region and event, as `liftKey` writes them. */
  readonly key: string;
  readonly day: number;
  /** On the day itself, and on the day before it. */
  readonly on: number;
  readonly eve: number;
}
export interface EventLift {
  readonly on: number;
  readonly eve: number;
}
export const NO_LIFT: EventLift = { on: 1, eve: 1 };

/** Past occurrences are mixed with this many that changed nothing. */
const PRIOR = 0.5;
/** Fewer pieces than these on four such weekdays tell nothing. */
const LEAST_PIECES = 20;

export const liftKey = (category: string, region: string, event: string): string =>
  `${category}\n${region}\n${event}`;

/** Every named day of the history with what it did to the category's sales in the region. */
export function occurrences(
  tracks: readonly Track[],
  calendar: Calendar,
  until: number,
): Occurrence[] {
  const first = tracks.reduce((least, t) => Math.min(least, t.series.first), until);
  const totals = new Map<string, { category: string; region: string; daily: Float64Array }>();
  for (const track of tracks) {
    const { category, region } = track.series;
    const key = liftKey(category, region, '');
    let total = totals.get(key);
    if (!total)
      totals.set(key, (total = { category, region, daily: new Float64Array(until - first + 1) }));
    const n = daysKnown(track, until);
    const shift = track.series.first - first;
    for (let t = 0; t < n; t += 1)
      total.daily[t + shift] = (total.daily[t + shift] ?? 0) + (track.sold[t] ?? 0);
  }
  const found: Occurrence[] = [];
  for (const { category, region, daily } of totals.values())
    for (let at = 29; at < daily.length; at += 1) {
      const { event } = calendar(region, first + at);
      if (event === '') continue;
      const on = against(daily, at);
      const eve = against(daily, at - 1);
      if (on !== undefined && eve !== undefined)
        found.push({ key: liftKey(category, region, event), day: first + at, on, eve });
    }
  return found;
}

/** Mean lifts of what had happened by the evening of `origin`, drawn towards 1. */
export function liftsAt(
  past: readonly Occurrence[],
  origin: number,
): ReadonlyMap<string, EventLift> {
  const sums = new Map<string, { on: number; eve: number; count: number }>();
  for (const { key, day, on, eve } of past) {
    if (day > origin) continue;
    const sum = sums.get(key) ?? { on: PRIOR, eve: PRIOR, count: PRIOR };
    sums.set(key, { on: sum.on + on, eve: sum.eve + eve, count: sum.count + 1 });
  }
  return new Map(
    [...sums].map(([key, { on, eve, count }]) => [key, { on: on / count, eve: eve / count }]),
  );
}

function against(daily: Float64Array, at: number): number | undefined {
  let sum = 0;
  for (let week = 1; week <= 4; week += 1) sum += daily[at - 7 * week] ?? 0;
  return sum >= LEAST_PIECES ? Math.min(5, (4 * (daily[at] ?? 0)) / sum) : undefined;
}
