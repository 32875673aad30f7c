/** One shop's part of an order. */
export interface Want {
  readonly storeId: string;
  /** Pieces wanted. */
  readonly qty: number;
  /** Pieces a day it is expected to sell: who can do with more, when there is more. */
  readonly perDay: number;
}

/**
 * Deals pieces out to shops. Too few: everybody gets the same share of what was wanted, whole pieces by largest
 * remainder (ties by the order given). Too many (packs, a least order): what is over goes to the shops that sell
 * fastest, so that no remainder stays with nobody. The parts always add up to the total.
 */
export function fairSplit(total: number, wants: readonly Want[]): number[] {
  const wanted = wants.reduce((sum, { qty }) => sum + qty, 0);
  if (total <= wanted)
    return byShare(
      total,
      wants.map(({ qty }) => qty),
    );
  const over = byShare(
    total - wanted,
    wants.map(({ perDay, qty }) => perDay || qty * TINY),
  );
  return wants.map(({ qty }, i) => qty + (over[i] ?? 0));
}
const TINY = 1e-6;

function byShare(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : total / weights.length));
  const parts = exact.map(Math.floor);
  let left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (left <= 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
