import type { ListingDoc, SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { main as placeOrder } from './placeOrder';

const ALL_DAY = Array.from({ length: 7 }, () => [{ start: 0, end: 1440 }]);

export const aStore = (id: string, more: Partial<StoreDoc> = {}): StoreDoc => ({
  _id: id,
  code: id,
  name: `连店 ${id}`,
  type: 'direct',
  status: 'open',
  statusReason: '',
  regionId: 'r1',
  city: '杭州',
  district: '西湖',
  address: '文三路 1 号',
  phone: '0571-88880000',
  image: '',
  loc: { type: 'Point', coordinates: [120.13, 30.28] },
  tags: [],
  prepMin: 10,
  pickup: true,
  delivery: true,
  notice: '',
  hours: { week: ALL_DAY, specialDays: [], closures: [], lastOrderMin: 0 },
  area: {
    polygon: null,
    radiusM: 3_000,
    tiers: [{ uptoM: 3_000, feeFen: 600, etaMin: 30 }],
    minOrderFen: 2_000,
    freeFromFen: 5_900,
  },
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  ...more,
});

export const aSku = (id: string, listPriceFen: number, more: Partial<SkuDoc> = {}): SkuDoc => ({
  _id: id,
  spuId: id,
  title: `商品 ${id}`,
  spec: '1 件',
  brand: '',
  categoryId: 'food',
  barcode: '6900000000000',
  unit: '件',
  packSize: 1,
  listPriceFen,
  costFen: Math.floor(listPriceFen / 2),
  floorPriceFen: 1,
  ceilingPriceFen: listPriceFen * 2,
  shelfLifeDays: null,
  description: '',
  image: '',
  images: [],
  tags: [],
  status: 'onSale',
  version: 1,
  updatedAt: 0,
  ...more,
});

/** A product on a shop's shelf with pieces and the opening row of the journal. */
export function shelve(
  { db }: Pick<TestWorld, 'db'>,
  storeId: string,
  sku: SkuDoc,
  pieces: number,
  { listing = {}, stock = {} }: { listing?: Partial<ListingDoc>; stock?: Partial<StockDoc> } = {},
): void {
  const _id = `${storeId}:${sku._id}`;
  const key = { storeId, skuId: sku._id };
  db.put('skus', sku);
  const unpriced = { onShelf: true, sort: 0, storePriceFen: null, special: null, updatedAt: 0 };
  db.put('listings', { _id, ...key, ...unpriced, ...listing });
  const empty = { reserved: 0, holds: [], inTransitIn: 0, safety: 0, specialSold: 0, updatedAt: 0 };
  db.put('stock', { _id, ...key, ...empty, available: pieces, ...stock });
  db.put('stockMoves', {
    _id: `seed:OPENING:${_id}`,
    ...key,
    type: 'OPENING',
    qty: pieces,
    after: pieces,
    refType: 'seed',
    refId: 'seed',
    by: 'seed',
    at: 0,
  });
}

export const STORE = 's1';
/** Price of one piece of `tea`, the world's first product. */
export const TEA_FEN = 1_200;

/** One shop with ten teas, an hour of daylight, a shopper and the shop's people. */
export function shopWorld(options: Parameters<typeof testWorld>[0] & { pieces?: number } = {}) {
  const world = testWorld(options);
  world.db.put('stores', aStore(STORE), aStore('s2'));
  shelve(world, STORE, aSku('tea', TEA_FEN), options.pieces ?? 10);
  const buyer = world.as.shopper('buyer');
  const clerk = world.as.staff({ roles: ['storeManager'], storeId: STORE, name: '店长小陈' });
  const cart = {
    storeId: STORE,
    mode: 'pickup' as const,
    lines: [{ skuId: 'tea', qty: 1 }],
    addressId: null as string | null,
    points: 0 as number | 'most',
    useWallet: false,
    expectedPayableFen: TEA_FEN,
  };
  type Cart = typeof cart & { mode: 'pickup' | 'delivery' };
  return {
    ...world,
    buyer,
    clerk,
    /** One tea for pick-up unless told otherwise. */
    order: ({
      couponId = null,
      ...more
    }: Partial<Omit<Cart, 'mode'>> & {
      mode?: 'pickup' | 'delivery';
      remark?: string;
      couponId?: string | null;
      couponIds?: string[];
    } = {}) => ({
      requestId: world.requestId(),
      ...cart,
      couponIds: couponId === null ? [] : [couponId],
      ...more,
    }),
    /** Places it; fails the test when refused. */
    place(more: Parameters<typeof this.order>[0] = {}, who: Caller = buyer) {
      return world.ok(placeOrder, this.order(more), who);
    },
    stock: (skuId = 'tea') => {
      const doc = world.db.row('stock', `${STORE}:${skuId}`);
      if (!doc) throw new Error(`no stock of ${skuId}`);
      return doc;
    },
    doc: (orderId: string) => {
      const found = world.db.row('orders', orderId);
      if (!found) throw new Error(`no order ${orderId}`);
      return found;
    },
  };
}
export type ShopWorld = ReturnType<typeof shopWorld>;
