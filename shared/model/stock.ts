import type { CountStatus } from '#shared/domain/stocktake/flow';
import type { Tally } from '#shared/domain/stocktake/line';
import type { Lot } from '#shared/domain/lots';

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
  /** Grams weighed in that make no whole piece yet; absent = 0. */
  looseG?: number;
  /** When its pieces were last corrected to what was found; a count taken before that is void. */
  countedAt?: number;
  updatedAt: number;
}

/** `_id` = `{storeId}:{skuId}`: what came in with a best-before day. What is left of it follows from FEFO. */
export interface StockLotsDoc {
  _id: string;
  storeId: string;
  skuId: string;
  lots: Lot[];
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
  'SWAP_OUT',
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
  refType: 'order' | 'transfer' | 'purchase' | 'stockDoc' | 'stockCount' | 'afterSale' | 'seed';
  refId: string;
  by: string;
  at: number;
}

export interface StockDocDoc {
  _id: string;
  no: string;
  storeId: string;
  kind: 'receive' | 'issue' | 'damage' | 'count';
  /** `before` and `after` of a waiting document are those of the moment it was written. */
  lines: { skuId: string; qty: number; before: number; after: number; day?: string }[];
  reason: string;
  by: string;
  byName?: string;
  at: number;
  /** Worth at cost of what leaves or is corrected, fen. */
  valueFen?: number;
  /** Above the limit nothing is booked until somebody else signs; absent: booked at once. */
  state?: 'waiting' | 'booked' | 'refused';
  decided?: { by: string; name: string; at: number; note: string } | null;
}

/** A count sheet (盘点单). Its lines are documents of their own: two counters never wait for each other. */
export interface StockCountDoc {
  _id: string;
  no: string;
  storeId: string;
  name: string;
  scope: { kind: 'all' | 'category' | 'shelf' | 'list'; text: string };
  /** Two people count everything, each blind. */
  double: boolean;
  status: CountStatus;
  lines: number;
  /** Whoever scanned at least one line: may not be the only one to sign much money. */
  counters: string[];
  /** Grows with every scan and with every booked line: who hands in, signs or voids sees whether it moved on. */
  scans: number;
  booked: number;
  lossFen: number;
  gainFen: number;
  by: string;
  byName: string;
  approved: { by: string; name: string; at: number } | null;
  steps: { at: number; by: string; text: string }[];
  createdAt: number;
  postedAt: number | null;
}

/** `_id` = `{countId}:{skuId}`. */
export interface CountLineDoc {
  _id: string;
  countId: string;
  storeId: string;
  skuId: string;
  /** At the start of the count, fen. */
  costFen: number;
  tallies: Tally[];
  /** 1, and one more for every time it was counted again. */
  round: number;
  /** Pieces booked; null until then. Set in the transaction of the booking. */
  booked: number | null;
  /** Why it has to be counted again; empty: it has not. */
  again: string;
  updatedAt: number;
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
