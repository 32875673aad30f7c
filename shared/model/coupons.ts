export interface CouponTemplateDoc {
  _id: string;
  name: string;
  /** 满减 and 无门槛; 折扣; 运费; 兑换. */
  type: 'amount' | 'percent' | 'freight' | 'exchange';
  /** For `amount`: fen off; for `freight`: at most so much off the freight. */
  faceFen: number;
  /** For `percent`: basis points paid (8800 = 8.8折). */
  rateBp: number;
  /** For `percent`: at most this many fen off; null without limit. */
  capFen: number | null;
  /** For `exchange`: so many pieces of the covered goods for `payFen` each; null for the others. */
  exchange: { qty: number; payFen: number } | null;
  /** Goods amount from which it holds; 0 = 无门槛. */
  thresholdFen: number;
  /** Empty = all. */
  storeIds: string[];
  categoryIds: string[];
  skuIds: string[];
  exceptSkuIds: string[];
  /** Levels that may claim and use it; empty = everybody. */
  levelIds: string[];
  /** At most one coupon of a group in an order. */
  stackGroup: string;
  /** May join 满减 and 满折. */
  withOrderRules: boolean;
  /** Goods at a special, timed or member price do not count. */
  plainOnly: boolean;
  /** May take goods below their floor price: a coupon pays like money, unless HQ says otherwise. */
  belowFloor: boolean;
  /** Who bears what it takes off; the two are 10000 together. */
  costShare: { hqBp: number; storeBp: number };
  online: boolean;
  offline: boolean;
  total: number;
  issued: number;
  perMember: number;
  /** Shown in the coupon centre; false: only granted. */
  claimable: boolean;
  claimFrom: number;
  claimTo: number;
  /** Valid this many days after the claim, to the end of the day; 0 with `fixed`. */
  validDays: number;
  /** Valid between these, whenever it was claimed; null: `validDays` counts. */
  fixed: { from: number; to: number } | null;
  /** The shop whose own coupon it is; null: HQ's. */
  ownerStoreId: string | null;
  /** `pending`, `rejected`: a shop's own coupon that HQ has to decide on, or has refused. */
  status: 'pending' | 'active' | 'stopped' | 'rejected';
  /** Why it was stopped or refused; empty otherwise. */
  statusReason: string;
  /** Rough figures for lists, kept by the functions that change coupons; `issued` alone is a guard. */
  used: number;
  usedFen: number;
  version: number;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
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
  /** The batch that handed it out; null when claimed by the member. */
  grantId: string | null;
  /** Why it is `void`: run out, taken back by HQ, or lost with a refund. */
  voided: { at: number; why: 'expired' | 'hq' | 'refund' } | null;
}

/** `_id` = couponId: one redemption per coupon. */
export interface RedemptionDoc {
  _id: string;
  storeId: string;
  memberId: string;
  templateId: string;
  billFen: number;
  saveFen: number;
  /** Who bears the saving; adds up to `saveFen`. */
  hqFen: number;
  storeFen: number;
  by: string;
  at: number;
}

/** One batch of coupons for a segment of members; its cursor makes it resumable, page by page. */
export interface CouponGrantDoc {
  _id: string;
  templateId: string;
  segment:
    | { kind: 'all' }
    | { kind: 'level'; levelIds: string[] }
    | { kind: 'list'; memberIds: string[] };
  reason: string;
  /** `_id` of the last member that was looked at; for a list, how many of it were. */
  cursor: string;
  granted: number;
  /** Had as many as one may have, or did not belong to the segment. */
  skipped: number;
  /** `short`: the template ran out on the way. */
  status: 'running' | 'done' | 'short' | 'stopped';
  by: string;
  byName: string;
  createdAt: number;
  updatedAt: number;
}
