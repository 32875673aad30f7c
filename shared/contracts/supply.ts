import * as z from 'zod';
import { HQ_ROLES, STORE_ROLES, defineCall, defineTimer } from './kit';
import {
  Count,
  Fen,
  Id,
  Lines,
  Note,
  Qty,
  RequestId,
  SignedFen,
  TablePage,
  Time,
  tableOf,
  orderOf,
} from './shapes';

export const TRANSFER_STATUSES = ['approved', 'shipped', 'received', 'cancelled'] as const;
const TransferStatus = z.enum(TRANSFER_STATUSES);
const TransferLine = z.object({
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  barcode: z.string(),
  approved: Count,
  shipped: Count,
  received: Count,
  damaged: Count,
  lost: Count,
});
const Transfer = z.object({
  transferId: Id,
  no: z.string(),
  fromStoreId: Id,
  fromName: z.string(),
  toStoreId: Id,
  toName: z.string(),
  status: TransferStatus,
  statusText: z.string(),
  lines: z.array(TransferLine),
  pieces: Count,
  reason: z.string(),
  distanceM: z.number(),
  createdAt: Time,
  shippedAt: Time.nullable(),
  receivedAt: Time.nullable(),
});
const WRONG_STATE = '这张调拨单的状态已经变了，请刷新后再操作';
const staff = { context: 'supply', scope: 'storeId' } as const;

export const listTransfers = defineCall('listTransfers', {
  ...staff,
  deploy: 'transfers',
  title: '本店调拨单',
  who: STORE_ROLES,
  input: z.object({
    storeId: Id,
    direction: z.enum(['out', 'in']),
    open: z.boolean().default(true),
  }),
  output: z.object({ items: z.array(Transfer), counts: z.object({ out: Count, in: Count }) }),
});

export const shipTransfer = defineCall('shipTransfer', {
  ...staff,
  deploy: 'transfers',
  title: '调拨发货',
  who: ['storeManager', 'picker'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    transferId: Id,
    lines: z
      .array(z.object({ skuId: Id, qty: Count }))
      .min(1)
      .max(50),
  }),
  output: z.object({ transfer: Transfer }),
  errors: {
    WRONG_STATE,
    TOO_MANY: '发货数量不能超过批准数量，请核对',
    NOT_ENOUGH: '可用库存不够，请核对数量',
  },
});

export const receiveTransfer = defineCall('receiveTransfer', {
  ...staff,
  deploy: 'transfers',
  title: '调拨收货',
  who: ['storeManager', 'picker'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    transferId: Id,
    /** Shipped pieces that are neither received nor damaged count as lost on the way. */
    lines: z
      .array(z.object({ skuId: Id, received: Count, damaged: Count }))
      .min(1)
      .max(50),
  }),
  output: z.object({ transfer: Transfer }),
  errors: { WRONG_STATE, TOO_MANY: '收货与破损之和不能超过发货数量，请核对' },
});

const RequestRow = z.object({
  requestNo: z.string(),
  replenishId: Id,
  storeId: Id,
  storeName: z.string(),
  source: z.enum(['manual', 'alert']),
  status: z.enum(['draft', 'submitted', 'approved', 'rejected']),
  statusText: z.string(),
  lines: z.array(
    z.object({
      skuId: Id,
      title: z.string(),
      spec: z.string(),
      qty: Qty,
      approved: Count.nullable(),
      why: z.string(),
    }),
  ),
  note: z.string(),
  createdAt: Time,
});

export const listRequests = defineCall('listRequests', {
  ...staff,
  deploy: 'storeRequests',
  title: '本店要货单',
  who: STORE_ROLES,
  input: z.object({ storeId: Id }),
  output: z.object({ items: z.array(RequestRow) }),
});

export const requestStock = defineCall('requestStock', {
  ...staff,
  deploy: 'storeRequests',
  title: '提交要货单',
  who: ['storeManager'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    /** Turns a draft of the nightly run into a request. */
    replenishId: Id.optional(),
    lines: Lines,
    note: Note(100),
  }),
  output: z.object({ replenishId: Id, requestNo: z.string() }),
  errors: {
    WRONG_STATE: '这张要货单已经提交过了，请刷新',
    NOT_SOLD_HERE: '有商品不在本店目录，请先请总部上架',
  },
});

// ---- timers ----

export const suggestTransfer = defineTimer('suggestTransfer', {
  context: 'supply',
  title: '夜间调拨建议',
  deploy: 'supplyNight',
  // After the night's forecast; the second finds the plan there.
  cron: '0 0,20 5 * * * *',
  timeoutS: 60,
  output: z.object({ runId: Id, lines: Count, gainFen: SignedFen, costFen: Fen }),
});

export const replenish = defineTimer('replenish', {
  context: 'supply',
  title: '夜间生成要货单草稿',
  deploy: 'supplyNight',
  cron: '0 30 5 * * * *',
  timeoutS: 60,
  output: z.object({ stores: Count, drafts: Count, lines: Count }),
});

// ---- HQ ----

const hq = { context: 'supply', deploy: 'hqSupply' } as const;
const supply = ['hqOwner', 'hqSupply'] as const;

