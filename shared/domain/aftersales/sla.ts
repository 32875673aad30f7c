import { openings } from '../hours';
import type { StoreHours } from '../store';
import { DAY_MS, MINUTE_MS } from '../time';

/** Days looked ahead at once, and at most. */
const STEP = 14;
const FARTHEST = 56;

/**
 * When a shop has had so many opening minutes since `from` (features.md F22): nights, rest days and closures
 * do not count. A shop that will not open within eight weeks answers by then.
 */
export function dueAt(hours: StoreHours, from: number, minutes: number): number {
  let left = minutes * MINUTE_MS;
  let seen = from;
  for (let day = 0; day < FARTHEST; day += STEP) {
    const until = from + (day + STEP) * DAY_MS;
    for (const stretch of openings(hours, seen, STEP)) {
      const start = Math.max(stretch.from, seen);
      const end = Math.min(stretch.to, until);
      if (end <= start) continue;
      if (end - start >= left) return start + left;
      left -= end - start;
    }
    seen = until;
  }
  return from + FARTHEST * DAY_MS;
}
