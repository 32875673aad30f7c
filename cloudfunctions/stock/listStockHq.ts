import { listStockHq } from '#shared/contracts/stock';
import type { StockDoc } from '#shared/model/docs';
import { lte, oneOf } from '../kit/conditions';
import type { Ctx, Where } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { inOrder, sortBy } from '../kit/sorting';
import { skuMatches, stockItem } from './stockItem';

/**
 * Stock over all shops the caller reaches. Paged by the database, except "low": a comparison of two fields
 * of one document is no filter there, so that list is read in full and paged here.
 */
export const main = serve(listStockHq, async (input, ctx) => {
  const where: Where = {
    ...ctx.within(input.storeId),
    ...(input.query?.trim() ? { skuId: oneOf(await skuIdsOf(ctx, input.query)) } : {}),
    ...(input.filter === 'out' ? { available: lte(0) } : {}),
  };
  const sort = sortBy(input.sort, { _id: 1 });
  const skip = (input.page - 1) * input.size;
  const [docs, total] =
    input.filter === 'low'
      ? await lowOnly(ctx, where, sort, skip, input.size)
      : await Promise.all([
          ctx.db.find('stock', where, { sort, skip, limit: input.size }),
          ctx.db.count('stock', where),
        ]);
  const [skus, stores] = await Promise.all([
    byId(
      ctx.db,
      'skus',
      docs.map(({ skuId }) => skuId),
    ),
    byId(
      ctx.db,
      'stores',
      docs.map(({ storeId }) => storeId),
    ),
  ]);
  return {
    items: docs.map((doc) => {
      const item = stockItem(doc, skus.get(doc.skuId));
      const costFen = skus.get(doc.skuId)?.costFen ?? 0;
      const storeName = stores.get(doc.storeId)?.name ?? '';
      return { ...item, storeName, costFen, valueFen: costFen * item.onHand };
    }),
    total,
  };
});

async function skuIdsOf({ db }: Pick<Ctx, 'db'>, query: string): Promise<string[]> {
  const skus = await readAll(db, 'skus', {}, { only: ['title', 'spec', 'brand', 'barcode'] });
  return skus.filter((sku) => skuMatches(sku, query)).map(({ _id }) => _id);
}

async function lowOnly(
  { db }: Pick<Ctx, 'db'>,
  where: Where,
  sort: ReturnType<typeof sortBy>,
  skip: number,
  size: number,
): Promise<[StockDoc[], number]> {
  const all = await readAll(db, 'stock', where);
  const low = all.filter(({ available, safety }) => available > 0 && available < safety);
  low.sort(inOrder(sort));
  return [low.slice(skip, skip + size), low.length];
}
