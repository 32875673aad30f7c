import type { Guess } from '#shared/domain/forecast/score';
import { HORIZON } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { smoothed } from '#shared/domain/forecast/smoothing';

/** Plain methods a forecast has to beat; they give no ranges. */
export const PLAIN = {
  snaive: (s: Series, n: number): number[] =>
    Array.from({ length: HORIZON }, (_, j) => s.sold[n - HORIZON + j] ?? 0),
  holtWinters: (s: Series, n: number): number[] =>
    smoothed(s.sold, n) ?? Array.from({ length: HORIZON }, () => 0),
} as const;

const NONE = Array.from({ length: HORIZON }, () => Number.NaN);
/** Values without ranges, for the scorer. */
export const bare = (daily: readonly number[]): Guess => ({
  daily,
  lo: NONE,
  hi: NONE,
  week: { lo: Number.NaN, hi: Number.NaN },
});
