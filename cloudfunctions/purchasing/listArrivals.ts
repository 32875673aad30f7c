import { listArrivals } from '#shared/contracts/purchasing';
import { PURCHASE_TEXT, WAITING } from '#shared/domain/purchasing/purchase';
import { dayOf } from '#shared/domain/time';
import { oneOf } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

/** What comes to the shop, soonest first: from suppliers by their promised day, from other shops any time now. */
export const main = serve(listArrivals, async ({ storeId }, ctx) => {
  const [purchases, transfers] = await Promise.all([
    ctx.db.find('purchases', { status: oneOf([...WAITING]) }, { limit: 500 }),
    ctx.db.find('transfers', { toStoreId: storeId, status: 'shipped' }, { limit: 100 }),
  ]);
  const mine = purchases.flatMap((doc) => {
    const lines = doc.lines.flatMap(({ skuId, stores }) => {
      const part = stores.find((s) => s.storeId === storeId);
      const qty = part && !part.done ? (part.shipped ?? part.qty) : 0;
      return qty > 0 ? [{ skuId, qty }] : [];
    });
    return lines.length > 0 ? [{ doc, lines }] : [];
  });
  const skuIds = [...mine, ...transfers].flatMap(({ lines }) => lines.map((l) => l.skuId));
  const [skus, suppliers, stores] = await Promise.all([
    byId(ctx.db, 'skus', skuIds),
    byId(
      ctx.db,
      'suppliers',
      mine.map(({ doc }) => doc.supplierId),
    ),
    byId(
      ctx.db,
      'stores',
      transfers.map(({ fromStoreId }) => fromStoreId),
    ),
  ]);
  const named = ({ skuId, qty }: { skuId: string; qty: number }) => ({
    skuId,
    qty,
    title: skus.get(skuId)?.title ?? '（商品已删除）',
    spec: skus.get(skuId)?.spec ?? '',
    barcode: skus.get(skuId)?.barcode ?? '',
  });
  const piecesOf = (lines: readonly { qty: number }[]) => lines.reduce((n, l) => n + l.qty, 0);
  const items = [
    ...mine.map(({ doc, lines }) => ({
      kind: 'purchase' as const,
      id: doc._id,
      no: doc.no,
      from: suppliers.get(doc.supplierId)?.name ?? '',
      day: doc.promisedDay,
      statusText: PURCHASE_TEXT[doc.status],
      open: doc.status === 'shipped',
      pieces: piecesOf(lines),
      lines: lines.map(named),
    })),
    ...transfers.map((doc) => {
      const lines = doc.lines.map(({ skuId, shipped }) => ({ skuId, qty: shipped }));
      return {
        kind: 'transfer' as const,
        id: doc._id,
        no: doc.no,
        from: stores.get(doc.fromStoreId)?.name ?? '',
        day: dayOf(doc.shippedAt ?? ctx.now),
        statusText: '调拨在途',
        open: true,
        pieces: piecesOf(lines),
        lines: lines.filter(({ qty }) => qty > 0).map(named),
      };
    }),
  ];
  return { items: items.sort((a, b) => a.day.localeCompare(b.day) || a.no.localeCompare(b.no)) };
});