const SuggestionLine = z.object({
  lineId: Id,
  fromStoreId: Id,
  fromName: z.string(),
  toStoreId: Id,
  toName: z.string(),
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  qty: Qty,
  /** Expected margin saved minus the donor's expected loss. */
  gainFen: SignedFen,
  distanceM: z.number(),
  /** A sentence with its numbers. */
  explain: z.string(),
  status: z.enum(['open', 'accepted', 'declined', 'stale']),
});
const Run = z.object({
  runId: Id,
  at: Time,
  status: z.enum(['open', 'done']),
  lines: z.array(SuggestionLine),
  lanes: z.array(z.object({ fromStoreId: Id, toStoreId: Id, costFen: Fen })),
  gainFen: SignedFen,
  costFen: Fen,
  /** gain − cost of the whole plan, and what the greedy plan would have brought. */
  valueFen: SignedFen,
  greedyFen: SignedFen,
  /** Proven upper bound of the plan's value; equal to `valueFen` when the plan is optimal. */
  boundFen: SignedFen,
});

export const listSuggestions = defineCall('listSuggestions', {
  ...hq,
  title: '调拨建议',
  who: HQ_ROLES,
  input: z.object({ runId: Id.optional() }),
  output: z.object({
    run: Run.nullable(),
    runs: z.array(z.object({ runId: Id, at: Time, lines: Count, valueFen: SignedFen })),
    stores: z.array(z.object({ storeId: Id, name: z.string(), lng: z.number(), lat: z.number() })),
  }),
});

export const runSuggestTransfer = defineCall('runSuggestTransfer', {
  ...hq,
  title: '立即计算调拨建议',
  who: supply,
  timeoutS: 60,
  input: z.object({}),
  output: z.object({ runId: Id, lines: Count, gainFen: SignedFen, costFen: Fen }),
});

export const acceptSuggestion = defineCall('acceptSuggestion', {
  ...hq,
  title: '采纳调拨建议',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    runId: Id,
    /** Chosen lines, with changed quantities where wished; the others stay open. */
    lines: z
      .array(z.object({ lineId: Id, qty: Qty }))
      .min(1)
      .max(50),
  }),
  /** Lines whose donor no longer has the goods are marked stale and left out. */
  output: z.object({ transfers: z.array(Id), accepted: Count, stale: z.array(Id) }),
  errors: {
    NOTHING_LEFT: '所选建议都已处理或库存已变，请重新计算',
    TOO_MANY: '数量不能超过建议数量，请调整',
  },
});

export const TransferSort = orderOf('createdAt', 'distanceM');
export const listTransfersHq = defineCall('listTransfersHq', {
  ...hq,
  title: '调拨单',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    status: TransferStatus.optional(),
    sort: TransferSort.optional(),
    ...TablePage,
  }),
  output: tableOf(Transfer),
});

export const createTransfer = defineCall('createTransfer', {
  ...hq,
  title: '新建调拨单',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    fromStoreId: Id,
    toStoreId: Id,
    lines: Lines,
    reason: Note(60),
  }),
  output: z.object({ transferId: Id, no: z.string() }),
  errors: {
    NOT_ENOUGH: '调出门店的可用库存不够，请减少数量',
    SAME_STORE: '调出和调入不能是同一家店',
    NOT_SOLD_HERE: '调入门店没有上架这件商品',
  },
});

export const handOverStock = defineCall('handOverStock', {
  ...hq,
  title: '闭店移交库存',
  who: supply,
  scope: 'storeId',
  once: true,
  input: z.object({ requestId: RequestId, storeId: Id, toStoreId: Id }),
  output: z.object({
    transferId: Id,
    no: z.string(),
    lines: Count,
    /** Products that wait for the next transfer. */
    left: Count,
  }),
  errors: {
    SAME_STORE: '不能移交给自己，请选另一家店',
    NOT_CLOSING: '只有闭店中的门店可以移交全部库存',
    NOT_OPEN: '接收门店要在营业或暂停营业',
    NOTHING_LEFT: '没有可以移交的库存了，其余的被订单占用',
  },
});

export const cancelTransfer = defineCall('cancelTransfer', {
  ...hq,
  title: '取消调拨单',
  who: supply,
  once: true,
  input: z.object({ requestId: RequestId, transferId: Id, reason: Note(60) }),
  output: z.object({ status: TransferStatus }),
  errors: { WRONG_STATE },
});

export const RequestSort = orderOf('createdAt');
export const listRequestsHq = defineCall('listRequestsHq', {
  ...hq,
  title: '要货单',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    status: z.enum(['draft', 'submitted', 'approved', 'rejected']).optional(),
    sort: RequestSort.optional(),
    ...TablePage,
  }),
  output: tableOf(RequestRow),
});

export const decideRequest = defineCall('decideRequest', {
  ...hq,
  title: '审批要货单',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    replenishId: Id,
    approve: z.boolean(),
    /** Approved quantities; missing lines count as 0. */
    lines: z.array(z.object({ skuId: Id, qty: Count })).max(50),
    /** Which shop sends it; approved goods become a transfer. */
    fromStoreId: Id.optional(),
    note: Note(100),
  }),
  output: z.object({ status: z.enum(['approved', 'rejected']), transferId: Id.nullable() }),
  errors: {
    WRONG_STATE: '这张要货单已经处理过了，请刷新',
    NOT_ENOUGH: '调出门店的可用库存不够，请减少数量',
    SAME_STORE: '调出和调入不能是同一家店',
  },
});
