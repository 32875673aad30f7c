import type { CartLine } from './types';

/** The steps of the calculation in their order (features.md §5.2 D). */
export type Step = 'base' | 'item' | 'order' | 'coupon' | 'points' | 'freight';

/** One piece of a line: what is kept so that any sequence of refunds adds up. */
export interface UnitShare {
  /** What the piece cost in money, freight apart. */
  readonly payFen: number;
  readonly points: number;
  readonly pointsFen: number;
  readonly earned: number;
  readonly growth: number;
  /** Fen taken off this piece, in the order of the line's `applied`. */
  readonly reduced: readonly number[];
}

/** What one rule took off one line. */
export interface Applied {
  readonly step: 'item' | 'order' | 'coupon';
  readonly ruleId: string;
  readonly fen: number;
  /** Pieces the rule priced: fewer than the line has where a quantity is capped. */
  readonly qty: number;
}

/** Beside the price, on the shelf and in the cart. */
export interface LineTag {
  readonly kind: 'special' | 'timed' | 'nth' | 'level' | 'card' | 'full' | 'gift' | 'freight';
  readonly text: string;
  /** Why, for who asks. */
  readonly reason: string;
}

export interface QuotedLine extends Pick<
  CartLine,
  'skuId' | 'title' | 'qty' | 'listPriceFen' | 'priceFen' | 'priceSource' | 'floorPriceFen'
> {
  /** qty × list price. */
  readonly listFen: number;
  /** qty × base price. */
  readonly baseFen: number;
  /** After item rules. */
  readonly itemFen: number;
  /** Item, order and coupon reductions together: base − reduced − pointsFen = pay. */
  readonly reducedFen: number;
  readonly points: number;
  readonly pointsFen: number;
  readonly payFen: number;
  readonly earned: number;
  readonly growth: number;
  /** Pieces sold at the shop's special price (its cap counts these). */
  readonly specialQty: number;
  readonly applied: readonly Applied[];
  readonly units: readonly UnitShare[];
  readonly tags: readonly LineTag[];
}

/** Σ fen of all entries = payable. */
export interface TraceEntry {
  readonly step: Step;
  /** `list`, `price`, `special`, `level:{id}`, `card`, a promotion's or a template's id, `points`, `freight`. */
  readonly ruleId: string;
  readonly version: number;
  readonly couponId: string | null;
  readonly label: string;
  /** Signed: what the step adds to the payable. */
  readonly fen: number;
  /** By line, in the order of `lines`; empty for freight. */
  readonly parts: readonly number[];
}

export type WhyCode =
  | 'NOT_STARTED'
  | 'ENDED'
  | 'NOT_NOW'
  | 'NOT_THIS_STORE'
  | 'NOT_THIS_LEVEL'
  | 'NO_GOODS'
  | 'BELOW_THRESHOLD'
  | 'BUDGET_GONE'
  | 'SOLD_OUT'
  | 'GIFT_GONE'
  | 'NO_SAVING'
  | 'FLOOR'
  | 'EXCLUDED'
  | 'WORSE'
  | 'SAME_GROUP'
  | 'NOT_CHOSEN'
  | 'STATUS'
  | 'CHANNEL';

/** A rule that gave nothing, and why. */
export interface Unused {
  readonly ruleId: string;
  readonly couponId: string | null;
  readonly label: string;
  readonly code: WhyCode;
  /** A sentence for the shopper. */
  readonly why: string;
}

export interface Gift {
  readonly ruleId: string;
  readonly skuId: string;
  readonly title: string;
  readonly qty: number;
  readonly listedFen: number;
  /** SKUs whose pieces earned it: it is owed back as they are refunded. */
  readonly forSkuIds: readonly string[];
}

/** 凑单: `再买¥12可减¥10`. */
export interface Hint {
  readonly ruleId: string;
  readonly moreFen: number;
  readonly moreQty: number;
  /** What is won then; 0 where it is a gift. */
  readonly saveFen: number;
  readonly text: string;
}

export interface Totals {
  readonly listFen: number;
  readonly baseFen: number;
  /** Goods after item rules. */
  readonly itemFen: number;
  /** Goods before coupons. */
  readonly orderFen: number;
  /** Goods after coupons. */
  readonly couponedFen: number;
  readonly itemOffFen: number;
  readonly orderOffFen: number;
  readonly couponOffFen: number;
  readonly points: number;
  readonly pointsFen: number;
  /** Goods in money. */
  readonly goodsFen: number;
  readonly freightFen: number;
  readonly freightText: string;
  readonly payableFen: number;
  /** Earned when all is paid by money; `keep` knows the tender. */
  readonly earned: number;
  readonly growth: number;
}

/** What the budgets of rules are charged with. */
export interface Spend {
  readonly ruleId: string;
  readonly version: number;
  readonly couponId: string | null;
  readonly fen: number;
}

/** A priced cart; JSON through and through. */
export interface QuoteResult {
  readonly pricingVersion: number;
  readonly at: number;
  readonly storeId: string;
  readonly lines: readonly QuotedLine[];
  readonly totals: Totals;
  readonly trace: readonly TraceEntry[];
  readonly unused: readonly Unused[];
  readonly gifts: readonly Gift[];
  readonly hints: readonly Hint[];
  readonly couponIds: readonly string[];
  readonly spend: readonly Spend[];
  /** One free delivery of the black-gold card was used. */
  readonly cardFreight: boolean;
}

/** How the payable is paid, fen. */
export interface Tender {
  readonly providerFen: number;
  readonly principalFen: number;
  readonly bonusFen: number;
}

/** A quote with its tender: what an order keeps for good. `buckets[line][unit]` and the freight's add up to the tender. */
export interface KeptQuote extends QuoteResult {
  readonly tender: Tender;
  readonly unitTender: readonly (readonly Tender[])[];
  readonly freightTender: Tender;
}

/** The price of one piece on a shelf. */
export interface ShelfPrice {
  readonly priceFen: number;
  readonly listPriceFen: number;
  readonly source: 'list' | 'store' | 'dynamic' | 'special' | 'timed' | 'level' | 'card';
  /** Ids of the rules that made it; empty at base price. */
  readonly ruleIds: readonly string[];
  readonly tags: readonly LineTag[];
}
