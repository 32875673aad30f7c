import * as z from 'zod';
import { HQ_ROLES, STORE_ROLES, defineCall, defineTimer } from './kit';
import {
  Count,
  Cursor,
  Day,
  Fen,
  Id,
  Note,
  Qty,
  RequestId,
  TablePage,
  Time,
  pageOf,
  tableOf,
  orderOf,
} from './shapes';

const StockItem = z.object({
  storeId: Id,
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  barcode: z.string(),
  unit: z.string(),
  packSize: z.int(),
  /** For goods weighed in: grams of one piece. */
  pieceGrams: z.int().nullable(),
  /** Pieces in the shop. */
  onHand: Count,
  /** Promised to orders (incl. checkouts under way). */
  reserved: Count,
  /** onHand − reserved. */
  available: Count,
  inTransitIn: Count,
  safety: Count,
  state: z.enum(['plenty', 'low', 'out']),
});

export const listStock = defineCall('listStock', {
  context: 'stock',
  deploy: 'storeStock',
  title: '本店库存',
  who: [...STORE_ROLES, 'device'],
  scope: 'storeId',
  input: z.object({
    storeId: Id,
    query: z.string().max(40).optional(),
    filter: z.enum(['all', 'low', 'out']).default('all'),
    cursor: Cursor.optional(),
  }),
  output: pageOf(StockItem),
});

const EntryLine = z
  .object({
    skuId: Id,
    /** Single pieces; for `count`: pieces found. */
    qty: Count,
    /** Whole cases besides; what a case holds is read from the product. */
    packs: z.int().min(0).max(9_999).optional(),
    /** For goods weighed in: what the scale shows. */
    grams: z.int().min(0).max(9_999_999).optional(),
    /** Best before: the lot that comes in, or that leaves. */
    day: Day.optional(),
  })
  .refine(({ qty, packs = 0, grams = 0 }) => qty + packs + grams <= 9_999_999);
const ENTRY_ERRORS = {
  NOT_ENOUGH: '可用库存不够（有些已被订单占用），请核对数量',
  TWICE: '同一件商品出现了两次，请合并成一行',
  NOT_SOLD_HERE: '有商品不在本店目录，请先请总部上架',
  NO_SUCH_LOT: '这个到期日的商品没有这么多，请核对日期和数量',
} as const;

export const STOCK_KINDS = ['receive', 'issue', 'damage', 'count'] as const;

export const recordStock = defineCall('recordStock', {
  context: 'stock',
  deploy: 'storeStock',
  title: '录入库存（入库、出库、报损、盘点）',
  who: ['storeManager', 'picker'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    kind: z.enum(STOCK_KINDS),
    lines: z.array(EntryLine).min(1).max(50),
    reason: Note(60),
  }),
  output: z.object({
    docNo: z.string(),
    /** Worth more than one person may correct: somebody else has to sign before anything is booked. */
    waiting: z.boolean(),
    lines: z.array(z.object({ skuId: Id, title: z.string(), before: Count, after: Count })),
  }),
  errors: {
    ...ENTRY_ERRORS,
    NOT_WEIGHED: '这件商品不按重量收，请改填件数或箱数',
    BAD_DAY: '到期日不对，请核对包装上的日期',
  },
});

const StockDocRow = z.object({
  docId: Id,
  no: z.string(),
  storeId: Id,
  kind: z.enum(STOCK_KINDS),
  kindText: z.string(),
  state: z.enum(['waiting', 'booked', 'refused']),
  reason: z.string(),
  by: z.string(),
  at: Time,
  valueFen: Fen,
  decided: z.object({ name: z.string(), at: Time, note: z.string() }).nullable(),
  /** Whether the caller may sign it. */
  maySign: z.boolean(),
  lines: z.array(
    z.object({
      skuId: Id,
      title: z.string(),
      spec: z.string(),
      qty: Count,
      before: Count,
      after: Count,
      day: z.string(),
    }),
  ),
});

export const listStockDocs = defineCall('listStockDocs', {
  context: 'stock',
  deploy: 'storeStock',
  title: '库存单据',
  who: [...STORE_ROLES, ...HQ_ROLES],
  scope: 'storeId',
  input: z.object({ storeId: Id, waiting: z.boolean().default(false), cursor: Cursor.optional() }),
  output: pageOf(StockDocRow),
});

export const decideStockDoc = defineCall('decideStockDoc', {
  context: 'stock',
  deploy: 'storeStock',
  title: '审批大额库存单据',
  who: ['storeManager', 'hqOwner', 'hqSupply', 'regionManager'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    docId: Id,
    approve: z.boolean(),
    note: Note(60),
  }),
  output: z.object({ state: z.enum(['booked', 'refused']) }),
  errors: {
    ...ENTRY_ERRORS,
    DECIDED: '这张单据已经有人审批过了',
    SECOND_PERSON: '自己录的单据要由另一个人审批',
  },
});

