import * as z from 'zod';
import { HQ_ROLES, STORE_ROLES, defineCall } from './kit';
import { Count, Cursor, Fen, Id, Note, RequestId, TablePage, Text, Time, tableOf } from './shapes';

const Status = z.enum(['draft', 'counting', 'counted', 'recount', 'approved', 'posted', 'void']);
const Brief = z.object({
  countId: Id,
  no: z.string(),
  storeId: Id,
  storeName: z.string(),
  name: z.string(),
  scopeText: z.string(),
  double: z.boolean(),
  status: Status,
  statusText: z.string(),
  lines: Count,
  by: z.string(),
  approvedBy: z.string(),
  createdAt: Time,
  postedAt: Time.nullable(),
  /** Variances at cost; 0 until the sheet was handed in. */
  lossFen: Fen,
  gainFen: Fen,
});
const Line = z.object({
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  barcode: z.string(),
  unit: z.string(),
  shelf: z.string(),
  /** What the caller counted; null when they have not. */
  mine: Count.nullable(),
  /** People who counted it. */
  people: Count,
  done: z.boolean(),
  round: Count,
  /** Why it is to be counted again. */
  again: z.string(),
  /** Null while people count: they must not see what the books say. */
  result: z
    .object({
      state: z.enum(['open', 'differs', 'unsure', 'sure']),
      counted: z.int().nullable(),
      expected: z.int().nullable(),
      variance: z.int().nullable(),
      /** Signed, at cost. */
      valueFen: z.int(),
      booked: z.int().nullable(),
      tallies: z.array(z.object({ name: z.string(), qty: Count, at: Time })),
    })
    .nullable(),
});
export const Sheet = Brief.extend({
  /** The server's clock: a scan is told by it, however late it arrives. */
  now: Time,
  items: z.array(Line),
  /** Worth more than this needs somebody who did not count. */
  limitFen: Fen,
  needsSecond: z.boolean(),
  /** Whether the caller may sign it. */
  maySign: z.boolean(),
  steps: z.array(z.object({ at: Time, by: z.string(), text: z.string() })),
});

const shop = { context: 'stock', deploy: 'storeStock', scope: 'storeId' } as const;
const hands = ['storeManager', 'picker', 'cashier'] as const;
const signers = ['storeManager', 'hqOwner', 'hqSupply', 'regionManager'] as const;
const One = { requestId: RequestId, storeId: Id, countId: Id };
const WRONG_STATE = '这张盘点单已经不在这一步了，请刷新后再看';
const Moved = z.object({ status: Status, statusText: z.string() });

export const startCount = defineCall('startCount', {
  ...shop,
  title: '新建盘点单',
  who: ['storeManager', 'picker'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    name: Note(30),
    scope: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('category'), categoryId: Id }),
      z.object({ kind: z.literal('shelf'), shelf: Text(20) }),
      z.object({ kind: z.literal('list'), skuIds: z.array(Id).min(1).max(200) }),
    ]),
    double: z.boolean().default(false),
  }),
  output: z.object({ countId: Id, lines: Count }),
  errors: {
    NOTHING_TO_COUNT: '这个范围里没有商品，请换一个范围',
    TOO_MANY: '一张盘点单最多 1500 种商品，请按分类或货架分开盘',
  },
});

export const countScopes = defineCall('countScopes', {
  ...shop,
  title: '可选的盘点范围',
  who: STORE_ROLES,
  input: z.object({ storeId: Id }),
  output: z.object({
    all: Count,
    categories: z.array(z.object({ categoryId: Id, name: z.string(), count: Count })),
    shelves: z.array(z.object({ shelf: z.string(), count: Count })),
  }),
});

export const listCounts = defineCall('listCounts', {
  ...shop,
  title: '本店盘点单',
  who: STORE_ROLES,
  input: z.object({ storeId: Id, open: z.boolean().default(true), cursor: Cursor.optional() }),
  output: z.object({ items: z.array(Brief), next: Cursor.optional() }),
});

export const getCount = defineCall('getCount', {
  ...shop,
  title: '盘点单',
  who: [...STORE_ROLES, ...HQ_ROLES],
  input: z.object({ storeId: Id, countId: Id }),
  output: Sheet,
});

export const scanCount = defineCall('scanCount', {
  ...shop,
  title: '盘点扫码计数',
  who: hands,
  once: true,
  input: z.object({
    ...One,
    skuId: Id,
    /** `add`: more were found; `set`: so many in all. */
    how: z.enum(['add', 'set']),
    qty: z.int().min(0).max(99_999),
    /** When it was counted, by the server's clock (`Sheet.now`): the tap may come late. */
    at: Time,
  }),
  output: z.object({ skuId: Id, mine: Count, people: Count, done: z.boolean() }),
  errors: {
    WRONG_STATE: '这张盘点单已经交了或作废，不能再计数',
    NOT_IN_SHEET: '这件商品不在这张盘点单里，请放到一边，另开一张',
    NOT_AGAIN: '复盘只数要复盘的商品，这件不用再数',
  },
});

export const submitCount = defineCall('submitCount', {
  ...shop,
  title: '交盘点单',
  who: hands,
  once: 'own',
  input: z.object({
    ...One,
    /** What to make of goods nobody counted: none there, or leave them alone. */
    rest: z.enum(['zero', 'skip']).optional(),
  }),
  output: Moved.extend({ differing: Count }),
  errors: { WRONG_STATE, NOT_ALL: '还有商品没数，请选择：没数的算 0，或者这次不盘它们' },
});

export const recountLines = defineCall('recountLines', {
  ...shop,
  title: '要求复盘',
  who: signers,
  once: true,
  input: z.object({ ...One, skuIds: z.array(Id).min(1).max(100) }),
  output: Moved,
  errors: { WRONG_STATE },
});

export const approveCount = defineCall('approveCount', {
  ...shop,
  title: '审核盘点单',
  who: signers,
  once: true,
  input: z.object({ ...One, note: Note(60) }),
  output: Moved,
  errors: {
    WRONG_STATE,
    DIFFERS: '还有商品两个人数得不一样，请先复盘这些商品',
    SECOND_PERSON: '差异金额超过单人审批上限，要由没有参加盘点的人审核',
  },
});

export const postCount = defineCall('postCount', {
  ...shop,
  title: '盘点过账',
  who: signers,
  once: 'own',
  timeoutS: 60,
  input: z.object(One),
  output: Moved.extend({
    /** Lines booked so far, lines that must be counted again, lines left for the next call. */
    booked: Count,
    again: Count,
    left: Count,
  }),
  errors: { WRONG_STATE },
});

export const voidCount = defineCall('voidCount', {
  ...shop,
  title: '作废盘点单',
  who: ['storeManager', 'hqOwner', 'hqSupply'],
  once: true,
  input: z.object({ ...One, reason: Text(60) }),
  output: Moved,
  errors: { WRONG_STATE, SOME_BOOKED: '有商品已经过账，不能作废；请复盘剩下的商品' },
});

export const listCountsHq = defineCall('listCountsHq', {
  context: 'stock',
  deploy: 'hqStock',
  title: '盘点单（总部）',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    status: Status.optional(),
    ...TablePage,
  }),
  output: tableOf(Brief),
});
