import { listBundles } from '#shared/contracts/bundles';
import { boxCostFen, boxesOf, type Component } from '#shared/domain/bundle';
import { found, wordsOf } from '#shared/domain/search';
import type { SkuDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** The gift boxes: what is in them, what they earn, and how many each shop could hand over now. */
export const main = serve(listBundles, async ({ query, page, size }, ctx) => {
  const words = wordsOf(query);
  const all = (await readAll(ctx.db, 'skus', {}))
    .filter((sku) => partsOf(sku).length > 0 && found(words, sku.title, sku.spec, sku.barcode))
    .toSorted((a, b) => b.updatedAt - a.updatedAt || (a._id < b._id ? -1 : 1));
  const boxes = all.slice((page - 1) * size, page * size);
  const partIds = [...new Set(boxes.flatMap((box) => partsOf(box).map(({ skuId }) => skuId)))];
  const reach = ctx.stores === 'all' ? {} : { storeId: oneOf(ctx.stores) };
  const [skus, listings, stock] = await Promise.all([
    byId(ctx.db, 'skus', partIds),
    boxes.length === 0
      ? []
      : readAll(
          ctx.db,
          'listings',
          { ...reach, skuId: oneOf(boxes.map(({ _id }) => _id)), onShelf: true },
          { only: ['storeId', 'skuId'] },
        ),
    partIds.length === 0
      ? []
      : readAll(
          ctx.db,
          'stock',
          { ...reach, skuId: oneOf(partIds) },
          { only: ['storeId', 'skuId', 'available'] },
        ),
  ]);
  const there = new Map(stock.map((s) => [`${s.storeId}:${s.skuId}`, s.available]));
  return { items: boxes.map(row), total: all.length };

  function row(box: SkuDoc) {
    const components = partsOf(box);
    const priceOf = (id: string): number => skus.get(id)?.listPriceFen ?? 0;
    const shops = listings
      .filter(({ skuId }) => skuId === box._id)
      .map(({ storeId }) => {
        const left = (id: string): number => there.get(`${storeId}:${id}`) ?? 0;
        const scarce = components.toSorted(
          (a, b) => left(a.skuId) / a.qty - left(b.skuId) / b.qty,
        )[0];
        const title = skus.get(scarce?.skuId ?? '')?.title ?? '';
        return { storeId, boxes: boxesOf(components, left), scarce: title };
      });
    return {
      ...box,
      skuId: box._id,
      shops,
      separateFen: boxCostFen(components, priceOf),
      parts: components.map((part) => ({
        ...part,
        title: skus.get(part.skuId)?.title ?? part.skuId,
        spec: skus.get(part.skuId)?.spec ?? '',
        listPriceFen: priceOf(part.skuId),
        costFen: skus.get(part.skuId)?.costFen ?? 0,
      })),
      boxes: shops.reduce((sum, shop) => sum + shop.boxes, 0),
    };
  }
});

const partsOf = ({ components }: SkuDoc): readonly Component[] => components ?? [];
