import type { CashKind } from '#shared/domain/till';

/** `_id` = `{storeId}:{tillNo}`: guard of "one open session a till". */
export interface TillDoc {
  _id: string;
  storeId: string;
  tillNo: number;
  /** The open session; null: closed. */
  sessionId: string | null;
  /** Cash left in the drawer at the last closing: the next float. */
  leftFen: number;
  updatedAt: number;
}

/**
 * From opening to closing of one till by one cashier. `cashFen` is what should lie in the drawer: Σ of the
 * session's cash moves, changed only in the transaction that writes the move.
 */
export interface TillSessionDoc {
  _id: string;
  storeId: string;
  tillNo: number;
  cashierId: string;
  cashier: string;
  /** `counted`: the count stands and nothing is sold any more; the difference waits for its reason. */
  status: 'open' | 'counted' | 'closed';
  openedAt: number;
  floatFen: number;
  cashFen: number;
  /** Sales and what they were paid by. */
  sales: { count: number; cashFen: number; wechatFen: number; walletFen: number };
  countedFen: number | null;
  countedAt: number | null;
  countedBy: string;
  /** counted − cash; negative: missing. */
  diffFen: number;
  reason: string;
  /** Left in the drawer for the next one, the rest was taken to the safe. */
  leftFen: number;
  handTo: string;
  closedAt: number | null;
}

/** `_id` = `{sessionId}:{kind}:{ref}`: each thing that moves cash does so once. Append-only. */
export interface CashMoveDoc {
  _id: string;
  sessionId: string;
  storeId: string;
  kind: CashKind;
  /** Into the drawer positive, out of it negative. */
  fen: number;
  /** Of a sale: what the customer gave. */
  givenFen: number;
  ref: string;
  text: string;
  by: string;
  at: number;
}

/** `_id` = `{orderId}:{n}`: the n-th print of an order's receipt; from the second on it says so. */
export interface PrintDoc {
  _id: string;
  orderId: string;
  storeId: string;
  n: number;
  by: string;
  at: number;
}
