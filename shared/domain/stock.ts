/** Rules of a shop's pieces. Pieces in the shop = available + reserved + Σ holds; `available` may be sold. */
export interface Figures {
  readonly available: number;
  readonly reserved: number;
  readonly holds: readonly { readonly qty: number }[];
}

/** Promised to orders, checkouts under way and approved transfers. */
export const promisedOf = (stock: Figures): number =>
  stock.reserved + stock.holds.reduce((total, hold) => total + hold.qty, 0);
/** Pieces physically in the shop. */
export const onHandOf = (stock: Figures): number => stock.available + promisedOf(stock);

/** What a shop's list shows; `low` is measured against the safety stock. */
export const stateOf = (available: number, safety: number): 'plenty' | 'low' | 'out' =>
  available <= 0 ? 'out' : available < safety ? 'low' : 'plenty';

export type StockKind = 'receive' | 'issue' | 'damage' | 'count';
export type EntryMove = 'RECEIVE' | 'ISSUE' | 'DAMAGE' | 'COUNT_GAIN' | 'COUNT_LOSS';
/** `null` move: a count that found exactly what the books say. */
export type Entry =
  | {
      readonly ok: true;
      readonly delta: number;
      readonly type: EntryMove | null;
      readonly before: number;
      readonly after: number;
    }
  | { readonly ok: false; readonly onHand: number; readonly promised: number };

/**
 * What one line of a stock document does. Promised pieces are out of reach: goods are issued or
 * written off from `available` only, and a count below the promised pieces is refused — the orders
 * behind them must first be picked short or cancelled, otherwise a shopper's goods would vanish silently.
 */
export function entryOf(kind: StockKind, stock: Figures, qty: number): Entry {
  const before = onHandOf(stock);
  const delta = kind === 'receive' ? qty : kind === 'count' ? qty - before : -qty;
  if (stock.available + delta < 0) {
    return { ok: false, onHand: before, promised: promisedOf(stock) };
  }
  return {
    ok: true,
    delta,
    type: delta === 0 ? null : moveOf(kind, delta),
    before,
    after: before + delta,
  };
}

const moveOf = (kind: StockKind, delta: number): EntryMove => {
  if (kind === 'count') return delta > 0 ? 'COUNT_GAIN' : 'COUNT_LOSS';
  return kind === 'receive' ? 'RECEIVE' : kind === 'issue' ? 'ISSUE' : 'DAMAGE';
};

/** One journal row per event: a second attempt hits the same id. */
export const moveId = (refId: string, type: string, storeId: string, skuId: string): string =>
  `${refId}:${type}:${storeId}:${skuId}`;

export const MOVE_TEXT: Readonly<Record<string, string>> = {
  OPENING: '期初',
  RECEIVE: '入库',
  ISSUE: '出库',
  DAMAGE: '报损',
  COUNT_GAIN: '盘盈',
  COUNT_LOSS: '盘亏',
  SALE: '销售出库',
  RETURN_IN: '退货入库',
  SWAP_OUT: '换货出库',
  TRANSFER_OUT: '调拨发出',
  TRANSFER_IN: '调拨收入',
};
export const KIND_TEXT: Readonly<Record<StockKind, string>> = {
  receive: '入库',
  issue: '出库',
  damage: '报损',
  count: '盘点',
};
