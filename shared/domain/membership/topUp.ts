import type { Assets, WalletLot } from './assets';
import type { WalletTerms } from './rules';
import { returnWallet, walletTotals } from './walletLots';

/** What a member gets for their money; null when neither a plan nor an amount HQ allows. */
export function topUpOf(
  terms: WalletTerms,
  wanted: { readonly planId?: string | undefined; readonly amountFen?: number | undefined },
): { planId: string | null; payFen: number; bonusFen: number } | null {
  if (wanted.planId !== undefined) {
    const plan = terms.plans.find(({ planId }) => planId === wanted.planId);
    return plan ? { planId: plan.planId, payFen: plan.payFen, bonusFen: plan.bonusFen } : null;
  }
  const { amountFen: payFen = 0 } = wanted;
  const fits = terms.maxFen > 0 && payFen >= terms.minFen && payFen <= terms.maxFen;
  return fits ? { planId: null, payFen, bonusFen: 0 } : null;
}

export interface TopUpLeft {
  readonly payFen: number;
  readonly bonusFen: number;
  /** Of this top-up, not spent. */
  readonly principalLeftFen: number;
  readonly bonusLeftFen: number;
}

/**
 * Giving a top-up back: the principal left goes back, the bonus left is withdrawn. Whoever has used more of
 * the bonus than of the money (50 % of it with 20 % of the money) pays the difference out of the principal:
 * bonus is worth its part of the money spent, rounded up, and not a fen of it leaves as cash.
 */
export function topUpRefund({ payFen, bonusFen, principalLeftFen, bonusLeftFen }: TopUpLeft): {
  refundFen: number;
  /** Of the principal, kept for bonus used ahead of the money. */
  keptFen: number;
  bonusBackFen: number;
} {
  const spent = payFen - principalLeftFen;
  const earned = payFen === 0 ? bonusFen : Math.ceil((bonusFen * spent) / payFen);
  const ahead = Math.max(0, bonusFen - bonusLeftFen - earned);
  const keptFen = Math.min(principalLeftFen, ahead);
  return { refundFen: principalLeftFen - keptFen, keptFen, bonusBackFen: bonusLeftFen };
}

/** How much more fits on a member's prepaid card; what an unpaid order holds is still on it. */
export function roomFor(assets: Pick<Assets, 'wallet' | 'holds'>, terms: WalletTerms): number {
  const { principalFen, bonusFen } = walletTotals([assets.wallet, ...assets.holds]);
  return Math.max(0, terms.capFen - principalFen - bonusFen);
}

export const plusLot = <T extends Assets>(assets: T, lot: WalletLot): T => ({
  ...assets,
  wallet: {
    principalFen: assets.wallet.principalFen + lot.principalFen,
    bonusFen: assets.wallet.bonusFen + lot.bonusFen,
    lots: returnWallet(assets.wallet.lots, [lot]),
  },
});
