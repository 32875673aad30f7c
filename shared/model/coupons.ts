export interface CouponTemplateDoc {
  _id: string;
  name: string;
  type: 'amount' | 'percent';
  /** For `amount`: fen off. */
  faceFen: number;
  /** For `percent`: basis points paid (8800 = 8.8折). */
  rateBp: number;
  /** For `percent`: at most this many fen off; null without limit. */
  capFen: number | null;
  /** Goods amount from which it holds; 0 = 无门槛. */
  thresholdFen: number;
  /** Empty = all. */
  storeIds: string[];
  categoryIds: string[];
  online: boolean;
  offline: boolean;
  total: number;
  issued: number;
  perMember: number;
  claimFrom: number;
  claimTo: number;
  /** Valid this many days after the claim, to the end of the day. */
  validDays: number;
  status: 'active' | 'stopped';
}

/** `_id` = `{templateId}:{memberId}`: guard of the per-person limit. */
export interface CouponClaimDoc {
  _id: string;
  templateId: string;
  memberId: string;
  count: number;
}

export interface CouponDoc {
  /** `{templateId}:{memberId}:{n}` hashed: the n-th claim exists once. */
  _id: string;
  templateId: string;
  memberId: string;
  status: 'unused' | 'locked' | 'used' | 'void';
  lockOrderId: string | null;
  /** Since when; the sweep of abandoned checkouts goes by it. */
  lockedAt: number | null;
  usedOrderId: string | null;
  usedStoreId: string | null;
  usedAt: number | null;
  validFrom: number;
  validTo: number;
  claimedAt: number;
}

/** `_id` = couponId: one redemption per coupon. */
export interface RedemptionDoc {
  _id: string;
  storeId: string;
  memberId: string;
  templateId: string;
  billFen: number;
  saveFen: number;
  by: string;
  at: number;
}
