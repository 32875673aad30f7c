import { saveProduct } from '#shared/contracts/catalog';
import type { Parsed } from '#shared/contracts/kit';
import { inBand } from '#shared/domain/price';
import type { SkuDoc } from '#shared/model/docs';
import { Duplicate } from '../kit/ports';
import { serve } from '../kit/serve';
import { priceChange } from './priceChange';

type Input = Parsed<typeof saveProduct>;

export const main = serve(saveProduct, async (input, ctx) => {
  const { form, skuId } = input;
  if (!inBand(form.listPriceFen, form)) return ctx.refuse('BAD_BAND');
  if (!(await ctx.db.get('categories', form.categoryId)))
    return ctx.refuse('BAD_INPUT', { message: '没有这个分类，请重新选择' });

  const newId = ctx.newId('k');
  try {
    return await ctx.write(async (tx) => {
      const before = skuId === undefined ? undefined : await tx.get('skus', skuId);
      if (skuId !== undefined && !before) return ctx.refuse('NOT_FOUND');
      if (before && before.version !== input.version) return ctx.refuse('STALE');
      const after = product(before, newId, input, ctx.now);
      const { _id: targetId } = after;
      if (before?.barcode !== form.barcode) {
        // One document a barcode: inserting it is what keeps two products from sharing one.
        await tx.insert('barcodes', { _id: form.barcode, skuId: targetId });
        if (before) await tx.remove('barcodes', before.barcode);
      }
      await tx.set('skus', after);
      if (before?.listPriceFen !== form.listPriceFen)
        await tx.insert(
          'priceChanges',
          priceChange(ctx, {
            skuId: targetId,
            storeId: null,
            kind: 'list',
            fromFen: before?.listPriceFen ?? null,
            toFen: form.listPriceFen,
          }),
        );
      const target = { target: 'skus' as const, targetId, storeId: null };
      tx.audit({ ...target, before: before ?? null, after });
      return { skuId: targetId, version: after.version };
    });
  } catch (error) {
    if (error instanceof Duplicate && error.collection === 'barcodes')
      return ctx.refuse('BARCODE_TAKEN');
    throw error;
  }
});

function product(
  before: SkuDoc | undefined,
  newId: string,
  { form, status }: Input,
  now: number,
): SkuDoc {
  const image = form.image;
  return {
    spuId: newId,
    images: image === '' ? [] : [image],
    ...before,
    ...form,
    ...(before && before.image !== image
      ? { images: [image, ...before.images.filter((other) => other !== before.image)] }
      : {}),
    _id: before?._id ?? newId,
    status,
    version: (before?.version ?? 0) + 1,
    updatedAt: now,
  };
}
