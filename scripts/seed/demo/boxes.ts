import { boxCostFen } from '#shared/domain/bundle';
import type { BarcodeDoc, ListingDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import { barcode } from './catalogue';
import { picture } from './pictures';

/** Gift boxes: title, price in fen, and what is in them by title and spec of the catalogue. */
const BOXES = [
  {
    id: 'sku_box_nuts',
    title: '坚果尽享礼盒',
    spec: '5 件装',
    categoryId: 'snack',
    priceFen: 8_800,
    parts: [
      ['每日坚果', 1],
      ['夏威夷果', 2],
      ['香瓜子', 2],
    ],
  },
  {
    id: 'sku_box_kitchen',
    title: '福满厨房粮油礼盒',
    spec: '4 件装',
    categoryId: 'staple',
    priceFen: 7_500,
    parts: [
      ['五常大米', 1],
      ['5S压榨花生油', 1],
      ['龙须面', 2],
    ],
  },
] as const;

/** Numbers of their barcodes, far from the catalogue's. */
const FIRST = 901;

/** The boxes with their places on every shelf; they have no stock of their own. */
export function makeBoxes(
  stores: readonly StoreDoc[],
  skus: readonly SkuDoc[],
  now: number,
): { skus: SkuDoc[]; barcodes: BarcodeDoc[]; listings: ListingDoc[] } {
  const boxes = BOXES.map((box, i): SkuDoc => {
    const parts = box.parts.map(([title, qty]) => ({ sku: named(skus, title), qty }));
    const components = parts.map(({ sku, qty }) => ({ skuId: sku._id, qty }));
    const costs = new Map(parts.map(({ sku }) => [sku._id, sku.costFen]));
    const costFen = boxCostFen(components, (skuId) => costs.get(skuId) ?? 0);
    return {
      _id: box.id,
      spuId: box.id,
      title: box.title,
      spec: box.spec,
      brand: '连店甄选',
      categoryId: box.categoryId,
      barcode: barcode(FIRST + i),
      unit: '盒',
      packSize: 1,
      listPriceFen: box.priceFen,
      costFen,
      floorPriceFen: costFen,
      ceilingPriceFen: box.priceFen,
      shelfLifeDays: null,
      description: `${box.title}：${parts.map(({ sku, qty }) => `${sku.title} ${qty} 件`).join('、')}。`,
      image: picture(box.categoryId, FIRST + i),
      images: [],
      tags: ['礼盒'],
      components,
      status: 'onSale',
      version: 1,
      updatedAt: now,
    };
  });
  return {
    skus: boxes,
    barcodes: boxes.map(({ _id: skuId, barcode: _id }) => ({ _id, skuId })),
    listings: stores.flatMap(({ _id: storeId }) =>
      boxes.map(({ _id: skuId }): ListingDoc => ({
        _id: `${storeId}:${skuId}`,
        storeId,
        skuId,
        onShelf: true,
        sort: 0,
        storePriceFen: null,
        special: null,
        updatedAt: now,
      })),
    ),
  };
}

/** A product of the catalogue by its title, with or without its brand before it. */
export function named(skus: readonly SkuDoc[], title: string): SkuDoc {
  const sku = skus.find((one) => one.title.endsWith(title));
  if (!sku) throw new Error(`the catalogue has no ${title}`);
  return sku;
}
