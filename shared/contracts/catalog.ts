import * as z from 'zod';
import { HQ_ROLES, STORE_ROLES, defineCall } from './kit';
import {
  Count,
  Cursor,
  Day,
  Fen,
  Id,
  Note,
  Point,
  RequestId,
  TablePage,
  Text,
  Time,
  tableOf,
  orderOf,
} from './shapes';

/** Who made a price: HQ, the shop, the market, or the rule that lowered it. */
export const PriceSource = z.enum([
  'list',
  'store',
  'dynamic',
  'special',
  'timed',
  'level',
  'card',
]);
/** Beside a price: which rule is at work or waits for more pieces, and why. */
export const PriceTag = z.object({
  kind: z.enum(['special', 'timed', 'nth', 'level', 'card', 'full', 'gift', 'freight']),
  text: z.string(),
  reason: z.string(),
});

export const ShelfItem = z.object({
  skuId: Id,
  spuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  unit: z.string(),
  categoryId: Id,
  barcode: z.string(),
  priceFen: Fen,
  listPriceFen: Fen,
  priceSource: PriceSource,
  /** For specials: why, until when. */
  special: z.object({ reason: z.string(), until: Time, left: Count.nullable() }).nullable(),
  stock: z.enum(['plenty', 'few', 'out']),
  /** Pieces left, told only when few. */
  left: Count.nullable(),
  tags: z.array(z.string()),
  /** Rules that made the price first, then those that count these goods in a cart. */
  priceTags: z.array(PriceTag),
});

export const listShelf = defineCall('listShelf', {
  context: 'catalog',
  title: '门店货架',
  who: ['anonymous'],
  input: z.object({
    storeId: Id,
    categoryId: Id.optional(),
    query: z.string().max(40).optional(),
    only: z.enum(['special']).optional(),
    cursor: Cursor.optional(),
    limit: z.int().min(1).max(60).default(30),
  }),
  output: z.object({
    store: z.object({
      storeId: Id,
      name: z.string(),
      openNow: z.boolean(),
      canOrder: z.boolean(),
      notice: z.string(),
    }),
    categories: z.array(z.object({ categoryId: Id, name: z.string(), count: Count })),
    items: z.array(ShelfItem),
    next: Cursor.optional(),
  }),
});

export const getProduct = defineCall('getProduct', {
  context: 'catalog',
  deploy: 'products',
  title: '商品详情',
  who: ['anonymous'],
  input: z.object({ skuId: Id, storeId: Id, point: Point.optional() }),
  output: ShelfItem.extend({
    images: z.array(z.string()),
    description: z.string(),
    brand: z.string(),
    shelfLifeDays: z.int().nullable(),
    /** Other specs of the same product, sold in this shop. */
    specs: z.array(
      z.object({
        skuId: Id,
        spec: z.string(),
        priceFen: Fen,
        stock: z.enum(['plenty', 'few', 'out']),
      }),
    ),
    /** Where else it can be had now, nearest first. */
    elsewhere: z.array(
      z.object({
        storeId: Id,
        name: z.string(),
        distanceM: z.number().nullable(),
        stock: z.enum(['plenty', 'few']),
        openNow: z.boolean(),
      }),
    ),
    soldHere: z.boolean(),
  }),
});

export const scanBarcode = defineCall('scanBarcode', {
  context: 'catalog',
  deploy: 'products',
  title: '扫码找商品',
  who: ['shopper', ...STORE_ROLES],
  input: z.object({ storeId: Id, barcode: z.string().regex(/^\d{6,14}$/) }),
  output: ShelfItem,
  errors: { UNKNOWN_BARCODE: '没有找到这个条码的商品，请核对后手工搜索' },
});

// ---- HQ ----

const hq = { context: 'catalog', deploy: 'hqCatalog' } as const;
const merch = ['hqOwner', 'hqMerch'] as const;

