import { listAssortmentAdvice } from '#shared/contracts/advice';
import type { AssortmentDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { resultsOf } from './shelf/results';

/** Shops with open advice, the lines of one of them, and what earlier advice was worth. */
export const main = serve(listAssortmentAdvice, async ({ storeId }, ctx) => {
  const [all, results] = await Promise.all([
    readAll(ctx.db, 'assortment', ctx.within(storeId)),
    resultsOf(ctx),
  ]);
  const names = await byId(
    ctx.db,
    'stores',
    all.map((doc) => doc.storeId),
  );
  const stores = all
    .map((doc) => ({
      storeId: doc.storeId,
      name: names.get(doc.storeId)?.name ?? '',
      adds: openOf(doc, 'add'),
      drops: openOf(doc, 'drop'),
      at: doc.at,
    }))
    .toSorted((a, b) => b.adds + b.drops - a.adds - a.drops || (a.storeId < b.storeId ? -1 : 1));
  const shown = all.find((doc) => doc.storeId === (storeId ?? stores[0]?.storeId));
  const store = shown && names.get(shown.storeId);
  return {
    stores,
    store:
      shown && store
        ? {
            storeId: shown.storeId,
            name: store.name,
            kind: store.tags[0] ?? '综合',
            at: shown.at,
            listed: await ctx.db.count('listings', { storeId: shown.storeId, onShelf: true }),
            lines: await linesOf(ctx, shown),
          }
        : null,
    results: { ...results },
  };
});

const openOf = ({ lines }: AssortmentDoc, kind: 'add' | 'drop'): number =>
  lines.filter((line) => line.kind === kind && line.status === 'open').length;

async function linesOf({ db }: Pick<Ctx, 'db'>, { lines }: AssortmentDoc) {
  const [skus, categories] = await Promise.all([
    byId(
      db,
      'skus',
      lines.map(({ skuId }) => skuId),
    ),
    readAll(db, 'categories', {}),
  ]);
  const names = new Map(categories.map(({ _id, name }) => [_id, name]));
  return lines.map((line) => {
    const sku = skus.get(line.skuId);
    return {
      ...line,
      title: sku?.title ?? '（商品已删除）',
      spec: sku?.spec ?? '',
      image: sku?.image ?? '',
      categoryName: names.get(sku?.categoryId ?? '') ?? '',
    };
  });
}
