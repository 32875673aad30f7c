import { sum } from './money';

interface PaidLine {
  readonly lineId: string;
  readonly skuId: string;
  readonly qty: number;
  /** What each unit really cost the shopper. */
  readonly unitsFen: readonly number[];
}

export interface Missing {
  readonly lineId: string;
  readonly skuId: string;
  /** Pieces not found. */
  readonly pieces: number;
  /** What was paid for exactly those. */
  readonly fen: number;
}

/**
 * Pieces not found while picking, and what they cost. The first `picked` units stay, the rest goes back
 * at its own share, so any sequence of refunds adds up to what was paid (no threshold is judged anew).
 */
export function shortages(
  lines: readonly PaidLine[],
  pickedOf: ReadonlyMap<string, number>,
): { missing: Missing[]; refundFen: number } {
  const missing = lines
    .map(({ lineId, skuId, qty, unitsFen }) => {
      const picked = pickedOf.get(lineId) ?? qty;
      return { lineId, skuId, pieces: qty - picked, fen: sum(unitsFen.slice(picked)) };
    })
    .filter(({ pieces }) => pieces > 0);
  return { missing, refundFen: sum(missing.map(({ fen }) => fen)) };
}

/** Seconds grow fourfold from one minute to six hours: banks take days, the first look is soon. */
export const nextTryMs = (tries: number): number =>
  Math.min(60_000 * 4 ** Math.min(tries, 8), 6 * 3_600_000);
