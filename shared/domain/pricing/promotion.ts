import type { Span } from '../store';

/** Goods a rule covers. Both positive lists empty: all goods; the excepted ones never. */
export interface GoodsScope {
  readonly categoryIds: readonly string[];
  readonly skuIds: readonly string[];
  readonly exceptCategoryIds: readonly string[];
  readonly exceptSkuIds: readonly string[];
}

/** Where, when, for whom and on which goods a rule holds. Empty list = no limit of that kind. */
export interface Scope {
  readonly goods: GoodsScope;
  /** Shops by id, by tag or by a region on their path: one hit of any kind is enough. */
  readonly storeIds: readonly string[];
  readonly storeTags: readonly string[];
  readonly regionIds: readonly string[];
  /** Members of these levels only. */
  readonly levelIds: readonly string[];
  /** Holders of the black-gold card only. */
  readonly cardOnly: boolean;
  /** Epoch ms, `until` excluded. */
  readonly from: number;
  readonly until: number;
  /** Spans of the local day (Asia/Shanghai); one may reach over midnight. */
  readonly hours: readonly Span[];
  /** 0 = Sunday; a span over midnight belongs to the day it began on. */
  readonly weekdays: readonly number[];
}

/** What a rule allows beside itself. */
export interface Stacking {
  /**
   * Item rule: may share a line with another item rule that allows it too.
   * Order rule: lines already priced by an item rule count as well.
   */
  readonly item: boolean;
  /** Item rule: lines it prices still count for 满减, 满折, 满赠 and 包邮. Without meaning for order rules. */
  readonly order: boolean;
  /** Item rule: lines it prices still count for coupons. Order rule: goods coupons may join. */
  readonly coupon: boolean;
}

/** A piece given away; `left` null: never short. */
export interface GiftOffer {
  readonly skuId: string;
  readonly title: string;
  readonly qty: number;
  /** What one piece costs when it is not returned, fen. */
  readonly listedFen: number;
  readonly left: number | null;
}

interface PromotionBase {
  readonly id: string;
  /** Of the published rule; kept with every fen it gave. */
  readonly version: number;
  readonly name: string;
  readonly scope: Scope;
  /** Of the order rules with the same group at most one applies. Without meaning for item rules. */
  readonly group: string;
  /** Higher goes first, where order matters. */
  readonly priority: number;
  /** Ids of order rules and templates of coupons that may not join this one, in either direction. */
  readonly exclusiveWith: readonly string[];
  /** What is left of the campaign's budget, fen; null without limit. A rule gives all it promises or nothing. */
  readonly budgetLeftFen: number | null;
  readonly stack: Stacking;
  /** Order rules only: may take a line below its floor price. */
  readonly belowFloor: boolean;
  /** The shop that owns a campaign of its own; null: HQ. */
  readonly ownerStoreId: string | null;
}

/** 限时折扣: a rate, or a fixed price. */
export interface TimedPromotion extends PromotionBase {
  readonly type: 'timed';
  /** Basis points paid (8000 = 8折); null with `priceFen`. */
  readonly rateBp: number | null;
  readonly priceFen: number | null;
  /** Pieces of one SKU in one order at this price; null without limit. The others cost their base price. */
  readonly perOrder: number | null;
  /** Pieces of a SKU left at this price; a SKU not named has no limit. */
  readonly leftBySku: Readonly<Record<string, number>>;
}

/** 第N件N折: of every `nth` pieces one costs `rateBp`. Mixed: pieces of all lines together, the cheapest of each. */
export interface NthPromotion extends PromotionBase {
  readonly type: 'nth';
  readonly nth: number;
  readonly rateBp: number;
  readonly mixed: boolean;
}

/** From where a tier holds: goods amount after item rules and pieces, both of counted lines. */
export interface TierFrom {
  readonly fromFen: number;
  readonly fromQty: number;
}

/** 满减. `loops` > 1: 循环, every multiple of the last tier gives again, at most so often. */
export interface FullOffPromotion extends PromotionBase {
  readonly type: 'fullOff';
  readonly tiers: readonly (TierFrom & { readonly offFen: number })[];
  readonly loops: number;
}

/** 满折. */
export interface FullRatePromotion extends PromotionBase {
  readonly type: 'fullRate';
  readonly tiers: readonly (TierFrom & { readonly rateBp: number })[];
  /** At most this many fen off; null without limit. */
  readonly capFen: number | null;
}

/** 满赠; with `fromQty` 买N赠M. Loops as 满减. */
export interface FullGiftPromotion extends PromotionBase {
  readonly type: 'fullGift';
  readonly tiers: readonly (TierFrom & { readonly gifts: readonly GiftOffer[] })[];
  readonly loops: number;
}

/** 包邮. */
export interface FreeFreightPromotion extends PromotionBase {
  readonly type: 'freeFreight';
  readonly from: TierFrom;
}

export type ItemPromotion = TimedPromotion | NthPromotion;
export type OrderPromotion =
  | FullOffPromotion
  | FullRatePromotion
  | FullGiftPromotion
  | FreeFreightPromotion;
export type Promotion = ItemPromotion | OrderPromotion;

/** A coupon in the shopper's pocket with the terms of its template. */
export interface CouponOffer {
  readonly couponId: string;
  readonly templateId: string;
  readonly version: number;
  readonly name: string;
  readonly kind: 'amount' | 'percent' | 'freight' | 'exchange';
  /** amount: fen off the goods; freight: at most so much off the freight. */
  readonly faceFen: number;
  /** percent: basis points paid. */
  readonly rateBp: number;
  /** percent: at most this many fen off; null without limit. */
  readonly capFen: number | null;
  /** exchange: so many pieces of the covered goods, dearest first, for `payFen` each. */
  readonly exchange: { readonly qty: number; readonly payFen: number } | null;
  /** On covered lines after item rules. */
  readonly thresholdFen: number;
  /** `from` and `until` are the coupon's own validity (last ms + 1). */
  readonly scope: Scope;
  /** At most one coupon of a stack group. */
  readonly stackGroup: string;
  /** May join 满减 and 满折. */
  readonly withOrderRules: boolean;
  /** Lines priced by an item rule do not count. */
  readonly plainOnly: boolean;
  readonly belowFloor: boolean;
  readonly status: 'unused' | 'locked' | 'used' | 'void';
  /** Where it may be used. */
  readonly online: boolean;
  readonly offline: boolean;
}