export const SkuForm = z.object({
  title: Text(60),
  spec: Note(30),
  brand: Note(30),
  categoryId: Id,
  barcode: z.string().regex(/^\d{8,14}$/),
  unit: Text(6),
  packSize: z.int().min(1).max(1000),
  listPriceFen: Fen.min(1),
  costFen: Fen,
  /** Shops may price between floor and ceiling. */
  floorPriceFen: Fen,
  ceilingPriceFen: Fen,
  shelfLifeDays: z.int().min(1).max(3650).nullable(),
  description: Note(1000),
  image: Note(4_000),
  tags: z.array(Text(10)).max(10),
});
/** What is stored may be older than today's form rules, or imported: a list shows it all the same. */
export const SkuRow = SkuForm.extend({
  title: z.string(),
  barcode: z.string(),
  unit: z.string(),
  packSize: z.int(),
  listPriceFen: Fen,
  image: z.string(),
  tags: z.array(z.string()),
  skuId: Id,
  status: z.enum(['onSale', 'offSale']),
  stores: Count,
  onHand: Count,
  version: z.int(),
  updatedAt: Time,
});

export const listCategories = defineCall('listCategories', {
  ...hq,
  title: '商品分类',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ categoryId: Id, name: z.string(), sort: z.int() })),
  }),
});

export const ProductSort = orderOf('updatedAt', 'listPriceFen', 'costFen');
export const listProducts = defineCall('listProducts', {
  ...hq,
  title: '商品列表',
  who: HQ_ROLES,
  input: z.object({
    query: z.string().max(40).optional(),
    categoryId: Id.optional(),
    status: z.enum(['onSale', 'offSale']).optional(),
    sort: ProductSort.optional(),
    ...TablePage,
  }),
  output: tableOf(SkuRow),
});

export const saveProduct = defineCall('saveProduct', {
  ...hq,
  title: '新建或修改商品',
  who: merch,
  once: true,
  input: z.object({
    requestId: RequestId,
    skuId: Id.optional(),
    version: z.int().optional(),
    form: SkuForm,
    status: z.enum(['onSale', 'offSale']),
  }),
  output: z.object({ skuId: Id, version: z.int() }),
  errors: {
    BARCODE_TAKEN: '这个条码已属于另一件商品，请核对',
    BAD_BAND: '价格要满足：最低价 ≤ 统一价 ≤ 最高价，请调整',
    STALE: '这件商品刚被别人改过，请刷新后再改',
  },
});

const ListingRow = z.object({
  storeId: Id,
  storeName: z.string(),
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  onShelf: z.boolean(),
  listPriceFen: Fen,
  storePriceFen: Fen.nullable(),
  special: z
    .object({
      priceFen: Fen,
      from: Time,
      until: Time,
      reason: z.string(),
      cap: Count.nullable(),
      sold: Count,
    })
    .nullable(),
  available: Count,
});

export const listListings = defineCall('listListings', {
  ...hq,
  title: '各店价格与上架',
  who: [...HQ_ROLES, 'storeManager'],
  input: z.object({
    skuId: Id.optional(),
    storeId: Id.optional(),
    query: z.string().max(40).optional(),
    ...TablePage,
  }),
  output: tableOf(ListingRow),
});

export const setListing = defineCall('setListing', {
  ...hq,
  title: '设置门店价格与上架',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    skuId: Id,
    onShelf: z.boolean(),
    /** null: the list price holds. */
    storePriceFen: Fen.min(1).nullable(),
    special: z
      .object({
        priceFen: Fen.min(1),
        from: Time,
        until: Time,
        reason: Text(20),
        cap: Count.nullable(),
      })
      .nullable(),
  }),
  output: z.object({ skuId: Id, storeId: Id }),
  errors: {
    OUT_OF_BAND: '价格超出总部允许的范围，请调整',
    BAD_PERIOD: '特价的结束时间要晚于开始时间',
  },
});

export const getPriceHistory = defineCall('getPriceHistory', {
  ...hq,
  title: '价格记录',
  who: [...HQ_ROLES, 'storeManager'],
  input: z.object({ skuId: Id, storeId: Id.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        at: Time,
        storeId: Id.nullable(),
        storeName: z.string(),
        fromFen: Fen.nullable(),
        toFen: Fen.nullable(),
        kind: z.enum(['list', 'store', 'special']),
        by: z.string(),
        day: Day,
      }),
    ),
  }),
});
