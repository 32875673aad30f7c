/**
 * P(D ≥ n) for Poisson demand with mean `mean`: how likely the n-th piece is asked for.
 * Beyond a mean of 500 the normal approximation with continuity correction takes over (error < 0.002).
 */
export function atLeast(n: number, mean: number): number {
  if (n <= 0) return 1;
  if (mean <= 0) return 0;
  if (mean > 500) return 1 - normal((n - 0.5 - mean) / Math.sqrt(mean));
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < n; k += 1) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}

/** Standard normal distribution (Abramowitz & Stegun 26.2.17, error < 7.5e-8). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = 0.3989422804014327 * Math.exp((-x * x) / 2) * poly;
  return x >= 0 ? 1 - tail : tail;
}
