/**
 * Share of a day's demand that a shop could still serve, by the share of the selling time without stock. Measured on
 * FreshRetailNet (312,000 days against the level of the days without stock-outs around them): shelves run empty late,
 * and on days that sell well, so up to half a day without stock costs next to nothing and the rest falls steeply.
 */
const SERVED = [
  1, 1, 1, 1, 1, 1, 1, 1, 0.96, 0.94, 0.92, 0.86, 0.72, 0.62, 0.46, 0.33, 0.04,
] as const;

/** 0–1; a day on which nothing could be sold at all counts for next to nothing. */
export function servedShare(outShare: number): number {
  const at = Math.min(1, Math.max(0, outShare)) * (SERVED.length - 1);
  const low = Math.floor(at);
  const a = SERVED[low] ?? 1;
  const b = SERVED[low + 1] ?? a;
  return a + (at - low) * (b - a);
}
