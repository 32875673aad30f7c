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
  refType: 'order' | 'transfer' | 'stockDoc' | 'afterSale' | 'seed';
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

/**
 * `_id` = `{storeId}:{skuId}`. Daily history of business days, oldest first, without gaps; `from` is the day of
 * index 0 (a history that ended long ago is moved up by whole weeks, see `demandBook.ts`). Grows by `closeDay`.
 */
export interface DemandDoc {
  _id: string;
  storeId: string;
  skuId: string;
  from: string;
  sold: number[];
  /** Hours without a piece in the shop per day, of 16 selling hours; 16 also where nothing could be sold. */
  outHours: number[];
  /** The price on the shelf in percent of the list price, per day. */
  pricePct: number[];
}
