import type { Component } from '#shared/domain/bundle';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { KeptQuote, Tender } from '#shared/domain/pricing/result';
import type { BlindIndex, Sealed } from './values';

export interface OrderLineDoc {
  lineId: string;
  skuId: string;
  title: string;
  spec: string;
  image: string;
  unit: string;
  barcode: string;
  qty: number;
  picked: number | null;
  listPriceFen: number;
  priceFen: number;
  /** `special`: at least one piece went at the shop's special price. */
  priceSource: 'list' | 'store' | 'dynamic' | 'special';
  /** Pieces sold at the shop's special price; they count against its cap. */
  specialQty: number;
  /** Of a gift box: what is in it. Stock is that of the parts. */
  components: Component[] | null;
  /** Given away by a rule: no price, no line of the quote. */
  gift: boolean;
  amountFen: number;
  reducedFen: number;
  payFen: number;
  costFen: number;
  /** What each unit really cost the shopper; Σ = payFen. Refunds take these shares. */
  unitsFen: number[];
  /** Units that were refunded, by their place in `unitsFen`: none is refunded twice. */
  unitsBack: number[];
}

/** How a counter sale was rung up and what paid for the rest that the wallet did not. */
export interface PosSale {
  /** The till's session; null when no cash was taken and none was open. */
  sessionId: string | null;
  cashierId: string;
  cashier: string;
  /** `none`: wallet and points paid for all of it. */
  by: 'cash' | 'wechat' | 'none';
  /** Cash handed over; what went back of it is `givenFen` less the cash part. */
  givenFen: number;
}

/** Sums of an order for lists, receipts and roll-ups; `quote` has the whole story. */
export interface OrderTotals {
  /** At HQ's prices. */
  listFen: number;
  /** At the shop's prices, item rules taken off. */
  goodsFen: number;
  /** Taken off by 满减 and 满折. */
  orderOffFen: number;
  couponFen: number;
  points: number;
  pointsFen: number;
  freightFen: number;
  freightText: string;
  payableFen: number;
  /** How the payable is paid; Σ = payable. `providerFen` of a counter sale may have been cash (`pos.by`). */
  tender: Tender;
  /** Points and growth the order earns. */
  earned: number;
  growth: number;
  trace: { label: string; fen: number }[];
}

export type OrderStatus =
  | 'pendingPay'
  | 'paid'
  | 'accepted'
  | 'picking'
  | 'ready'
  | 'delivering'
  | 'completed'
  | 'cancelled';

export interface OrderDoc {
  /** `o_` + hash of member and requestId: the same intent is the same order. */
  _id: string;
  no: string;
  /** Empty: a stranger at the till. */
  memberId: string;
  storeId: string;
  storeName: string;
  /** `pos`: rung up at a shop's till. */
  channel: 'miniprogram' | 'pos';
  /** Of a counter sale. */
  pos?: PosSale;
  mode: 'pickup' | 'delivery';
  status: OrderStatus;
  lines: OrderLineDoc[];
  totals: OrderTotals;
  /** The price as it was made, piece by piece: explains the order and drives every refund. Null: burnt. */
  quote: KeptQuote | null;
  /** Of the after-sales policy in force when it was placed. */
  policyVersion: number;
  /** Open after-sales and their pieces: a piece is in one at most. */
  afterSales?: { caseId: string; units: UnitRef[] }[];
  couponIds: string[];
  /** Who bears what campaigns and coupons took off; the rest is the shop's own price. */
  bearers: { ruleId: string; kind: 'coupon' | 'promotion'; storeId: string; hqBp: number }[];
  /** What it took of the budgets of promotions. */
  budgets: { promotionId: string; fen: number }[];
  /** Money or points of the member were claimed under `holdId`. */
  assetsHeld: boolean;
  /** The freight went back; gifts the shopper kept and paid for, by SKU. */
  freightBack: boolean;
  giftsCharged: Record<string, number>;
  /** Gifts that came back, or that the shop left to the shopper with a refund of its own making. */
  giftsBack?: Record<string, number>;
  /** Hash of the request's body: the same requestId with other content is refused. */
  bodyHash: string;
  /** The holds that became this order's reservation; every other hold of the order goes back. */
  holdId: string;
  remark: string;
  /** JSON of name, phone, region, detail, sealed as one; null for pick-up. */
  contact: Sealed | null;
  phoneIdx: BlindIndex | null;
  /** 138****1234; empty for pick-up without a phone. */
  phoneMasked: string;
  customer: string;
  deliverTo: { lng: number; lat: number } | null;
  /** The time the shopper chose; null or absent: as soon as possible. */
  slot?: { slotId: string; from: number; until: number } | null;
  /** Sealed digits; shown to the owner while something is to pick up. */
  pickupCode: Sealed | null;
  pickupCodeIdx: BlindIndex | null;
  readyAt: number | null;
  payBefore: number;
  paidAt: number | null;
  acceptBy: number | null;
  completedAt: number | null;
  refundedFen: number;
  steps: { at: number; status: OrderStatus; text: string; by: string }[];
  createdAt: number;
  updatedAt: number;
}

/** `_id` = out_trade_no. */
export interface PaymentDoc {
  _id: string;
  /** What `orderId` names: an order unless said otherwise. */
  purpose?: 'order' | 'topUp' | 'card';
  orderId: string;
  memberId: string;
  provider: 'wechat';
  /** Paid by the code on the shopper's phone: ended by a reversal, not by a close. */
  code?: true;
  amountFen: number;
  status: 'created' | 'paid' | 'closed';
  transactionId: string | null;
  paidAt: number | null;
  refundedFen: number;
  createdAt: number;
}

/** `_id` = out_refund_no = `r_{orderId}_{n}`: the provider refunds each number once. */
export interface RefundDoc {
  _id: string;
  orderId: string;
  outTradeNo: string;
  storeId: string;
  /** What the payment company gives back, or the till in cash. */
  amountFen: number;
  /** Paid in cash, so it goes back in cash. */
  cash?: true;
  totalFen: number;
  /** What went back to the wallet, at once. */
  principalFen: number;
  bonusFen: number;
  /** Used points that came back, earned ones that were taken. */
  pointsBack: number;
  pointsTaken: number;
  /** The order's pieces it was for; absent: a payment as a whole (too late, a top-up, a card). */
  of?: { units: UnitRef[]; freightFen: number; giftFen: number };
  reason: string;
  /** `atTill`: waits to be paid out in cash. */
  status: 'pending' | 'sent' | 'done' | 'failed' | 'atTill';
  tries: number;
  nextTryAt: number;
  lastError: string;
  createdAt: number;
  doneAt: number | null;
}
