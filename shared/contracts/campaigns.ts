import * as z from 'zod';
import { defineCall } from './kit';
import { RuleFormShape } from './ruleForm';
import { Count, Day, Fen, Id, Note, RequestId, TablePage, Text, Time, tableOf } from './shapes';

/** Who plans campaigns, who signs them, who may look. */
export const planners = ['hqOwner', 'hqMarketing', 'hqMerch'] as const;
export const signers = ['hqOwner', 'hqFinance', 'hqMarketing'] as const;
export const viewers = [...planners, 'hqFinance', 'hqAuditor', 'regionManager'] as const;
export const campaignHq = { context: 'campaigns', deploy: 'campaigns' } as const;

export const CampaignState = z.enum([
  'draft',
  'pending',
  'approved',
  'scheduled',
  'live',
  'ended',
  'stopped',
]);
export const CampaignPlace = z.object({
  storeIds: z.array(Id).max(2_000),
  storeTags: z.array(z.string().max(20)).max(20),
  regionIds: z.array(Id).max(50),
});
const Page = z
  .object({ title: Text(20), image: z.string().max(2_000), text: Note(200) })
  .nullable();

const Plan = z.object({
  name: Text(30),
  note: Note(200),
  place: CampaignPlace,
  from: Time,
  until: Time,
  rules: z.array(RuleFormShape).max(10),
  bundleSkuIds: z.array(Id).max(20),
  page: Page,
});

export const Given = z.object({ orders: Count, givenFen: Fen });
export const BudgetView = z.object({ budgetFen: Fen, leftFen: Fen, spentFen: Fen }).nullable();
export const Signature = z.object({ name: z.string(), at: Time });

const planErrors = {
  BAD_PLAN: '活动内容还不完整，请按提示修改',
  BAD_PERIOD: '结束时间要晚于开始时间和现在',
  STALE: '这个活动刚被别人改过，请刷新后再改',
} as const;
const WRONG_STAGE = '活动现在的状态不能这样操作，请刷新后重试';

export const saveCampaign = defineCall('saveCampaign', {
  ...campaignHq,
  title: '新建或修改活动',
  who: planners,
  once: true,
  input: z.object({
    requestId: RequestId,
    /** Absent: a new campaign. */
    campaignId: Id.optional(),
    /** The version the editor was opened with. */
    version: z.int().optional(),
    plan: Plan,
  }),
  output: z.object({ campaignId: Id, version: z.int() }),
  errors: planErrors,
});

const CampaignRow = z.object({
  campaignId: Id,
  name: z.string(),
  state: CampaignState,
  /** The plan was changed after publishing; shops still apply the published one. */
  changed: z.boolean(),
  from: Time,
  until: Time,
  placeText: z.string(),
  ruleTexts: z.array(z.string()),
  /** Of all its rules together; null when one of them has no limit. */
  budgetFen: Fen.nullable(),
  spentFen: Fen,
  ownerStoreId: Id.nullable(),
  ownerStoreName: z.string(),
  version: z.int(),
  updatedAt: Time,
});

export const listCampaigns = defineCall('listCampaigns', {
  ...campaignHq,
  title: '营销活动',
  who: viewers,
  input: z.object({
    state: CampaignState.optional(),
    storeId: Id.optional(),
    query: z.string().max(40).optional(),
    ...TablePage,
  }),
  output: tableOf(CampaignRow),
});

export const getCampaign = defineCall('getCampaign', {
  ...campaignHq,
  title: '活动详情',
  who: viewers,
  input: z.object({ campaignId: Id }),
  output: z.object({
    ...CampaignRow.shape,
    plan: Plan,
    /** Rules of the plan in words, with what they gave so far; in the order of `plan.rules`. */
    rules: z.array(
      z.object({
        ruleId: Id,
        type: z.string(),
        typeText: z.string(),
        text: z.string(),
        budget: BudgetView,
        ...Given.shape,
      }),
    ),
    bundles: z.array(z.object({ skuId: Id, title: z.string(), priceFen: Fen, image: z.string() })),
    result: z.object({
      ...Given.shape,
      salesFen: Fen,
      days: z.array(z.object({ day: Day, ...Given.shape })),
      stores: z.array(z.object({ storeId: Id, name: z.string(), ...Given.shape })),
    }),
    live: z.object({ version: z.int(), publishedAt: Time, by: z.string() }).nullable(),
    submitted: Signature.nullable(),
    decided: z.object({ ...Signature.shape, approved: z.boolean(), note: z.string() }).nullable(),
    stopped: z.object({ ...Signature.shape, reason: z.string() }).nullable(),
    versions: z.array(z.object({ version: z.int(), publishedAt: Time, by: z.string() })),
    /** What a second pair of eyes should know: no budget, no rehearsal, below the floor. */
    warnings: z.array(z.string()),
    needsApproval: z.boolean(),
    rehearsed: z.boolean(),
    can: z.object({
      edit: z.boolean(),
      submit: z.boolean(),
      approve: z.boolean(),
      publish: z.boolean(),
      stop: z.boolean(),
    }),
  }),
});

const Step = { requestId: RequestId, campaignId: Id, version: z.int() };
const Stepped = z.object({ campaignId: Id, state: CampaignState });

export const submitCampaign = defineCall('submitCampaign', {
  ...campaignHq,
  title: '提交活动审批',
  who: planners,
  once: true,
  input: z.object(Step),
  /** `approved` at once when what it can cost lies within the limit. */
  output: Stepped,
  errors: { ...planErrors, WRONG_STAGE },
});

export const approveCampaign = defineCall('approveCampaign', {
  ...campaignHq,
  title: '审批活动',
  who: signers,
  once: true,
  input: z.object({ ...Step, approve: z.boolean(), note: Note(200) }),
  output: Stepped,
  errors: {
    WRONG_STAGE,
    STALE: planErrors.STALE,
    FOUR_EYES: '不能审批自己修改或提交的活动，请由另一位同事审批',
  },
});

export const publishCampaign = defineCall('publishCampaign', {
  ...campaignHq,
  title: '发布活动',
  who: planners,
  once: true,
  input: z.object(Step),
  /** `from`: from this instant on every shop applies it. */
  output: z.object({ ...Stepped.shape, from: Time, until: Time }),
  errors: {
    ...planErrors,
    WRONG_STAGE,
    BUDGET_SPENT: '新的预算低于已经花掉的金额，请调高后再发布',
  },
});

export const stopCampaign = defineCall('stopCampaign', {
  ...campaignHq,
  title: '紧急停止活动',
  who: [...planners, 'hqFinance'],
  once: true,
  input: z.object({ requestId: RequestId, campaignId: Id, reason: Text(100) }),
  output: Stepped,
  errors: { WRONG_STAGE },
});

export const whoHasIt = defineCall('whoHasIt', {
  ...campaignHq,
  title: '哪些门店有这个活动',
  who: viewers,
  input: z.object({ campaignId: Id }),
  output: z.object({
    /** True: shops apply it now or from `from` on; false: as it would be after publishing. */
    published: z.boolean(),
    with: Count,
    without: Count,
    stores: z.array(
      z.object({
        storeId: Id,
        name: z.string(),
        has: z.boolean(),
        why: z.string(),
        ...Given.shape,
      }),
    ),
  }),
});
