import { listProducts } from '#shared/contracts/catalog';
import { found, wordsOf } from '#shared/domain/search';
import type { SkuDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import type { Ctx, FindOptions, Where } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { inOrder, sortBy } from '../kit/sorting';

export const main = serve(listProducts, async (input, ctx) => {
  const { categoryId, status, page, size } = input;
  const where: Where = { ...(categoryId ? { categoryId } : {}), ...(status ? { status } : {}) };
  const sort = sortBy(input.sort, { updatedAt: -1, _id: 1 });
  const at = { sort, skip: (page - 1) * size, limit: size };
  const { skus, total } = await pageOf(ctx, where, wordsOf(input.query), at);
  const ids = oneOf(skus.map((sku) => sku._id));
  const [listings, stock] =
    skus.length === 0
      ? [[], []]
      : await Promise.all([
          readAll(ctx.db, 'listings', { skuId: ids, onShelf: true }, { only: ['skuId'] }),
          readAll(ctx.db, 'stock', { skuId: ids }),
        ]);
  return {
    items: skus.map((sku) => ({
      ...sku,
      skuId: sku._id,
      stores: listings.filter((listing) => listing.skuId === sku._id).length,
      onHand: stock
        .filter((s) => s.skuId === sku._id)
        .reduce(
          (sum, s) => sum + s.available + s.reserved + s.holds.reduce((n, h) => n + h.qty, 0),
          0,
        ),
    })),
    total,
  };
});

/** The database pages what it can sort; a search looks at every product. */
async function pageOf(
  { db }: Ctx,
  where: Where,
  words: readonly string[],
  at: Required<Pick<FindOptions, 'sort' | 'skip' | 'limit'>>,
): Promise<{ skus: SkuDoc[]; total: number }> {
  if (words.length === 0) {
    const [skus, total] = await Promise.all([db.find('skus', where, at), db.count('skus', where)]);
    return { skus, total };
  }
  const all = (await readAll(db, 'skus', where))
    .filter((sku) => found(words, sku.title, sku.spec, sku.brand, sku.barcode))
    .toSorted(inOrder(at.sort));
  return { skus: all.slice(at.skip, at.skip + at.limit), total: all.length };
}
