import { explode } from '#shared/domain/bundle';
import { moveId, onHandOf } from '#shared/domain/stock';
import type { AfterSaleDoc } from '#shared/model/docs';
import { newStock } from '../stock/newStock';
import type { WriteTx } from '../kit/ports';

/** Sellable pieces go on the shelf of the shop that took them back, journalled; boxes as what is in them. */
export async function restock(
  tx: WriteTx,
  doc: AfterSaleDoc,
  storeId: string,
  good: readonly { skuId: string; qty: number }[],
  by: string,
  now: number,
): Promise<void> {
  const parts = new Map(doc.lines.map(({ skuId, components }) => [skuId, components ?? undefined]));
  const pieces = explode(good, (skuId) => parts.get(skuId));
  for (const [skuId, qty] of [...pieces].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (qty === 0) continue;
    const found = await tx.get('stock', `${storeId}:${skuId}`);
    const stock = found ?? newStock(storeId, skuId, now);
    if (!found) await tx.insert('stock', stock);
    await tx.update('stock', stock._id, { inc: { available: qty }, set: { updatedAt: now } });
    await tx.insert('stockMoves', {
      _id: moveId(doc._id, 'RETURN_IN', storeId, skuId),
      storeId,
      skuId,
      type: 'RETURN_IN',
      qty,
      after: onHandOf(stock) + qty,
      refType: 'afterSale',
      refId: doc._id,
      by,
      at: now,
    });
  }
}
