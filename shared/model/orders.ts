import type { QuoteTotals } from '#shared/domain/pricing/quote';
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
  priceSource: 'list' | 'store' | 'special';
  amountFen: number;
  reducedFen: number;
  payFen: number;
  costFen: number;
  /** What each unit really cost the shopper; Σ = payFen. Refunds take these shares. */
  unitsFen: number[];
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
  memberId: string;
  storeId: string;
  storeName: string;
  channel: 'miniprogram';
  mode: 'pickup' | 'delivery';
  status: OrderStatus;
  lines: OrderLineDoc[];
  totals: QuoteTotals;
  couponId: string | null;
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
  amountFen: number;
  totalFen: number;
  reason: string;
  status: 'pending' | 'sent' | 'done' | 'failed';
  tries: number;
  nextTryAt: number;
  lastError: string;
  createdAt: number;
  doneAt: number | null;
}
