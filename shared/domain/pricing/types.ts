import type { CouponOffer, GoodsScope, Promotion, Stacking } from './promotion';

/**
 * What goes into a price: plain data in and out, so that a world and a cart can lie in a file and a quote
 * in an order. Money is fen, rates are basis points paid, times epoch ms.
 */

/** One SKU of the cart; a SKU stands in at most one line. */
export interface CartLine {
  readonly skuId: string;
  readonly title: string;
  /** Own category first, then the ones above it. */
  readonly categoryIds: readonly string[];
  readonly qty: number;
  /** HQ's price; shown crossed out where it is higher. */
  readonly listPriceFen: number;
  /** Base price in this shop. */
  readonly priceFen: number;
  readonly priceSource: 'list' | 'store' | 'dynamic';
  /** 店内特价; competes with the other item rules. Null: none. */
  readonly special: ShopSpecial | null;
  /** No item rule goes below; order rules and coupons only where they may. 0: no floor. */
  readonly floorPriceFen: number;
}
export interface ShopSpecial {
  readonly priceFen: number;
  /** Epoch ms, `until` excluded. */
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  /** Pieces left at this price; null without limit. */
  readonly left: number | null;
}

/** Everything about the buyer that decides a price. */
export interface Buyer {
  readonly memberId: string;
  readonly levelId: string;
  readonly levelName: string;
  /** 会员价, basis points paid; null: the level has none. */
  readonly levelRateBp: number | null;
  /** 黑金卡 in force. */
  readonly card: {
    /** 专属折扣, basis points paid; null: none. */
    readonly rateBp: number | null;
    /** Free deliveries left this month; null without limit. */
    readonly freeFreightLeft: number | null;
  } | null;
  /** Null: points cannot be spent here. */
  readonly points: { readonly spendable: number } | null;
}

export interface PointsRule {
  /** What one point pays. */
  readonly fenPerPoint: number;
  /** Of the goods after coupons at most this part. */
  readonly maxBp: number;
  /** Points and growth earned by one yuan of money, basis points: 10000 = 1元=1积分. */
  readonly earnBp: number;
  readonly growthBp: number;
}

/** Freight of this cart before anything takes it away. */
export interface FreightTerms {
  readonly feeFen: number;
  /** Goods amount from which it is free; null: never. */
  readonly freeFromFen: number | null;
  /** `afterCoupons`: what is paid for goods before points; `goods`: the same before coupons. */
  readonly judgedOn: 'afterCoupons' | 'goods';
  /** Said when there is no fee from the start: `到店自提，免配送费`. */
  readonly note: string;
}

/** Switches of HQ; kept on the order by their version. */
export interface PricingPolicy {
  readonly pricingVersion: number;
  readonly special: Stacking;
  readonly level: Stacking & { readonly goods: GoodsScope };
  readonly card: Stacking & { readonly goods: GoodsScope };
}

/** All that decides a price besides the cart itself. */
export interface PriceWorld {
  readonly now: number;
  readonly storeId: string;
  readonly storeTags: readonly string[];
  /** Region ids from the country down to the shop's own. */
  readonly regionPath: readonly string[];
  /** Where the order is made: coupons may be for one side only. */
  readonly online: boolean;
  readonly member: Buyer | null;
  readonly promotions: readonly Promotion[];
  readonly coupons: readonly CouponOffer[];
  readonly pointsRule: PointsRule;
  readonly freight: FreightTerms;
  readonly policy: PricingPolicy;
}

/** What the shopper decides; everything else is the engine's to find. */
export interface Choices {
  /** `best`: the engine's choice; a list: exactly these, where they can be used. */
  readonly coupons: 'best' | readonly string[];
  /** `most`: as many as the order takes; a number: at most so many. */
  readonly points: 'most' | number;
  /** Ids of rules the shopper does without. */
  readonly without: readonly string[];
}
