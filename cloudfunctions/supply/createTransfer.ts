import { createTransfer } from '#shared/contracts/supply';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { roadM } from './distance';
import { mergeLines, reserveTransfer, transferNo } from './reserveTransfer';

/** Headquarters sends goods from one shop to another: promised at the sender at once. */
export const main = serve(createTransfer, async (input, ctx) => {
  const { fromStoreId, toStoreId } = input;
  if (fromStoreId === toStoreId) return ctx.refuse('SAME_STORE');
  ctx.reach(fromStoreId);
  ctx.reach(toStoreId);
  const lines = mergeLines(input.lines);
  const [stores, listings, skus] = await Promise.all([
    byId(ctx.db, 'stores', [fromStoreId, toStoreId]),
    byId(
      ctx.db,
      'listings',
      lines.map(({ skuId }) => `${toStoreId}:${skuId}`),
    ),
    byId(
      ctx.db,
      'skus',
      lines.map(({ skuId }) => skuId),
    ),
  ]);
  const from = stores.get(fromStoreId);
  const to = stores.get(toStoreId);
  if (!from || !to) return ctx.refuse('NOT_FOUND');
  const foreign = lines.find(({ skuId }) => !listings.get(`${toStoreId}:${skuId}`)?.onShelf);
  if (foreign) return ctx.refuse('NOT_SOLD_HERE', { detail: { skuId: foreign.skuId } });

  const transferId = ctx.newId('tr');
  const no = transferNo(transferId, ctx.now);
  return ctx.write(async (tx) => {
    const lacking = await reserveTransfer(tx, {
      _id: transferId,
      no,
      fromStoreId,
      toStoreId,
      lines,
      reason: input.reason,
      distanceM: roadM(from, to),
      runId: null,
      by: ctx.me.id,
      now: ctx.now,
    });
    if (lacking) {
      const title = skus.get(lacking.skuId)?.title ?? lacking.skuId;
      return ctx.refuse('NOT_ENOUGH', {
        message: `「${title}」在${from.name}只有 ${lacking.available} 件可用，请减少数量`,
        detail: { ...lacking },
      });
    }
    return { transferId, no };
  });
});
