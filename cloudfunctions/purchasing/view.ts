import { PURCHASE_TEXT, dueFen } from '#shared/domain/purchasing/purchase';
import type { Otif } from '#shared/domain/purchasing/purchase';
import { dayOf } from '#shared/domain/time';
import type { PurchaseDoc, SkuDoc, StoreDoc, SupplierDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

/** `CG261122` and the last characters of the order's own id. */
export const purchaseNo = (id: string, now: number): string =>
  `CG${dayOf(now).slice(2).replaceAll('-', '')}${id.slice(-6).toUpperCase()}`;

const ENDED = new Set(['received', 'matched', 'cancelled', 'draft']);

export function headOf(doc: PurchaseDoc, supplier: SupplierDoc | undefined, now: number) {
  return {
    purchaseId: doc._id,
    no: doc.no,
    supplierId: doc.supplierId,
    supplierName: supplier?.name ?? '（供应商已删除）',
    status: doc.status,
    statusText: PURCHASE_TEXT[doc.status],
    lines: doc.lines.length,
    pieces: doc.lines.reduce((n, { qty }) => n + qty, 0),
    shops: new Set(doc.lines.flatMap(({ stores }) => stores.map((s) => s.storeId))).size,
    totalFen: doc.totalFen,
    promisedDay: doc.promisedDay,
    late: !ENDED.has(doc.status) && doc.promisedDay < dayOf(now),
    createdAt: doc.createdAt,
  };
}

/** Orders with the names a person needs; two reads whatever their number. */
export async function purchaseViews(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  docs: readonly PurchaseDoc[],
  suppliers: ReadonlyMap<string, SupplierDoc>,
) {
  const lines = docs.flatMap((doc) => doc.lines);
  const [skus, stores] = await Promise.all([
    byId(
      db,
      'skus',
      lines.map(({ skuId }) => skuId),
    ),
    byId(
      db,
      'stores',
      lines.flatMap((line) => line.stores.map(({ storeId }) => storeId)),
    ),
  ]);
  return docs.map((doc) => ({
    ...headOf(doc, suppliers.get(doc.supplierId), now),
    lines: doc.lines.map((line) => lineView(line, skus, stores)),
    dueFen: dueFen(doc.lines),
    invoice: doc.invoice,
    requests: doc.requestIds.length,
    steps: doc.steps.map(({ at, by, text }) => ({ at, by, text })),
  }));
}

const lineView = (
  { skuId, qty, priceFen, confirmed, stores }: PurchaseDoc['lines'][number],
  skus: ReadonlyMap<string, SkuDoc>,
  names: ReadonlyMap<string, StoreDoc>,
) => ({
  skuId,
  title: skus.get(skuId)?.title ?? '（商品已删除）',
  spec: skus.get(skuId)?.spec ?? '',
  qty,
  priceFen,
  confirmed,
  stores: stores.map((part) => ({ ...part, name: names.get(part.storeId)?.name ?? '' })),
});

export const NO_OTIF: Otif = { orders: 0, onTime: 0, inFull: 0, both: 0 };
