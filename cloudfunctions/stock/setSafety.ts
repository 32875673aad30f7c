import { setSafety } from '#shared/contracts/stock';
import { serve } from '../kit/serve';
import { newStock } from './newStock';

/** Sets the safety stock by hand; 0 leaves it to the days of cover. */
export const main = serve(setSafety, async ({ storeId, skuId, safety }, ctx) =>
  ctx.write(async (tx) => {
    const id = `${storeId}:${skuId}`;
    const stock = await tx.get('stock', id);
    if (!stock && !(await tx.get('listings', id))) return ctx.refuse('NOT_FOUND');
    if (stock) await tx.update('stock', id, { set: { safety, updatedAt: ctx.now } });
    else await tx.insert('stock', { ...newStock(storeId, skuId, ctx.now), safety });
    tx.audit({
      target: 'stock',
      targetId: id,
      storeId,
      before: { safety: stock?.safety ?? 0 },
      after: { safety },
    });
    return { safety };
  }),
);
