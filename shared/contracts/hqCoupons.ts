import * as z from 'zod';
import { CouponTypes } from './coupons';
import { defineCall, defineTimer } from './kit';
import { Count, Fen, Id, Note, RequestId, TablePage, Text, Time, tableOf } from './shapes';

const planners = ['hqOwner', 'hqMarketing', 'hqMerch'] as const;
const viewers = [...planners, 'hqFinance', 'hqAuditor'] as const;
const hq = { context: 'coupons', deploy: 'campaigns' } as const;
const ids = (max: number) => z.array(Id).max(max);

export const CouponFormShape = z.object({
  name: Text(20),
  type: CouponTypes,
  faceFen: Fen,
  rateBp: z.int().min(1).max(10_000),
  capFen: Fen.min(1).nullable(),
  exchange: z.object({ qty: z.int().min(1).max(99), payFen: Fen }).nullable(),
  thresholdFen: Fen,
  storeIds: ids(2_000),
  categoryIds: ids(50),
  skuIds: ids(100),
  exceptSkuIds: ids(100),
  levelIds: ids(10),
  /** At most one of a group in an order: `goods`, `freight`, or one's own word. */
  stackGroup: Text(20),
  withOrderRules: z.boolean(),
  plainOnly: z.boolean(),
  belowFloor: z.boolean(),
  costShare: z.object({
    hqBp: z.int().min(0).max(10_000),
    storeBp: z.int().min(0).max(10_000),
  }),
  online: z.boolean(),
  offline: z.boolean(),
  total: z.int().min(1).max(1_000_000),
  perMember: z.int().min(1).max(99),
  claimable: z.boolean(),
  claimFrom: Time,
  claimTo: Time,
  validDays: z.int().min(0).max(366),
  fixed: z.object({ from: Time, to: Time }).nullable(),
});
export const CouponStatus = z.enum(['pending', 'active', 'stopped', 'rejected']);

const formErrors = {
  BAD_COUPON: '券的内容还不完整，请按提示修改',
  STALE: '这个券刚被别人改过，请刷新后再改',
  TERMS_PROMISED: '已经有人领到这张券，面额、门槛和范围不能再改；可以停发后另建一个',
} as const;

export const saveCouponTemplate = defineCall('saveCouponTemplate', {
  ...hq,
  title: '新建或修改券',
  who: planners,
  once: true,
  input: z.object({
    requestId: RequestId,
    /** Absent: a new one. */
    templateId: Id.optional(),
    version: z.int().optional(),
    form: CouponFormShape,
  }),
  output: z.object({ templateId: Id, version: z.int() }),
  errors: formErrors,
});

const TemplateRow = z.object({
  templateId: Id,
  form: CouponFormShape,
  faceText: z.string(),
  ruleText: z.string(),
  scopeText: z.string(),
  status: CouponStatus,
  statusText: z.string(),
  statusReason: z.string(),
  issued: Count,
  used: Count,
  usedFen: Fen,
  /** Of `usedFen`, what headquarters and the shops bear. */
  hqFen: Fen,
  storeFen: Fen,
  ownerStoreId: Id.nullable(),
  ownerStoreName: z.string(),
  version: z.int(),
  updatedAt: Time,
});

export const listCouponTemplates = defineCall('listCouponTemplates', {
  ...hq,
  title: '券模板',
  who: viewers,
  input: z.object({
    status: CouponStatus.optional(),
    type: CouponTypes.optional(),
    storeId: Id.optional(),
    query: z.string().max(40).optional(),
    ...TablePage,
  }),
  output: tableOf(TemplateRow),
});

export const setCouponStatus = defineCall('setCouponStatus', {
  ...hq,
  title: '停发、恢复或审批券',
  who: planners,
  once: true,
  input: z.object({
    requestId: RequestId,
    templateId: Id,
    /** `active` resumes or approves; `rejected` refuses a shop's coupon; `stopped` takes any down. */
    status: z.enum(['active', 'stopped', 'rejected']),
    reason: Note(100),
  }),
  output: z.object({ templateId: Id, status: CouponStatus }),
  errors: { WRONG_STATE: '这张券现在不能这样操作，请刷新后重试' },
});

