import { comingTotal, safetyOf } from '#shared/domain/alerts';
import { comingOf } from '#shared/domain/coming';
import { demandRate, needOf } from '#shared/domain/demandRate';
import { DAY_MS, dayOf } from '#shared/domain/time';
import type { CellFacts, ShopPair } from '#shared/domain/transfer/instance';
import type { SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import { gte, oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
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

/** Reads what the plan stands on. Three reads a shop and five for the chain. */
export async function readFacts({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<Facts> {
  const [stores, skus, transfers, requests] = await Promise.all([
    readAll(db, 'stores', { status: oneOf(['open', 'paused']) }),
    readAll(db, 'skus', { status: 'onSale' }, { only: SKU_FIELDS }),
    readAll(db, 'transfers', { createdAt: gte(now - SETTLE_DAYS * DAY_MS) }),
    readAll(db, 'replenishes', { status: 'submitted' }),
  ]);
  // Approved longer ago and still not shipped: rare, but their goods are under way as well.
  const waiting = await readAll(db, 'transfers', { status: 'approved' });
  const coming = comingOf(waiting, requests);
  const lately = new Set(
    transfers
      .filter(({ status }) => status !== 'cancelled')
      .flatMap(({ toStoreId, lines }) => lines.map(({ skuId }) => `${toStoreId}:${skuId}`)),
  );
  const skuAt = new Map(skus.map((sku, at) => [sku._id, at]));
  const today = dayOf(now);
  const cells: Fact[] = [];
  for (const [store, { _id: storeId, status }] of stores.entries()) {
    const [stock, demand, listings] = await Promise.all([
      readAll(db, 'stock', { storeId }),
      readAll(db, 'demand', { storeId }),
      readAll(db, 'listings', { storeId, onShelf: true }),
    ]);
    const history = new Map(demand.map((doc) => [doc.skuId, doc]));
    const listed = new Map(listings.map((doc) => [doc.skuId, doc]));
    for (const shelf of stock) {
      const at = skuAt.get(shelf.skuId);
      const sku = at === undefined ? undefined : skus[at];
      if (at === undefined || !sku) continue;
      const rate = demandRate(history.get(shelf.skuId));
      const listing = listed.get(shelf.skuId);
      const priceFen = listing?.storePriceFen ?? sku.listPriceFen;
      cells.push({
        store,
        sku: at,
        stock: shelf,
        perDay: rate.perDay,
        available: shelf.available,
        coming: comingTotal(coming(storeId, shelf.skuId, shelf.inTransitIn)),
        safety: safetyOf(shelf.safety, rate.perDay),
        need7: needOf(rate, today, 7),
        need14: needOf(rate, today, 14),
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
