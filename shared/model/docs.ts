import type { DeliveryArea, StoreHours } from '#shared/domain/store';
import type { QuoteTotals } from '#shared/domain/pricing/quote';

/**
 * The documents of every collection. Money in fen, times in epoch ms, positions in GCJ-02.
 * `_id`s are deterministic wherever a duplicate must be impossible (the pattern stands beside each).
 */

/** Personal text sealed with AES-256-GCM: `cm1.<key id>.<base64url>`. */
export type Sealed = string;
/** Blind index: HMAC of the normalised value. */
export type BlindIndex = string;
export interface GeoPoint {
  readonly type: 'Point';
  /** [lng, lat] */
  readonly coordinates: readonly [number, number];
}

export interface StoreDoc {
  _id: string;
  code: string;
  name: string;
  type: 'direct' | 'franchise';
  status: 'draft' | 'open' | 'paused' | 'closing' | 'closed';
  statusReason: string;
  regionId: string;
  city: string;
  district: string;
  address: string;
  phone: string;
  image: string;
  loc: GeoPoint;
  tags: string[];
  prepMin: number;
  pickup: boolean;
  delivery: boolean;
  notice: string;
  hours: StoreHours;
  area: DeliveryArea;
  version: number;
  createdAt: number;
  updatedAt: number;
}

export interface CategoryDoc {
  _id: string;
  name: string;
  sort: number;
}

export interface SkuDoc {
  _id: string;
  spuId: string;
  title: string;
  spec: string;
  brand: string;
  categoryId: string;
  barcode: string;
  unit: string;
  packSize: number;
  listPriceFen: number;
  costFen: number;
  floorPriceFen: number;
  ceilingPriceFen: number;
  shelfLifeDays: number | null;
  description: string;
  image: string;
  images: string[];
  tags: string[];
  status: 'onSale' | 'offSale';
  version: number;
  updatedAt: number;
}

/** `_id` = barcode: two products never share one. */
export interface BarcodeDoc {
  _id: string;
  skuId: string;
}

export interface Special {
  priceFen: number;
  from: number;
  until: number;
  reason: string;
  /** Pieces at this price; null without limit. */
  cap: number | null;
}

/** `_id` = `{storeId}:{skuId}`: what a shop sells and at which price. */
export interface ListingDoc {
  _id: string;
  storeId: string;
  skuId: string;
  onShelf: boolean;
  sort: number;
  storePriceFen: number | null;
  special: Special | null;
  updatedAt: number;
}

/** A checkout's claim on pieces, kept in the stock document until the order exists. */
export interface Hold {
  /** Of one attempt to place the order: two attempts of one request never share a claim. */
  id: string;
  orderId: string;
  qty: number;
  /** Of these, pieces counted in `specialSold`. */
  special: number;
  at: number;
}

/**
 * `_id` = `{storeId}:{skuId}`. Pieces in the shop = `available + reserved + Σ holds.qty`.
 * `available` is what may still be sold; all three only move by guarded increments.
 */
export interface StockDoc {
  _id: string;
  storeId: string;
  skuId: string;
  available: number;
  /** Promised to live orders and approved transfers. */
  reserved: number;
  holds: Hold[];
  inTransitIn: number;
  safety: number;
  /** Pieces sold at the special price now running (counted against its cap). */
  specialSold: number;
  updatedAt: number;
}

export const MOVE_TYPES = [
  'OPENING',
  'RECEIVE',
  'ISSUE',
  'DAMAGE',
  'COUNT_GAIN',
  'COUNT_LOSS',
  'SALE',
  'RETURN_IN',
  'TRANSFER_OUT',
  'TRANSFER_IN',
] as const;
/** `_id` = `{refId}:{type}:{storeId}:{skuId}`: one row per event; Σ qty = pieces in the shop. Append-only. */
export interface StockMoveDoc {
  _id: string;
  storeId: string;
  skuId: string;
  type: (typeof MOVE_TYPES)[number];
  /** Signed pieces. */
  qty: number;
  /** Pieces in the shop afterwards. */
  after: number;
  refType: 'order' | 'transfer' | 'stockDoc' | 'seed';
  refId: string;
  by: string;
  at: number;
}

