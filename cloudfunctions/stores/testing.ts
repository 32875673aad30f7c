import type { StoreDoc } from '#shared/model/docs';
import type { TestWorld } from '../kit/testing';

/** 08:00–22:00 every day. */
export const DAY_HOURS: StoreDoc['hours'] = {
  week: Array.from({ length: 7 }, () => [{ start: 480, end: 1320 }]),
  specialDays: [],
  closures: [],
  lastOrderMin: 30,
};
export const CENTRE = { lng: 120.16, lat: 30.28 };

/** A shop so many metres north of the centre, open by day. */
export const aStore = (_id: string, northM: number, more: Partial<StoreDoc> = {}): StoreDoc => ({
  _id,
  code: _id.toUpperCase(),
  name: `${_id}店`,
  type: 'direct',
  status: 'open',
  statusReason: '',
  regionId: 'east',
  city: '杭州市',
  district: '拱墅区',
  address: '文晖路 1 号',
  phone: '057100000000',
  image: '',
  loc: { type: 'Point', coordinates: [CENTRE.lng, CENTRE.lat + northM / 111_318.8] },
  tags: [],
  prepMin: 20,
  pickup: true,
  delivery: true,
  notice: '',
  hours: DAY_HOURS,
  area: {
    polygon: null,
    radiusM: 3_000,
    tiers: [{ uptoM: 3_000, feeFen: 500, etaMin: 40 }],
    minOrderFen: 2_000,
    freeFromFen: null,
  },
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  ...more,
});

/** A product on a shop's shelf with pieces in stock. */
export function shelve(
  { db }: TestWorld,
  storeId: string,
  skuId: string,
  available: number,
  listPriceFen = 1_000,
): void {
  db.put('skus', {
    _id: skuId,
    spuId: `spu-${skuId}`,
    title: `商品${skuId}`,
    spec: '500ml',
    brand: '',
    categoryId: 'c1',
    barcode: '6901234567892',
    unit: '瓶',
    packSize: 12,
    listPriceFen,
    costFen: 500,
    floorPriceFen: 800,
    ceilingPriceFen: 1_500,
    shelfLifeDays: null,
    description: '',
    image: '/a.svg',
    images: [],
    tags: [],
    status: 'onSale',
    version: 1,
    updatedAt: 0,
  });
  const ids = { _id: `${storeId}:${skuId}`, storeId, skuId };
  const plain = { onShelf: true, sort: 0, storePriceFen: null, special: null, updatedAt: 0 };
  db.put('listings', { ...ids, ...plain });
  const empty = { reserved: 0, holds: [], inTransitIn: 0, safety: 0, specialSold: 0, updatedAt: 0 };
  db.put('stock', { ...ids, ...empty, available });
}
