import { countScopes } from '#shared/contracts/counts';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { keptBy } from './startCount';

/** What a shop can count at a time, with how much it is. */
export const main = serve(countScopes, async ({ storeId }, ctx) => {
  const [{ listings, skus }, categories] = await Promise.all([
    keptBy(ctx, storeId),
    readAll(ctx.db, 'categories', {}),
  ]);
  const goods = [...skus.values()].filter((sku) => !sku.components?.length);
  const shelves = new Map<string, number>();
  for (const { _id } of goods) {
    const shelf = listings.get(_id)?.shelf ?? '';
    if (shelf !== '') shelves.set(shelf, (shelves.get(shelf) ?? 0) + 1);
  }
  return {
    all: goods.length,
    categories: categories
      .toSorted((a, b) => a.sort - b.sort)
      .map(({ _id, name }) => ({
        categoryId: _id,
        name,
        count: goods.filter(({ categoryId }) => categoryId === _id).length,
      }))
      .filter(({ count }) => count > 0),
    shelves: [...shelves]
      .map(([shelf, count]) => ({ shelf, count }))
      .sort((a, b) => (a.shelf < b.shelf ? -1 : 1)),
  };
});
