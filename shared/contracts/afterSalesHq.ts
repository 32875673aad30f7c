import * as z from 'zod';
import { Case, CaseStatus, Reason, WRONG_STATE } from './aftersales';
import { ENDED, NO_REPLACEMENT } from './afterSalesDesk';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import { Count, Fen, Id, Note, RequestId, TablePage, orderOf, tableOf } from './shapes';

const hq = { context: 'aftersales', deploy: 'hqAfterSales' } as const;
const Days = z.int().min(0).max(365);
const Minutes = z.int().min(10).max(20_160);
export const PolicyForm = z.object({
  faultDays: Days.min(1),
  unwantedDays: Days,
  categories: z.array(z.object({ categoryId: Id, days: Days })).max(100),
  respondMin: Minutes,
  hqRespondMin: Minutes,
  serviceFen: Fen,
  managerFen: Fen,
  auto: z.object({
    on: z.boolean(),
    maxFen: Fen.max(50_000),
    reasons: z.array(Reason).max(10),
    maxRecent: z.int().min(0).max(100),
  }),
});

export const CaseSort = orderOf('createdAt', 'askedFen', 'respondBy');
export const listAfterSalesHq = defineCall('listAfterSalesHq', {
  ...hq,
  title: '售后单',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    status: CaseStatus.optional(),
    /** `mine`: waits for HQ; `late`: somebody did not answer in time. */
    view: z.enum(['all', 'mine', 'late']).default('all'),
    sort: CaseSort.optional(),
    ...TablePage,
  }),
  output: tableOf(Case),
});

/** One case, its photos included. */
export const getAfterSaleHq = defineCall('getAfterSaleHq', {
  ...hq,
  title: '售后单详情',
  who: HQ_ROLES,
  input: z.object({ caseId: Id }),
  output: Case,
});

export const decideAfterSaleHq = defineCall('decideAfterSaleHq', {
  ...hq,
  title: '处理售后（总部）',
  who: ['hqOwner', 'hqFinance', 'regionManager'],
  once: true,
  input: z.object({ requestId: RequestId, caseId: Id, approve: z.boolean(), text: Note(100) }),
  output: z.object({ status: CaseStatus, refundFen: Fen }),
  errors: {
    WRONG_STATE,
    SAME_PERSON: '这张售后单要两个人批准，请换一位同事复核',
    REASON_MISSING: '拒绝要写明原因，顾客会看到',
    ENDED,
    NO_REPLACEMENT,
  },
});

export const getAfterSalesPolicy = defineCall('getAfterSalesPolicy', {
  ...hq,
  title: '售后政策',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({ policy: PolicyForm, version: Count }),
});

export const saveAfterSalesPolicy = defineCall('saveAfterSalesPolicy', {
  ...hq,
  title: '修改售后政策',
  who: ['hqOwner'],
  input: z.object({ policy: PolicyForm, version: Count }),
  output: z.object({ version: Count }),
  errors: {
    STALE: '别人刚刚改过售后政策，请刷新后再改',
    BAD_POLICY: '售后政策有矛盾，请检查',
  },
});

export const escalateSla = defineTimer('escalateSla', {
  context: 'aftersales',
  title: '售后超时升级',
  cron: '0 */5 * * * * *',
  timeoutS: 60,
  output: z.object({ toHq: Count, late: Count, lapsed: Count, more: z.boolean() }),
});
