/** What one member owns; one document holds it all, so that one guard protects it. */
export interface WalletLot {
  readonly topUpId: string;
  /** The shop that keeps the money until it is spent; `hq` for a top-up outside any shop. */
  readonly storeId: string;
  /** Who bears the bonus: `hq` or a shop. */
  readonly bonusBy: string;
  readonly at: number;
  readonly principalFen: number;
  readonly bonusFen: number;
}
export interface PointLot {
  /** `{day of expiry}:{shop where they were earned}` */
  readonly key: string;
  readonly storeId: string;
  /** Last ms of that day. */
  readonly expireAt: number;
  readonly qty: number;
}
/** Claimed by a checkout or an unpaid order: no longer spendable, not yet spent. */
export interface AssetHold {
  /** Of one attempt, as with pieces of stock. */
  readonly id: string;
  readonly orderId: string;
  readonly at: number;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly points: number;
}
export interface Wallet {
  /** Spendable: without what is held. */
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Oldest first; Σ = spendable + held. */
  readonly lots: readonly WalletLot[];
}
export interface Points {
  /** Spendable: without what is held. Never above 0 together with `debt`. */
  readonly active: number;
  /** Earned, not yet spendable. */
  readonly pending: number;
  /** Taken back after they were spent; the next points pay it first. */
  readonly debt: number;
  /** Soonest to expire first; Σ = active + held. */
  readonly lots: readonly PointLot[];
}
export interface PaidCard {
  readonly plan: 'blackgold';
  readonly from: number;
  readonly to: number;
  /** Saved by it since `from`: freight and extra discount. */
  readonly benefitUsedFen: number;
  /** `2026-11`, and free deliveries used in that month. */
  readonly monthKey: string;
  readonly freeFreightUsed: number;
}
export interface Assets {
  readonly wallet: Wallet;
  readonly points: Points;
  /** Since the last period's end. */
  readonly growth: number;
  /** Of this, earned since `levelSince`: what the period's end is judged by. */
  readonly periodGrowth: number;
  readonly levelId: string;
  readonly levelSince: number;
  /** End of the level's period; 0 for the first level, which has none. */
  readonly levelUntil: number;
  /** The level that stands whatever growth is taken back: the one the last period's end gave. */
  readonly floorLevelId: string;
  readonly floorUntil: number;
  readonly card: PaidCard | null;
  /** Reviews and shares that gave growth on `day`; a new day begins at 0. */
  readonly rewarded: { readonly day: string; readonly reviews: number; readonly shares: number };
  readonly holds: readonly AssetHold[];
}

/** A member without a document. */
export const noAssets = (firstLevelId: string): Assets => ({
  wallet: { principalFen: 0, bonusFen: 0, lots: [] },
  points: { active: 0, pending: 0, debt: 0, lots: [] },
  growth: 0,
  periodGrowth: 0,
  levelId: firstLevelId,
  levelSince: 0,
  levelUntil: 0,
  floorLevelId: firstLevelId,
  floorUntil: 0,
  card: null,
  rewarded: { day: '', reviews: 0, shares: 0 },
  holds: [],
});