export interface StockDocDoc {
  _id: string;
  no: string;
  storeId: string;
  kind: 'receive' | 'issue' | 'damage' | 'count';
  lines: { skuId: string; qty: number; before: number; after: number }[];
  reason: string;
  by: string;
  at: number;
}

export interface MemberDoc {
  /** `m_` + blind index of the openid. */
  _id: string;
  openid: Sealed;
  nickname: string;
  /** Staff record this WeChat is bound to: guard of "one person, one staff record". */
  staffId?: string;
  createdAt: number;
  lastStoreId: string | null;
}

/** `_id` = memberId; at most 20 addresses, so that one document is the whole book. */
export interface AddressBookDoc {
  _id: string;
  addresses: {
    addressId: string;
    /** JSON of name, phone, region, detail, sealed as one. */
    sealed: Sealed;
    tag: string;
    loc: { lng: number; lat: number };
    isDefault: boolean;
  }[];
}

export interface StaffDoc {
  _id: string;
  name: string;
  phone: Sealed | null;
  phoneIdx: BlindIndex | null;
  /** Blind index of the bound WeChat openid; null until bound. */
  openidIdx: BlindIndex | null;
  /** Login account of the web console (CloudBase auth user id); null for shop staff. */
  uid: string | null;
  status: 'active' | 'left';
  grants: Grant[];
  lastSeenAt: number | null;
  createdAt: number;
}

/** Lives inside the person's document: one read decides, and revoking is one write. */
export interface Grant {
  grantId: string;
  role: string;
  scope: 'hq' | 'region' | 'store';
  /** storeId, regionId, or `*` for HQ. */
  scopeId: string;
  from: number;
  /** Epoch ms; null without end. */
  to: number | null;
}

/** `_id` = blind index of the code. */
export interface StaffInviteDoc {
  _id: string;
  staffId: string;
  expiresAt: number;
  usedAt: number | null;
}

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
  orderId: string;
  memberId: string;
  provider: 'wechat';
  amountFen: number;
  status: 'created' | 'paid' | 'closed';
  prepayId: string | null;
  prepayAt: number | null;
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

/** Written in the transaction that makes it true; `_id` = `{aggregateId}:{type}:{n}`. */
export interface OutboxDoc {
  _id: string;
  type: string;
  aggregateId: string;
  payload: Record<string, unknown>;
  at: number;
  status: 'new' | 'done' | 'dead';
  tries: number;
  nextTryAt: number;
  lastError: string;
}

/** `_id` = `{consumer}:{eventId}`: a consumer takes an event once. */
export interface ConsumedDoc {
  _id: string;
  at: number;
}

/** `_id` = `{storeId}:{day}`. Roll-up of one business day. */
export interface SalesDayDoc {
  _id: string;
  storeId: string;
  day: string;
  salesFen: number;
  orders: number;
  refundFen: number;
  pieces: number;
  costFen: number;
  /** `h00`…`h23` → fen. */
  hours: Record<string, number>;
  /** skuId → pieces and fen. */
  skus: Record<string, { n: number; fen: number }>;
}

/** `_id` = `{storeId}:{skuId}`. Daily history, oldest first; `from` is the day of index 0. */
export interface DemandDoc {
  _id: string;
  storeId: string;
  skuId: string;
  from: string;
  sold: number[];
  /** Hours out of stock per day (0–16 opening hours). */
  outHours: number[];
  /** Percent of the list price paid, per day. */
  pricePct: number[];
}

/** `_id` = `{storeId}:{skuId}`: one living alert. */
export interface AlertDoc {
  _id: string;
  storeId: string;
  skuId: string;
  level: 'low' | 'out';
  status: 'open' | 'snoozed' | 'closed';
  projected: number;
  safety: number;
  perDay: number;
  snoozedUntil: number | null;
  help: string;
  firstAt: number;
  lastAt: number;
}

