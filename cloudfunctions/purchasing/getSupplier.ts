import { getSupplier } from '#shared/contracts/purchasing';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { lateOrders, supplierRow } from './suppliers';

export const main = serve(getSupplier, async ({ supplierId }, ctx) => {
  const [supplier, terms, orders] = await Promise.all([
    ctx.db.get('suppliers', supplierId),
    readAll(ctx.db, 'supplierSkus', { supplierId }),
    lateOrders(ctx),
  ]);
  if (!supplier) return ctx.refuse('NOT_FOUND');
  const skus = await byId(
    ctx.db,
    'skus',
    terms.map(({ _id }) => _id),
  );
  return {
    supplier: supplierRow(supplier, orders, terms.length, ctx.now),
    terms: terms.map(({ _id, pack, moq, tiers }) => ({
      skuId: _id,
      title: skus.get(_id)?.title ?? '（商品已删除）',
      spec: skus.get(_id)?.spec ?? '',
      pack,
      moq,
      tiers: [...tiers],
    })),
  };
});
