import { saveBundle } from '#shared/contracts/bundles';
import { boxCostFen, type Component } from '#shared/domain/bundle';
import type { SkuDoc } from '#shared/model/docs';
import { gt } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

/** Makes a product a gift box of other products, or a plain product again. Its cost is that of its parts. */
export const main = serve(saveBundle, async ({ skuId, version, components }, ctx) => {
  const [parts, stocked] = await Promise.all([
    byId(
      ctx.db,
      'skus',
      components.map((part) => part.skuId),
    ),
    ctx.db.count('stock', { skuId, available: gt(0) }),
  ]);
  if (!areParts(skuId, components, parts)) return ctx.refuse('BAD_PARTS');
  // Pieces of its own would never be sold again: a box has no stock.
  if (components.length > 0 && stocked > 0) return ctx.refuse('HAS_STOCK');
  const total = (field: 'costFen' | 'listPriceFen') =>
    boxCostFen(components, (id) => parts.get(id)?.[field] ?? 0);

  return ctx.write(async (tx) => {
    const before = await tx.get('skus', skuId);
    if (!before) return ctx.refuse('NOT_FOUND');
    if (before.version !== version) return ctx.refuse('STALE');
    const costFen = components.length > 0 ? total('costFen') : before.costFen;
    const next = version + 1;
    const after = { ...before, components, costFen, version: next, updatedAt: ctx.now };
    await tx.set('skus', after);
    tx.audit({ target: 'skus', targetId: skuId, storeId: null, before, after });
    return { skuId, version: next, costFen, separateFen: total('listPriceFen') };
  });
});

/** On sale, each once, no box among them, not the box itself. */
const areParts = (
  boxId: string,
  components: readonly Component[],
  skus: ReadonlyMap<string, SkuDoc>,
): boolean =>
  new Set(components.map(({ skuId }) => skuId)).size === components.length &&
  components.every(({ skuId }) => {
    const sku = skus.get(skuId);
    return skuId !== boxId && sku?.status === 'onSale' && (sku.components ?? []).length === 0;
  });
