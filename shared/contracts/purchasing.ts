import * as z from 'zod';
import { PURCHASE_STATUSES } from '#shared/domain/purchasing/purchase';
import { HQ_ROLES, STORE_ROLES, defineCall, defineTimer } from './kit';
import {
  Count,
  Day,
  Fen,
  Id,
  Note,
  Qty,
  RequestId,
  SignedFen,
  TablePage,
  Text,
  Time,
  orderOf,
  tableOf,
} from './shapes';

const hq = { context: 'purchasing', deploy: 'purchasing' } as const;
const supply = ['hqOwner', 'hqSupply'] as const;
const WRONG_STATE = '这张采购单的状态已经变了，请刷新后再操作';

const Status = z.enum(PURCHASE_STATUSES);
const Otif = z.object({ orders: Count, onTime: Count, inFull: Count, both: Count });
const Terms = z.object({
  skuId: Id,
  pack: z.int().min(1).max(999),
  moq: z.int().min(1).max(99_999),
  tiers: z
    .array(z.object({ from: Qty.or(z.int().max(99_999)), priceFen: Fen }))
    .min(1)
    .max(5),
});
const Supplier = z.object({
  supplierId: Id,
  name: z.string(),
  leadDays: Count,
  weekdays: z.array(z.int().min(0).max(6)),
  minOrderFen: Fen,
  weekBudgetFen: Fen.nullable(),
  status: z.enum(['active', 'paused']),
  version: Count,
  skus: Count,
  /** Ordered in the last seven days. */
  weekFen: Fen,
  otif: Otif,
});

export const listSuppliers = defineCall('listSuppliers', {
  ...hq,
  title: '供应商',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({ items: z.array(Supplier) }),
});

export const getSupplier = defineCall('getSupplier', {
  ...hq,
  title: '供应商与供货条款',
  who: HQ_ROLES,
  input: z.object({ supplierId: Id }),
  output: z.object({
    supplier: Supplier,
    terms: z.array(Terms.extend({ title: z.string(), spec: z.string() })),
  }),
});

export const saveSupplier = defineCall('saveSupplier', {
  ...hq,
  title: '保存供应商',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    /** Absent: a new one. */
    supplierId: Id.optional(),
    version: Count,
    name: Text(40),
    leadDays: z.int().min(1).max(30),
    weekdays: z.array(z.int().min(0).max(6)).max(7),
    minOrderFen: Fen,
    weekBudgetFen: Fen.nullable(),
    status: z.enum(['active', 'paused']),
    /** Added or changed products; the others stay. */
    terms: z.array(Terms).max(50),
  }),
  output: z.object({ supplierId: Id, version: Count }),
  errors: {
    STALE: '这家供应商刚被别人改过，请刷新后再改',
    TAKEN: '有商品已由另一家供应商供货，请先在那边移除',
    BAD_TIERS: '阶梯价要从 1 件起、数量递增，请检查',
  },
});

const ShopPart = z.object({
  storeId: Id,
  name: z.string(),
  qty: Count,
  shipped: Count.nullable(),
  received: Count,
  damaged: Count,
  done: z.boolean(),
});
const Line = z.object({
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  qty: Count,
  priceFen: Fen,
  confirmed: Count.nullable(),
  stores: z.array(ShopPart),
});
const Head = z.object({
  purchaseId: Id,
  no: z.string(),
  supplierId: Id,
  supplierName: z.string(),
  status: Status,
  statusText: z.string(),
  lines: Count,
  pieces: Count,
  shops: Count,
  totalFen: Fen,
  promisedDay: Day,
  late: z.boolean(),
  createdAt: Time,
});
const Purchase = Head.omit({ lines: true }).extend({
  lines: z.array(Line),
  /** Good pieces received at the ordered price. */
  dueFen: Fen,
  invoice: z
    .object({ no: z.string(), amountFen: Fen, diffFen: SignedFen, reason: z.string() })
    .nullable(),
  requests: Count,
  steps: z.array(z.object({ at: Time, by: z.string(), text: z.string() })),
  /** Why it cannot be approved as it is; empty: nothing in the way. */
  holds: z.array(z.string()),
});

export const PurchaseSort = orderOf('createdAt', 'totalFen', 'promisedDay');
export const listPurchases = defineCall('listPurchases', {
  ...hq,
  title: '采购单',
  who: HQ_ROLES,
  input: z.object({
    supplierId: Id.optional(),
    status: Status.optional(),
    sort: PurchaseSort.optional(),
    ...TablePage,
  }),
  output: tableOf(Head),
});

export const getPurchase = defineCall('getPurchase', {
  ...hq,
  title: '采购单详情',
  who: HQ_ROLES,
  input: z.object({ purchaseId: Id }),
  output: z.object({ purchase: Purchase }),
});

export const runPlanPurchase = defineCall('runPlanPurchase', {
  ...hq,
  title: '立即汇总采购',
  who: supply,
  timeoutS: 60,
  input: z.object({}),
  output: z.object({ purchases: Count, pieces: Count, totalFen: Fen, left: Count }),
});

export const planPurchase = defineTimer('planPurchase', {
  context: 'purchasing',
  deploy: 'supplyNight',
  title: '夜间汇总采购单草稿',
  cron: '0 40 5 * * * *',
  timeoutS: 60,
  output: z.object({ purchases: Count, pieces: Count, totalFen: Fen, left: Count }),
});

