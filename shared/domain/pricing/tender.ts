import { spread } from './share';
import type { Tender } from './result';

export interface Wallet {
  readonly principalFen: number;
  readonly bonusFen: number;
}
export interface TenderPolicy {
  /** `ratio`: principal and bonus as they lie in the wallet; `bonusFirst`: the bonus as far as it goes. */
  readonly order: 'ratio' | 'bonusFirst';
  /** Of the payable at most this part by bonus, basis points. */
  readonly maxBonusBp: number;
}

/** How much of the wallet the shopper wants to use; null: all it takes. */
export type WalletWish = number | null;

/** Step 8: wallet before provider. What the wallet cannot pay goes to the provider; 0 needs none. */
export function tender(
  payableFen: number,
  wallet: Wallet,
  policy: TenderPolicy,
  wish: WalletWish = null,
): Tender {
  const { principalFen: has, bonusFen } = wallet;
  const bonusCap = Math.min(bonusFen, Math.floor((payableFen * policy.maxBonusBp) / 10_000));
  const fromWallet = Math.min(payableFen, has + bonusCap, wish ?? Infinity);
  const bonus = policy.order === 'bonusFirst' ? Math.min(bonusCap, fromWallet) : ratio();
  return {
    providerFen: payableFen - fromWallet,
    principalFen: fromWallet - bonus,
    bonusFen: bonus,
  };

  /** In the wallet's own ratio; where one side runs out the other gives more. */
  function ratio(): number {
    const [, share = 0] = spread(fromWallet, [has, bonusFen]);
    return Math.max(fromWallet - has, Math.min(share, bonusCap));
  }
}