const Segment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('level'), levelIds: ids(10).min(1) }),
  z.object({ kind: z.literal('list'), memberIds: ids(1_000).min(1) }),
]);
const GrantView = z.object({
  grantId: Id,
  templateId: Id,
  couponName: z.string(),
  segmentText: z.string(),
  reason: z.string(),
  granted: Count,
  skipped: Count,
  /** Members there are to look at. */
  of: Count,
  status: z.enum(['running', 'done', 'short', 'stopped']),
  statusText: z.string(),
  byName: z.string(),
  createdAt: Time,
});

export const grantCoupons = defineCall('grantCoupons', {
  ...hq,
  title: '批量发券',
  who: planners,
  once: true,
  input: z.object({
    requestId: RequestId,
    templateId: Id,
    segment: Segment,
    reason: Text(100),
  }),
  /** Only begins it; `runCouponGrant` hands out, page by page. */
  output: z.object({ grantId: Id }),
  errors: { NOT_ACTIVE: '这张券没有在发放，请先启用' },
});

export const runCouponGrant = defineCall('runCouponGrant', {
  ...hq,
  title: '继续批量发券',
  who: planners,
  input: z.object({ grantId: Id }),
  /** To be called again while `running`; whoever calls it, nobody gets one twice. */
  output: GrantView,
});

export const listCouponGrants = defineCall('listCouponGrants', {
  ...hq,
  title: '发券记录',
  who: viewers,
  input: z.object({ templateId: Id.optional(), ...TablePage }),
  output: tableOf(GrantView),
});

export const voidCoupons = defineCall('voidCoupons', {
  ...hq,
  title: '作废已发的券',
  who: ['hqOwner', 'hqMarketing'],
  once: true,
  input: z.object({
    requestId: RequestId,
    templateId: Id,
    /** Absent: of all members. */
    memberIds: ids(1_000).optional(),
    reason: Text(100),
  }),
  /** Coupons held by an unpaid order stay with it. `more`: call again with a new request. */
  output: z.object({ voided: Count, more: z.boolean() }),
});

export const expireCoupons = defineTimer('expireCoupons', {
  context: 'coupons',
  deploy: 'nightlyMoney',
  title: '过期券清理',
  cron: '0 25,55 0 * * * *',
  timeoutS: 60,
  output: z.object({ expired: Count, grants: Count, more: z.boolean() }),
});

const own = { context: 'coupons', deploy: 'couponDesk', scope: 'storeId' } as const;

export const saveStoreCoupon = defineCall('saveStoreCoupon', {
  ...own,
  title: '发本店的券',
  who: ['storeManager'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    name: Text(20),
    type: z.enum(['amount', 'percent']),
    faceFen: Fen.max(10_000),
    rateBp: z.int().min(5_000).max(9_900),
    capFen: Fen.min(100).max(10_000).nullable(),
    thresholdFen: Fen,
    total: z.int().min(1).max(1_000),
    perMember: z.int().min(1).max(5),
    claimTo: Time,
    validDays: z.int().min(1).max(90),
  }),
  /** `pending`: headquarters has to say yes first. */
  output: z.object({ templateId: Id, status: z.enum(['pending', 'active']) }),
  errors: {
    BAD_COUPON: formErrors.BAD_COUPON,
    NOT_HERE: '总部没有开放本店自己发券，请联系总部',
    TOO_MANY: '本店在发的券已有 5 种，请先停掉一种',
  },
});

export const listStoreCoupons = defineCall('listStoreCoupons', {
  ...own,
  title: '本店的券',
  who: ['storeManager', 'cashier', 'service'],
  input: z.object({ storeId: Id }),
  output: z.object({ items: z.array(TemplateRow) }),
});

export const stopStoreCoupon = defineCall('stopStoreCoupon', {
  ...own,
  title: '停发本店的券',
  who: ['storeManager'],
  once: true,
  input: z.object({ requestId: RequestId, storeId: Id, templateId: Id }),
  output: z.object({ templateId: Id, status: z.literal('stopped') }),
  errors: { WRONG_STATE: '这张券没有在发放' },
});