export const listExpiring = defineCall('listExpiring', {
  context: 'stock',
  deploy: 'storeStock',
  title: '临期商品',
  who: [...STORE_ROLES, ...HQ_ROLES],
  scope: 'storeId',
  input: z.object({ storeId: Id, all: z.boolean().default(false) }),
  output: z.object({
    items: z.array(
      z.object({
        skuId: Id,
        title: z.string(),
        spec: z.string(),
        image: z.string(),
        unit: z.string(),
        /** Last day it may be sold, and days until then; negative: past. */
        day: z.string(),
        daysLeft: z.int(),
        qty: Count,
        advice: z.enum(['writeOff', 'special', 'none']),
        priceFen: Fen,
        /** For `special`: the price that clears it in time, not below the floor. */
        specialFen: Fen.nullable(),
        /** A special runs already. */
        running: z.boolean(),
        lossFen: Fen,
      }),
    ),
  }),
});

const AlertRow = z.object({
  alertId: Id,
  storeId: Id,
  storeName: z.string(),
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  level: z.enum(['low', 'out']),
  status: z.enum(['open', 'snoozed', 'closed']),
  /** onHand − reserved + in transit + requested. */
  projected: z.int(),
  safety: Count,
  perDay: z.number(),
  /** Days until empty at that pace; null without sales. */
  daysLeft: z.number().nullable(),
  firstAt: Time,
  lastAt: Time,
  /** What is under way, in words. */
  help: z.string(),
});

export const listStoreAlerts = defineCall('listStoreAlerts', {
  context: 'stock',
  deploy: 'storeStock',
  title: '本店库存预警',
  who: [...STORE_ROLES, 'device'],
  scope: 'storeId',
  input: z.object({ storeId: Id }),
  output: z.object({ items: z.array(AlertRow) }),
});

export const checkStockAlerts = defineTimer('checkStockAlerts', {
  context: 'stock',
  title: '库存预警检查',
  cron: '0 */10 * * * * *',
  timeoutS: 60,
  output: z.object({
    checked: Count,
    opened: Count,
    closed: Count,
    open: Count,
    more: z.boolean(),
  }),
});

const hq = { context: 'stock', deploy: 'hqStock' } as const;

export const StockSort = orderOf('available', 'reserved', 'inTransitIn', 'safety');
export const listStockHq = defineCall('listStockHq', {
  ...hq,
  title: '库存总览',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    query: z.string().max(40).optional(),
    filter: z.enum(['all', 'low', 'out']).default('all'),
    sort: StockSort.optional(),
    ...TablePage,
  }),
  output: tableOf(StockItem.extend({ storeName: z.string(), costFen: Fen, valueFen: Fen })),
});

export const listMoves = defineCall('listMoves', {
  ...hq,
  title: '库存流水',
  who: HQ_ROLES,
  input: z.object({ storeId: Id, skuId: Id }),
  output: z.object({
    items: z.array(
      z.object({
        moveId: Id,
        at: Time,
        type: z.string(),
        typeText: z.string(),
        qty: z.int(),
        after: Count,
        refText: z.string(),
        by: z.string(),
      }),
    ),
  }),
});

export const AlertSort = orderOf('projected', 'safety', 'perDay', 'firstAt');
export const listAlerts = defineCall('listAlerts', {
  ...hq,
  title: '库存预警（总部）',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    level: z.enum(['low', 'out']).optional(),
    status: z.enum(['open', 'snoozed', 'closed']).default('open'),
    sort: AlertSort.optional(),
    ...TablePage,
  }),
  output: tableOf(AlertRow),
});

export const snoozeAlert = defineCall('snoozeAlert', {
  ...hq,
  title: '暂停提醒',
  who: ['hqOwner', 'hqSupply', 'storeManager'],
  once: true,
  input: z.object({ requestId: RequestId, alertId: Id, days: z.int().min(1).max(30) }),
  output: z.object({ until: Time }),
});

export const setSafety = defineCall('setSafety', {
  ...hq,
  title: '设置安全库存',
  who: ['hqOwner', 'hqSupply', 'storeManager'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    skuId: Id,
    safety: z.int().min(0).max(9_999),
  }),
  output: z.object({ safety: Qty.or(z.literal(0)) }),
});

export const getStockPolicy = defineCall('getStockPolicy', {
  ...hq,
  title: '库存审批规则',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({ secondPersonFen: Fen, version: z.int() }),
});

export const saveStockPolicy = defineCall('saveStockPolicy', {
  ...hq,
  title: '修改库存审批规则',
  who: ['hqOwner', 'hqSupply'],
  once: true,
  input: z.object({ requestId: RequestId, version: z.int(), secondPersonFen: Fen }),
  output: z.object({ version: z.int() }),
  errors: { STALE: '规则刚被别人改过，请刷新后再改' },
});