export const approvePurchase = defineCall('approvePurchase', {
  ...hq,
  title: '批准采购单',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    purchaseId: Id,
    /** Changed totals of lines, 0 to leave one out; shops keep their shares. */
    lines: z.array(z.object({ skuId: Id, qty: Count })).max(200),
  }),
  output: z.object({ status: Status, totalFen: Fen }),
  errors: {
    WRONG_STATE,
    BELOW_MIN: '没有达到这家供应商的起订金额，请加量或等下一晚一起订',
    OVER_BUDGET: '超过这家供应商本周的采购预算，请减量或由总部负责人批准',
    BAD_QTY: '数量要按整箱并达到起订量，请调整',
    EMPTY: '采购单里没有商品了：不需要就取消它',
  },
});

export const sendPurchase = defineCall('sendPurchase', {
  ...hq,
  title: '发给供应商',
  who: supply,
  once: true,
  input: z.object({ requestId: RequestId, purchaseId: Id }),
  output: z.object({ status: Status }),
  errors: { WRONG_STATE },
});

export const cancelPurchase = defineCall('cancelPurchase', {
  ...hq,
  title: '取消采购单',
  who: supply,
  once: true,
  input: z.object({ requestId: RequestId, purchaseId: Id, reason: Note(60) }),
  output: z.object({ status: Status }),
  errors: { WRONG_STATE },
});

export const matchInvoice = defineCall('matchInvoice', {
  ...hq,
  title: '采购对账（订单、收货、发票）',
  who: ['hqOwner', 'hqSupply', 'hqFinance'],
  once: true,
  input: z.object({
    requestId: RequestId,
    purchaseId: Id,
    invoiceNo: Text(40),
    amountFen: Fen,
    /** Why a difference is accepted. */
    reason: Note(100),
  }),
  output: z.object({ status: Status, diffFen: SignedFen }),
  errors: {
    WRONG_STATE,
    DIFFERS: '发票金额与实收货款不一致，请核对；确认无误请写明原因',
  },
});

// ---- shops ----

const staff = { context: 'purchasing', deploy: 'purchasing', scope: 'storeId' } as const;
const Arrival = z.object({
  kind: z.enum(['purchase', 'transfer']),
  id: Id,
  no: z.string(),
  from: z.string(),
  day: Day,
  statusText: z.string(),
  /** It may be received now. */
  open: z.boolean(),
  pieces: Count,
  lines: z.array(
    z.object({ skuId: Id, title: z.string(), spec: z.string(), barcode: z.string(), qty: Count }),
  ),
});

export const listArrivals = defineCall('listArrivals', {
  ...staff,
  title: '近日到货',
  who: STORE_ROLES,
  input: z.object({ storeId: Id }),
  output: z.object({ items: z.array(Arrival) }),
});

export const receivePurchase = defineCall('receivePurchase', {
  ...staff,
  title: '采购收货',
  who: ['storeManager', 'picker'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    purchaseId: Id,
    /** What is not named did not come. More than was sent is booked as it is. */
    lines: z
      .array(z.object({ skuId: Id, received: Count, damaged: Count }))
      .min(1)
      .max(200),
  }),
  output: z.object({ received: Count, damaged: Count, short: Count, over: Count }),
  errors: {
    WRONG_STATE: '这张采购单还没发货，或本店已经收过，请刷新',
    NOT_HERE: '有商品不在本店的这张采购单里，请核对',
    TOO_MANY: '收货数量比发来的多出太多，请核对',
  },
});

// ---- suppliers ----

const portal = { context: 'purchasing', deploy: 'purchasing' } as const;

export const listSupplierPurchases = defineCall('listSupplierPurchases', {
  ...portal,
  title: '供应商：我的采购单',
  who: ['supplier'],
  input: z.object({}),
  output: z.object({
    suppliers: z.array(z.object({ supplierId: Id, name: z.string(), otif: Otif })),
    items: z.array(Purchase.omit({ holds: true, requests: true })),
    /** Own products over the whole chain; left out where fewer than five shops sell one. */
    outlook: z.array(
      z.object({
        skuId: Id,
        title: z.string(),
        shops: Count,
        lastWeek: z.number(),
        nextWeek: z.number(),
        coverDays: z.number().nullable(),
      }),
    ),
  }),
});

export const confirmPurchase = defineCall('confirmPurchase', {
  ...portal,
  title: '供应商：确认采购单',
  who: ['supplier'],
  once: true,
  input: z.object({
    requestId: RequestId,
    purchaseId: Id,
    promisedDay: Day,
    /** Fewer pieces of a line, 0: none; lines not named are confirmed in full. */
    lines: z.array(z.object({ skuId: Id, qty: Count })).max(200),
  }),
  output: z.object({ status: Status }),
  errors: {
    WRONG_STATE,
    TOO_MANY: '确认数量不能超过订购数量',
    BAD_DAY: '送达日期要在今天之后的 30 天内',
  },
});

export const shipPurchase = defineCall('shipPurchase', {
  ...portal,
  title: '供应商：发货',
  who: ['supplier'],
  once: true,
  input: z.object({
    requestId: RequestId,
    purchaseId: Id,
    lines: z.array(z.object({ skuId: Id, qty: Count })).max(200),
  }),
  output: z.object({ status: Status }),
  errors: { WRONG_STATE, TOO_MANY: '发货数量不能超过确认数量' },
});
