import type { Coming } from './alerts';

/** The parts of documents that say what is under way. */
export interface OpenTransfer {
  readonly toStoreId: string;
  readonly status: 'approved' | 'shipped' | 'received' | 'cancelled';
  readonly lines: readonly { readonly skuId: string; readonly approved: number }[];
}
export interface OpenRequest {
  readonly storeId: string;
  readonly status: 'draft' | 'submitted' | 'approved' | 'rejected';
  /** A line an order to a supplier covers is counted there. */
  readonly lines: readonly {
    readonly skuId: string;
    readonly qty: number;
    readonly purchaseId?: string;
  }[];
}

/** Of an order to a supplier: what a shop still waits for. */
export interface OpenPurchase {
  readonly lines: readonly {
    readonly skuId: string;
    readonly stores: readonly { readonly storeId: string; readonly waiting: number }[];
  }[];
}

/**
 * What is under way besides the goods in transit (those stand in the stock document). Each piece counts
 * once: a request until HQ decides it, then the transfer it became, then what that transfer shipped.
 */
export function comingOf(
  transfers: readonly OpenTransfer[],
  requests: readonly OpenRequest[],
  purchases: readonly OpenPurchase[] = [],
): (storeId: string, skuId: string, inTransit: number) => Coming {
  const toShip = new Map<string, number>();
  const requested = new Map<string, number>();
  const ordered = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, n: number) =>
    map.set(key, (map.get(key) ?? 0) + n);
  for (const { status, toStoreId, lines } of transfers) {
    if (status !== 'approved') continue;
    for (const line of lines) add(toShip, `${toStoreId}:${line.skuId}`, line.approved);
  }
  for (const { status, storeId, lines } of requests) {
    if (status !== 'submitted') continue;
    for (const line of lines)
      if (!line.purchaseId) add(requested, `${storeId}:${line.skuId}`, line.qty);
  }
  for (const { skuId, stores } of purchases.flatMap(({ lines }) => lines))
    for (const { storeId, waiting } of stores)
      if (waiting > 0) add(ordered, `${storeId}:${skuId}`, waiting);
  return (storeId, skuId, inTransit) => ({
    inTransit,
    toShip: toShip.get(`${storeId}:${skuId}`) ?? 0,
    requested: requested.get(`${storeId}:${skuId}`) ?? 0,
    ordered: ordered.get(`${storeId}:${skuId}`) ?? 0,
  });
}
