import { handOverStock } from '#shared/contracts/supply';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { roadM } from './distance';
import { reserveTransfer, transferNo } from './reserveTransfer';

/** Lines of one transfer: what two people can load and check in one go. */
const LINES = 50;

/**
 * Everything a closing shop may still give away goes to another shop, as ordinary transfers of fifty products.
 * Goods the other shop does not sell yet are listed there, off the shelf: they must land somewhere.
 */
export const main = serve(handOverStock, async ({ storeId, toStoreId }, ctx) => {
  if (storeId === toStoreId) return ctx.refuse('SAME_STORE');
  ctx.reach(toStoreId);
  const [stores, stock] = await Promise.all([
    byId(ctx.db, 'stores', [storeId, toStoreId]),
    readAll(ctx.db, 'stock', { storeId }),
  ]);
  const [from, to] = [stores.get(storeId), stores.get(toStoreId)];
  if (!from || !to) return ctx.refuse('NOT_FOUND');
  if (from.status !== 'closing') return ctx.refuse('NOT_CLOSING');
  if (to.status !== 'open' && to.status !== 'paused') return ctx.refuse('NOT_OPEN');
  const some = stock
    .filter(({ available }) => available > 0)
    .toSorted((a, b) => (a.skuId < b.skuId ? -1 : 1))
    .slice(0, LINES);
  if (some.length === 0) return ctx.refuse('NOTHING_LEFT');
  const lines = some.map(({ skuId, available }) => ({ skuId, qty: available }));

  const transferId = ctx.newId('tr');
  const no = transferNo(transferId, ctx.now);
  return ctx.write(async (tx) => {
    const lacking = await reserveTransfer(tx, {
      _id: transferId,
      no,
      fromStoreId: storeId,
      toStoreId,
      lines,
      reason: `${from.name}闭店移交`,
      distanceM: roadM(from, to),
      runId: null,
      by: ctx.me.id,
      now: ctx.now,
    });
    if (lacking) return ctx.refuse('CONFLICT');
    for (const { skuId } of lines) {
      const _id = `${toStoreId}:${skuId}`;
      if (await tx.get('listings', _id)) continue;
      const plain = { onShelf: false, sort: 0, storePriceFen: null, special: null };
      await tx.insert('listings', { _id, storeId: toStoreId, skuId, ...plain, updatedAt: ctx.now });
    }
    const left = stock.filter(({ available }) => available > 0).length - lines.length;
    return { transferId, no, lines: lines.length, left };
  });
});
