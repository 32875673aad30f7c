import { comingTotal } from '#shared/domain/alerts';
import { comingOf } from '#shared/domain/coming';
import { needIn, safetyFor } from '#shared/domain/outlook';
import { DAY_MS } from '#shared/domain/time';
import type { CellFacts, ShopPair } from '#shared/domain/transfer/instance';
import type { SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import { gte, oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { outlooksOf, supplyRules } from '../stock/outlooks';
import { openPurchases } from '../purchasing/open';
import { roadM } from './distance';

/** A shop that got a product within these days does not send it on: no ping-pong. */
const SETTLE_DAYS = 14;

/** One product in one shop, with what the sentences need. */
export interface Fact extends CellFacts {
  readonly stock: StockDoc;
  readonly perDay: number;
}
export interface Facts {
  readonly stores: readonly StoreDoc[];
  readonly skus: readonly SkuDoc[];
  readonly cells: readonly Fact[];
  readonly pairs: readonly ShopPair[];
}

/** Reads what the plan stands on. Four reads a shop and five for the chain. */
export async function readFacts({
  db,
  now,
  cached,
}: Pick<Ctx, 'db' | 'now' | 'cached'>): Promise<Facts> {
  const [stores, skus, transfers, requests, purchases] = await Promise.all([
    readAll(db, 'stores', { status: oneOf(['open', 'paused']) }),
    readAll(db, 'skus', { status: 'onSale' }, { only: SKU_FIELDS }),
    readAll(db, 'transfers', { createdAt: gte(now - SETTLE_DAYS * DAY_MS) }),
    readAll(db, 'replenishes', { status: 'submitted' }),
    openPurchases({ db }),
  ]);
  // Approved longer ago and still not shipped: rare, but their goods are under way as well.
  const waiting = await readAll(db, 'transfers', { status: 'approved' });
  const coming = comingOf(waiting, requests, purchases);
  const lately = new Set(
    transfers
      .filter(({ status }) => status !== 'cancelled')
      .flatMap(({ toStoreId, lines }) => lines.map(({ skuId }) => `${toStoreId}:${skuId}`)),
  );
  const skuAt = new Map(skus.map((sku, at) => [sku._id, at]));
  const rules = await supplyRules({ db, cached });
  const cells: Fact[] = [];
  for (const [store, { _id: storeId, status }] of stores.entries()) {
    const [stock, demand, listings, outlook] = await Promise.all([
      readAll(db, 'stock', { storeId }),
      readAll(db, 'demand', { storeId }),
      readAll(db, 'listings', { storeId, onShelf: true }),
      outlooksOf({ db, now }, [storeId]),
    ]);
    const history = new Map(demand.map((doc) => [doc.skuId, doc]));
    const listed = new Map(listings.map((doc) => [doc.skuId, doc]));
    for (const shelf of stock) {
      const at = skuAt.get(shelf.skuId);
      const sku = at === undefined ? undefined : skus[at];
      if (at === undefined || !sku) continue;
      const seen = outlook(storeId, shelf.skuId, history.get(shelf.skuId));
      const listing = listed.get(shelf.skuId);
      const priceFen = listing?.storePriceFen ?? sku.listPriceFen;
      cells.push({
        store,
        sku: at,
        stock: shelf,
        perDay: seen.perDay,
        available: shelf.available,
        coming: comingTotal(coming(storeId, shelf.skuId, shelf.inTransitIn)),
        safety: safetyFor(shelf.safety, seen, rules),
        need7: needIn(seen, 7),
        need14: needIn(seen, 14),
        marginFen: priceFen - sku.costFen,
        packSize: Math.max(1, sku.packSize),
        maySend: !lately.has(shelf._id),
        mayReceive: listing !== undefined && status === 'open',
      });
    }
  }
  return { stores, skus, cells, pairs: pairsOf(stores) };
}

const SKU_FIELDS = ['title', 'spec', 'packSize', 'listPriceFen', 'costFen', 'status'];

/** Goods travel within a city. */
const pairsOf = (stores: readonly StoreDoc[]): ShopPair[] =>
  stores.flatMap((a, from) =>
    stores.flatMap((b, to) =>
      from !== to && a.city === b.city ? [{ from, to, distanceM: roadM(a, b) }] : [],
    ),
  );
