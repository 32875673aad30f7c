import type { Promotion, Scope, Stacking } from '#shared/domain/pricing/promotion';
import type { CampaignDoc, CampaignPlan, LivePlan } from '#shared/model/docs';
import type { TestWorld } from '../kit/testing';

const ALWAYS = 4_000_000_000_000;

export const aScope = (more: Partial<Scope> = {}): Scope => ({
  goods: { categoryIds: [], skuIds: [], exceptCategoryIds: [], exceptSkuIds: [] },
  storeIds: [],
  storeTags: [],
  regionIds: [],
  levelIds: [],
  cardOnly: false,
  from: 0,
  until: ALWAYS,
  hours: [],
  weekdays: [],
  ...more,
});
const STACK: Stacking = { item: true, order: true, coupon: true };

type FullOff = Extract<Promotion, { type: 'fullOff' }>;

/** ¥5 off from ¥20, everywhere, without a budget, unless told otherwise. */
export const fullOff = (id: string, more: Partial<FullOff> = {}): FullOff => ({
  id,
  version: 1,
  name: '满20减5',
  scope: aScope(),
  group: 'full',
  priority: 0,
  exclusiveWith: [],
  budgetLeftFen: null,
  stack: STACK,
  belowFloor: false,
  ownerStoreId: null,
  type: 'fullOff',
  tiers: [{ fromFen: 2_000, fromQty: 0, offFen: 500 }],
  loops: 1,
  ...more,
});

export const aPlan = (rules: Promotion[], more: Partial<CampaignPlan> = {}): CampaignPlan => ({
  name: '测试活动',
  note: '',
  place: { storeIds: [], storeTags: [], regionIds: [] },
  from: 0,
  until: ALWAYS,
  rules,
  bundleSkuIds: [],
  page: null,
  ...more,
});

/** A campaign that shops apply now, with the budgets of its rules. */
export function putLive(
  { db }: Pick<TestWorld, 'db'>,
  id: string,
  rules: Promotion[],
  more: Partial<LivePlan> = {},
): CampaignDoc {
  const plan = aPlan(rules, more);
  const live: LivePlan = { ...plan, version: 1, publishedAt: 0, publishedBy: 'hq', ...more };
  const doc: CampaignDoc = {
    _id: id,
    plan,
    version: 1,
    stage: 'published',
    live,
    prior: null,
    liveUntil: live.until,
    stopped: null,
    ownerStoreId: null,
    requestId: null,
    submitted: null,
    decided: null,
    savedBy: 'hq',
    createdBy: 'hq',
    createdAt: 0,
    updatedAt: 0,
  };
  db.put('campaigns', doc);
  for (const rule of rules)
    if (rule.budgetLeftFen !== null)
      db.put('promoBudgets', {
        _id: rule.id,
        campaignId: id,
        budgetFen: rule.budgetLeftFen,
        leftFen: rule.budgetLeftFen,
        spentFen: 0,
        holds: [],
        until: live.until,
        updatedAt: 0,
      });
  return doc;
}
