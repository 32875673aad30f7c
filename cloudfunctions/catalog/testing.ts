import type { ListingDoc, SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import type { TestWorld } from '../kit/testing';

/** A shop open round the clock, so many metres north. */
export const aShop = (_id: string, northM = 0, more: Partial<StoreDoc> = {}): StoreDoc => ({
  _id,
  code: _id,
  name: `${_id}店`,
  type: 'direct',
  status: 'open',
  statusReason: '',
  regionId: 'r',
  city: '杭州市',
  district: '',
  address: '',
  phone: '',
  image: '',
  loc: { type: 'Point', coordinates: [120.16, 30.28 + northM / 111_318.8] },
  tags: [],
  prepMin: 10,
  pickup: true,
  delivery: false,
  notice: '今日有鲜活鱼',
  hours: {
    week: Array.from({ length: 7 }, () => [{ start: 0, end: 1440 }]),
    specialDays: [],
    closures: [],
    lastOrderMin: 0,
  },
  area: { polygon: null, radiusM: 0, tiers: [], minOrderFen: 0, freeFromFen: null },
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  ...more,
});

export const aSku = (_id: string, more: Partial<SkuDoc> = {}): SkuDoc => ({
  _id,
  spuId: _id,
  title: `商品${_id}`,
  spec: '500ml',
  brand: '山野',
  categoryId: 'drinks',
  barcode: `69${_id}`,
  unit: '瓶',
  packSize: 12,
  listPriceFen: 1_000,
  costFen: 500,
  floorPriceFen: 800,
  ceilingPriceFen: 1_500,
  shelfLifeDays: 30,
  description: '',
  image: `/assets/${_id}.svg`,
  images: [],
  tags: [],
  status: 'onSale',
  version: 1,
  updatedAt: 0,
  ...more,
});

/** Puts a product on a shop's shelf. */
export function shelve(
  { db }: TestWorld,
  storeId: string,
  sku: SkuDoc,
  available: number,
  more: { listing?: Partial<ListingDoc>; stock?: Partial<StockDoc> } = {},
): void {
  const ids = { _id: `${storeId}:${sku._id}`, storeId, skuId: sku._id };
  const plain = { onShelf: true, sort: 0, storePriceFen: null, special: null, updatedAt: 0 };
  const empty = { reserved: 0, holds: [], inTransitIn: 0, safety: 0, specialSold: 0, updatedAt: 0 };
  db.put('skus', sku);
  db.put('barcodes', { _id: sku.barcode, skuId: sku._id });
  db.put('listings', { ...ids, ...plain, ...more.listing });
  db.put('stock', { ...ids, ...empty, available, ...more.stock });
}
