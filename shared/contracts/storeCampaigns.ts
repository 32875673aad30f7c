import * as z from 'zod';
import { BudgetView, Signature, campaignHq, signers, viewers } from './campaigns';
import { defineCall } from './kit';
import { RuleFormShape } from './ruleForm';
import { Count, Fen, Id, Note, RequestId, TablePage, Text, Time, tableOf } from './shapes';

export const listCampaignTemplates = defineCall('listCampaignTemplates', {
  context: 'campaigns',
  deploy: 'storeCampaigns',
  title: '活动模板',
  who: [...viewers, 'storeManager'],
  input: z.object({ forStores: z.boolean().default(false) }),
  output: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        what: z.string(),
        days: Count,
        boxes: z.boolean(),
        ruleTexts: z.array(z.string()),
        /** What an editor begins with; budgets, place and time are still to be filled in. */
        plan: z.object({
          rules: z.array(RuleFormShape),
          page: z.object({ title: z.string(), image: z.string(), text: z.string() }),
        }),
      }),
    ),
  }),
});

const RequestRow = z.object({
  requestNo: Id,
  storeId: Id,
  storeName: z.string(),
  title: z.string(),
  templateName: z.string(),
  ruleTexts: z.array(z.string()),
  goods: z.array(z.object({ skuId: Id, title: z.string() })),
  budgetFen: Fen,
  from: Time,
  until: Time,
  reason: z.string(),
  status: z.enum(['submitted', 'approved', 'rejected', 'withdrawn']),
  statusText: z.string(),
  byName: z.string(),
  decided: z.object({ ...Signature.shape, note: z.string(), budgetFen: Fen }).nullable(),
  campaignId: Id.nullable(),
  createdAt: Time,
});

export const requestCampaign = defineCall('requestCampaign', {
  context: 'campaigns',
  deploy: 'storeCampaigns',
  title: '申请总部资源',
  who: ['storeManager'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    /** Key of a template shops may ask for. */
    template: z.string().max(40),
    title: Text(30),
    skuIds: z.array(Id).max(100),
    budgetFen: Fen.min(100),
    from: Time,
    until: Time,
    reason: Text(200),
  }),
  output: z.object({ requestNo: Id, status: z.literal('submitted') }),
  errors: {
    BAD_PERIOD: '结束时间要晚于开始时间和现在',
    NOT_SOLD_HERE: '有商品本店没有上架，请重新选择',
    TOO_MANY: '还有 3 份申请在等总部答复，请先等等或撤回一份',
  },
});

export const withdrawCampaignRequest = defineCall('withdrawCampaignRequest', {
  context: 'campaigns',
  deploy: 'storeCampaigns',
  title: '撤回活动申请',
  who: ['storeManager'],
  scope: 'storeId',
  once: true,
  input: z.object({ requestId: RequestId, storeId: Id, requestNo: Id }),
  output: z.object({ requestNo: Id, status: z.literal('withdrawn') }),
  errors: { WRONG_STAGE: '总部已经答复这份申请，不能再撤回' },
});

export const listCampaignRequests = defineCall('listCampaignRequests', {
  ...campaignHq,
  title: '门店活动申请',
  who: viewers,
  input: z.object({
    status: z.enum(['submitted', 'approved', 'rejected', 'withdrawn']).optional(),
    storeId: Id.optional(),
    ...TablePage,
  }),
  output: tableOf(RequestRow),
});

export const decideCampaignRequest = defineCall('decideCampaignRequest', {
  ...campaignHq,
  title: '答复门店活动申请',
  who: signers,
  once: true,
  input: z.object({
    requestId: RequestId,
    requestNo: Id,
    approve: z.boolean(),
    /** What headquarters gives; may be less than asked. */
    budgetFen: Fen.min(100).optional(),
    note: Note(200),
  }),
  output: z.object({
    requestNo: Id,
    status: z.enum(['approved', 'rejected']),
    campaignId: Id.nullable(),
  }),
  errors: {
    WRONG_STAGE: '这份申请已经有答复，请刷新',
    TOO_LATE: '申请的活动时间已经过了，请让门店重新申请',
  },
});

