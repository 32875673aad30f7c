import { saveSupplier } from '#shared/contracts/purchasing';
import type { SupplierDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';

/** A supplier and the terms of some of its products. A product is bought from one supplier: its document says which. */
export const main = serve(saveSupplier, async (input, ctx) => {
  const { requestId: _request, supplierId, version, terms, ...fields } = input;
  for (const { tiers } of terms) {
    const rising = tiers.every(({ from }, i) => from > (tiers[i - 1]?.from ?? 0));
    if (tiers[0]?.from !== 1 || !rising) return ctx.refuse('BAD_TIERS');
  }
  const _id = supplierId ?? ctx.newId('sup');
  return ctx.write(async (tx) => {
    const before = await tx.get('suppliers', _id);
    if (supplierId && !before) return ctx.refuse('NOT_FOUND');
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    const doc: SupplierDoc = { _id, ...fields, version: version + 1, updatedAt: ctx.now };
    await tx.set('suppliers', doc);
    for (const { skuId, ...own } of terms) {
      const held = await tx.get('supplierSkus', skuId);
      if (held && held.supplierId !== _id) return ctx.refuse('TAKEN', { detail: { skuId } });
      await tx.set('supplierSkus', { _id: skuId, supplierId: _id, ...own, updatedAt: ctx.now });
    }
    tx.audit({
      target: 'suppliers',
      targetId: _id,
      storeId: null,
      before: before ?? null,
      after: { ...fields, ...(terms.length > 0 ? { terms } : {}) },
    });
    return { supplierId: _id, version: version + 1 };
  });
});
