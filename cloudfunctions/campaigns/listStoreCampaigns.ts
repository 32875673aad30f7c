import { listStoreCampaigns } from '#shared/contracts/storeCampaigns';
import { ownCouponsOf } from '#shared/domain/campaigns/policy';
import { ruleText } from '#shared/domain/campaigns/ruleText';
import { sum } from '#shared/domain/money';
import type { LivePlan, PromoBudgetDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { livePlans } from './livePlans';
import { policyOf } from './policy';
import { goodsOf, requestRows } from './requestRow';
import { storeNames, storesOf } from './stores';

/** Requests shown to a shop. */
const RECENT = 30;

/** What runs in this shop or will, and what it has asked for. */
export const main = serve(listStoreCampaigns, async ({ storeId }, ctx) => {
  const [stores, names, policy, requests] = await Promise.all([
    storesOf(ctx),
    storeNames(ctx),
    policyOf(ctx),
    ctx.db.find('campaignRequests', { storeId }, { sort: { createdAt: -1 }, limit: RECENT }),
  ]);
  const store = stores.get(storeId);
  if (!store) return ctx.refuse('NOT_FOUND');
  const plans = await livePlans(ctx, store);
  const [skus, budgets, rows] = await Promise.all([
    byId(
      ctx.db,
      'skus',
      plans.flatMap(({ live }) => skusOf(live)),
    ),
    byId(
      ctx.db,
      'promoBudgets',
      plans.flatMap(({ live }) => live.rules.map(({ id }) => id)),
    ),
    requestRows(ctx, requests, names),
  ]);
  return {
    items: plans.map(({ campaignId, live, ownerStoreId }) => ({
      campaignId,
      name: live.name,
      own: ownerStoreId === storeId,
      state: ctx.now < live.from ? ('scheduled' as const) : ('live' as const),
      from: live.from,
      until: live.until,
      ruleTexts: live.rules.map(ruleText),
      goods: goodsOf(skusOf(live), skus),
      budget: budgetOfAll(live, budgets),
    })),
    requests: rows,
    ownCoupons: ownCouponsOf(policy, storeId),
  };
});

const skusOf = ({ rules, bundleSkuIds }: LivePlan): string[] => [
  ...new Set([...bundleSkuIds, ...rules.flatMap(({ scope }) => scope.goods.skuIds)]),
];

/** All rules together; null where one of them has no limit. */
function budgetOfAll({ rules }: LivePlan, budgets: ReadonlyMap<string, PromoBudgetDoc>) {
  const all = rules.flatMap(({ id }) => budgets.get(id) ?? []);
  if (all.length === 0 || all.length < rules.length) return null;
  return {
    budgetFen: sum(all.map(({ budgetFen }) => budgetFen)),
    leftFen: sum(all.map(({ leftFen }) => leftFen)),
    spentFen: sum(all.map(({ spentFen }) => spentFen)),
  };
}