export const listStoreCampaigns = defineCall('listStoreCampaigns', {
  context: 'campaigns',
  deploy: 'storeCampaigns',
  title: '本店活动与申请',
  who: ['storeManager', 'cashier', 'picker', 'service'],
  scope: 'storeId',
  input: z.object({ storeId: Id }),
  output: z.object({
    items: z.array(
      z.object({
        campaignId: Id,
        name: z.string(),
        own: z.boolean(),
        state: z.enum(['scheduled', 'live']),
        from: Time,
        until: Time,
        ruleTexts: z.array(z.string()),
        /** Goods the rules name; empty: all. */
        goods: z.array(z.object({ skuId: Id, title: z.string() })),
        budget: BudgetView,
      }),
    ),
    requests: z.array(RequestRow),
    /** `off`: no coupons of its own; `approval`: headquarters decides on each; `free`. */
    ownCoupons: z.enum(['off', 'approval', 'free']),
  }),
});

export const listCampaignPage = defineCall('listCampaignPage', {
  context: 'campaigns',
  deploy: 'storeCampaigns',
  title: '门店活动页',
  who: ['anonymous'],
  input: z.object({ storeId: Id }),
  output: z.object({
    blocks: z.array(
      z.object({
        campaignId: Id,
        title: z.string(),
        image: z.string(),
        text: z.string(),
        /** `begins` tells the ones to come: shoppers may know a day ahead. */
        state: z.enum(['begins', 'live']),
        from: Time,
        until: Time,
        ruleTexts: z.array(z.string()),
        goods: z.array(
          z.object({
            skuId: Id,
            title: z.string(),
            spec: z.string(),
            image: z.string(),
            priceFen: Fen,
            listPriceFen: Fen,
            /** Of a gift box: of what can be made of its parts. */
            stock: z.enum(['plenty', 'few', 'out']),
            /** What is in a gift box; empty for other goods. */
            parts: z.array(z.object({ title: z.string(), qty: Count })),
          }),
        ),
      }),
    ),
  }),
});

const Policy = z.object({
  /** What a campaign may cost without a second signature, fen. */
  approvalFromFen: Fen,
  /** For shops not named in `byStore`. */
  ownCoupons: z.enum(['off', 'approval', 'free']),
  byStore: z.record(Id, z.enum(['off', 'approval', 'free'])),
});

export const getCampaignPolicy = defineCall('getCampaignPolicy', {
  ...campaignHq,
  title: '活动规则设置',
  who: viewers,
  input: z.object({}),
  output: z.object({ ...Policy.shape, version: z.int() }),
});

export const saveCampaignPolicy = defineCall('saveCampaignPolicy', {
  ...campaignHq,
  title: '修改活动规则设置',
  who: ['hqOwner'],
  once: true,
  input: z.object({ requestId: RequestId, version: z.int(), policy: Policy }),
  output: z.object({ version: z.int() }),
  errors: { STALE: '设置刚被别人改过，请刷新后再改' },
});

/** A shop's own special, beside the prices headquarters sees with `setListing`. */
export const setStoreSpecial = defineCall('setStoreSpecial', {
  context: 'catalog',
  deploy: 'storeCampaigns',
  title: '设置店内特价',
  who: ['storeManager'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    skuId: Id,
    /** null ends it. */
    special: z
      .object({
        priceFen: Fen.min(1),
        from: Time,
        until: Time,
        reason: Text(20),
        cap: Count.min(1).nullable(),
      })
      .nullable(),
  }),
  output: z.object({ skuId: Id, storeId: Id }),
  errors: {
    OUT_OF_BAND: '价格超出总部允许的范围，请调整',
    BAD_PERIOD: '特价的结束时间要晚于开始时间和现在',
    NOT_SOLD_HERE: '本店没有上架这件商品，请先上架',
    NOT_LOWER: '特价要比平时的价格低',
  },
});
