import { comingTotal } from '#shared/domain/alerts';
import { comingOf } from '#shared/domain/coming';
import { leadNeed, needIn, safetyFor } from '#shared/domain/outlook';
import { replenishQty } from '#shared/domain/replenish';
import type { Want } from '#shared/domain/purchasing/split';
import type { ReplenishDoc, SupplierDoc, SupplierSkuDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { outlooksOf, supplyRules } from '../stock/outlooks';
import { openPurchases } from './open';

export interface Needs {
  /** skuId → what each shop wants of it. */
  readonly wants: ReadonlyMap<string, readonly Want[]>;
  /** skuId → requests that asked for it. */
  readonly requests: ReadonlyMap<string, readonly string[]>;
}

/**
 * What every shop needs of what can be bought. A shop that asked gets what it asked for; where nobody asked, the
 * forecast does: what is there and on its way will not last until the delivery. Four reads a shop.
 */
export async function readNeeds(
  ctx: Pick<Ctx, 'db' | 'now' | 'cached'>,
  terms: ReadonlyMap<string, SupplierSkuDoc>,
  suppliers: ReadonlyMap<string, SupplierDoc>,
): Promise<Needs> {
  const { db } = ctx;
  const [stores, transfers, submitted, purchases, rules] = await Promise.all([
    readAll(db, 'stores', { status: 'open' }, { only: ['name'] }),
    readAll(db, 'transfers', { status: 'approved' }),
    readAll(db, 'replenishes', { status: 'submitted' }),
    openPurchases(ctx),
    supplyRules(ctx),
  ]);
  // What a shop asked for is covered below, so it is no help that is on its way.
  const coming = comingOf(transfers, [], purchases);
  const asked = askedFor(submitted);
  const wants = new Map<string, Want[]>();
  for (const { _id: storeId } of stores) {
    const [stock, demand, listings, outlook] = await Promise.all([
      readAll(db, 'stock', { storeId }),
      readAll(db, 'demand', { storeId }),
      readAll(db, 'listings', { storeId, onShelf: true }, { only: ['skuId'] }),
      outlooksOf(ctx, [storeId]),
    ]);
    const shelves = new Map(stock.map((doc) => [doc.skuId, doc]));
    const history = new Map(demand.map((doc) => [doc.skuId, doc]));
    for (const { skuId } of listings) {
      const supplier = suppliers.get(terms.get(skuId)?.supplierId ?? '');
      if (!supplier) continue;
      const shelf = shelves.get(skuId);
      const seen = outlook(storeId, skuId, history.get(skuId));
      const wished = asked.get(`${storeId}:${skuId}`) ?? 0;
      const here = shelf?.available ?? 0;
      const projected = here + comingTotal(coming(storeId, skuId, shelf?.inTransitIn ?? 0));
      const wait = { ...rules, leadDays: Math.max(rules.leadDays, supplier.leadDays) };
      const safety = safetyFor(shelf?.safety ?? 0, seen, wait);
      const low = projected - leadNeed(seen, wait) < safety && safety > 0;
      const own = low
        ? replenishQty({ safety, need7: needIn(seen, 7), projected, packSize: 1 })
        : 0;
      const qty = wished > 0 ? wished : own;
      if (qty === 0) continue;
      const list = wants.get(skuId);
      const want = { storeId, qty, perDay: seen.perDay };
      if (list) list.push(want);
      else wants.set(skuId, [want]);
    }
  }
  return { wants, requests: requestsBySku(submitted) };
}

function askedFor(requests: readonly ReplenishDoc[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { storeId, lines } of requests)
    for (const { skuId, qty, purchaseId } of lines)
      if (!purchaseId) {
        const key = `${storeId}:${skuId}`;
        asked.set(key, (asked.get(key) ?? 0) + qty);
      }
  return asked;
}

function requestsBySku(requests: readonly ReplenishDoc[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { _id, lines } of requests)
    for (const { skuId, purchaseId } of lines)
      if (!purchaseId) found.set(skuId, [...(found.get(skuId) ?? []), _id]);
  return found;
}
