import { HORIZON } from './series';

const YEAR = 365;
const ALPHAS = [0.01, 0.03, 0.06, 0.1, 0.2, 0.35, 0.6] as const;
const GAMMAS = [0, 0.02, 0.05, 0.1, 0.2, 0.4] as const;
const WEEK = 7;
/** Three weeks: below, a weekly pattern cannot be told from chance. */
const LEAST_DAYS = 21;

/**
 * Additive Holt-Winters with a weekly pattern and no trend over the last year at most; level and pattern speeds by
 * coordinate descent on the squared one-day errors. Each series on its own: what the trees learn from all of them is
 * steadied by it. Undefined below three weeks of history.
 *
 * @returns pieces a day for the coming seven days, not negative
 */
export function smoothed(sold: ArrayLike<number>, n: number): number[] | undefined {
  if (n < LEAST_DAYS) return undefined;
  const from = Math.max(0, n - YEAR);
  let level = 0;
  for (let i = 0; i < 14; i += 1) level += (sold[from + i] ?? 0) / 14;
  const pattern = new Float64Array(WEEK);
  for (let i = 0; i < 14; i += 1)
    pattern[i % WEEK] = (pattern[i % WEEK] ?? 0) + ((sold[from + i] ?? 0) - level) / 2;
  const state = new Float64Array(WEEK);
  /** Runs through the history; `state` and the returned level are where it ends. */
  const run = (alpha: number, gamma: number): { error: number; level: number } => {
    state.set(pattern);
    let at = level;
    let error = 0;
    for (let i = from; i < n; i += 1) {
      const k = (i - from) % WEEK;
      const usual = state[k] ?? 0;
      const miss = (sold[i] ?? 0) - at - usual;
      error += miss * miss;
      at += alpha * miss;
      state[k] = usual + gamma * (1 - alpha) * miss;
    }
    return { error, level: at };
  };
  let alpha = 0.1;
  let gamma = 0.05;
  let best = run(alpha, gamma).error;
  for (let round = 0; round < 3; round += 1) {
    const before = best;
    for (const a of ALPHAS) {
      const { error } = run(a, gamma);
      if (error < best) [best, alpha] = [error, a];
    }
    for (const g of GAMMAS) {
      const { error } = run(alpha, g);
      if (error < best) [best, gamma] = [error, g];
    }
    if (best === before) break;
  }
  const end = run(alpha, gamma).level;
  return Array.from({ length: HORIZON }, (_, j) =>
    Math.max(0, end + (state[(n - from + j) % WEEK] ?? 0)),
  );
}
