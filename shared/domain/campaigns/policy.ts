/** May a shop issue coupons of its own: not at all, each after headquarters' word, or freely. */
export type OwnCoupons = 'off' | 'approval' | 'free';

/** Switches of headquarters for campaigns; `settings/campaigns`. */
export interface CampaignPolicy {
  /** What a campaign may cost without a second signature, fen. */
  readonly approvalFromFen: number;
  readonly ownCoupons: OwnCoupons;
  readonly byStore: Readonly<Record<string, OwnCoupons>>;
}

/** Until headquarters says otherwise: ¥2,000 on one signature; every coupon of a shop is looked at. */
export const DEFAULT_POLICY: CampaignPolicy = {
  approvalFromFen: 200_000,
  ownCoupons: 'approval',
  byStore: {},
};

export const ownCouponsOf = (policy: CampaignPolicy, storeId: string): OwnCoupons =>
  policy.byStore[storeId] ?? policy.ownCoupons;