export interface TransferDoc {
  _id: string;
  no: string;
  fromStoreId: string;
  toStoreId: string;
  status: 'approved' | 'shipped' | 'received' | 'cancelled';
  lines: {
    skuId: string;
    approved: number;
    shipped: number;
    received: number;
    damaged: number;
    lost: number;
  }[];
  reason: string;
  distanceM: number;
  runId: string | null;
  steps: { at: number; status: string; by: string; text: string }[];
  createdAt: number;
  shippedAt: number | null;
  receivedAt: number | null;
}

export interface SuggestionRunDoc {
  _id: string;
  at: number;
  status: 'open' | 'done';
  lines: {
    lineId: string;
    fromStoreId: string;
    toStoreId: string;
    skuId: string;
    qty: number;
    gainFen: number;
    explain: string;
    status: 'open' | 'accepted' | 'declined' | 'stale';
  }[];
  lanes: { fromStoreId: string; toStoreId: string; costFen: number; distanceM: number }[];
  gainFen: number;
  costFen: number;
  greedyFen: number;
  boundFen: number;
}

export interface ReplenishDoc {
  _id: string;
  no: string;
  storeId: string;
  source: 'manual' | 'alert';
  status: 'draft' | 'submitted' | 'approved' | 'rejected';
  lines: { skuId: string; qty: number; approved: number | null; why: string }[];
  note: string;
  transferId: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface PriceChangeDoc {
  _id: string;
  skuId: string;
  storeId: string | null;
  kind: 'list' | 'store' | 'special';
  fromFen: number | null;
  toFen: number | null;
  by: string;
  at: number;
}

/** Append-only. Written in the transaction of the change. */
export interface AuditDoc {
  _id: string;
  at: number;
  actorId: string;
  actorName: string;
  call: string;
  storeId: string | null;
  target: string;
  targetId: string;
  changes: { field: string; before: string; after: string }[];
  reason: string;
  traceId: string;
}

/** `_id` = hash of call, caller and requestId: the stored first answer. */
export interface RequestDoc {
  _id: string;
  bodyHash: string;
  /** JSON of the answer: it may name a person. */
  answer: Sealed;
  at: number;
}

/** `_id` = job name: cursor and lease of a timer; the lease only saves work, never correctness. */
export interface JobDoc {
  _id: string;
  cursor: string;
  leaseUntil: number;
  lastRunAt: number;
  lastResult: string;
}

/** `_id` = counter name; `value` only grows (order numbers per shop and day). */
export interface CounterDoc {
  _id: string;
  value: number;
}

/** `_id` = setting name. */
export interface SettingDoc {
  _id: string;
  value: unknown;
  version: number;
}

export interface Docs {
  stores: StoreDoc;
  categories: CategoryDoc;
  skus: SkuDoc;
  barcodes: BarcodeDoc;
  listings: ListingDoc;
  stock: StockDoc;
  stockMoves: StockMoveDoc;
  stockDocs: StockDocDoc;
  members: MemberDoc;
  addressBooks: AddressBookDoc;
  staff: StaffDoc;
  staffInvites: StaffInviteDoc;
  couponTemplates: CouponTemplateDoc;
  couponClaims: CouponClaimDoc;
  coupons: CouponDoc;
  redemptions: RedemptionDoc;
  orders: OrderDoc;
  payments: PaymentDoc;
  refunds: RefundDoc;
  outbox: OutboxDoc;
  consumed: ConsumedDoc;
  salesDays: SalesDayDoc;
  demand: DemandDoc;
  alerts: AlertDoc;
  transfers: TransferDoc;
  suggestionRuns: SuggestionRunDoc;
  replenishes: ReplenishDoc;
  priceChanges: PriceChangeDoc;
  auditLogs: AuditDoc;
  requests: RequestDoc;
  jobs: JobDoc;
  counters: CounterDoc;
  settings: SettingDoc;
}
export type Collection = keyof Docs;
