import { sum } from '../money';
import type { WalletLot } from './assets';

/** Of which top-ups an amount came. */
export type WalletShare = WalletLot;

/** Takes principal and bonus each from the oldest top-ups; null when the lots do not hold that much. */
export function takeWallet(
  lots: readonly WalletLot[],
  principalFen: number,
  bonusFen: number,
): { lots: WalletLot[]; taken: WalletShare[] } | null {
  const left: WalletLot[] = [];
  const taken: WalletShare[] = [];
  let principal = principalFen;
  let bonus = bonusFen;
  for (const lot of lots) {
    const p = Math.min(principal, lot.principalFen);
    const b = Math.min(bonus, lot.bonusFen);
    principal -= p;
    bonus -= b;
    if (p > 0 || b > 0) taken.push({ ...lot, principalFen: p, bonusFen: b });
    const rest = { ...lot, principalFen: lot.principalFen - p, bonusFen: lot.bonusFen - b };
    if (rest.principalFen > 0 || rest.bonusFen > 0) left.push(rest);
  }
  return principal === 0 && bonus === 0 ? { lots: left, taken } : null;
}

/** Puts money back where it came from; a top-up that was used up stands again. */
export function returnWallet(
  lots: readonly WalletLot[],
  shares: readonly WalletShare[],
): WalletLot[] {
  const byId = new Map(lots.map((lot) => [lot.topUpId, lot]));
  for (const share of shares) {
    const lot = byId.get(share.topUpId);
    byId.set(share.topUpId, {
      ...share,
      principalFen: (lot?.principalFen ?? 0) + share.principalFen,
      bonusFen: (lot?.bonusFen ?? 0) + share.bonusFen,
    });
  }
  return [...byId.values()].toSorted(
    (a, b) => a.at - b.at || (a.topUpId < b.topUpId ? -1 : a.topUpId > b.topUpId ? 1 : 0),
  );
}

/**
 * Which shares of a payment go back for a partial refund: the last taken first, so that what stays spent is
 * what the oldest top-ups gave. Null when more is asked for than was taken.
 */
export function sharesBack(
  taken: readonly WalletShare[],
  principalFen: number,
  bonusFen: number,
): { back: WalletShare[]; kept: WalletShare[] } | null {
  const split = takeWallet(taken.toReversed(), principalFen, bonusFen);
  return split && { back: split.taken, kept: split.lots.toReversed() };
}

export const walletTotals = (
  shares: readonly Pick<WalletLot, 'principalFen' | 'bonusFen'>[],
): { principalFen: number; bonusFen: number } => ({
  principalFen: sum(shares.map((s) => s.principalFen)),
  bonusFen: sum(shares.map((s) => s.bonusFen)),
});
