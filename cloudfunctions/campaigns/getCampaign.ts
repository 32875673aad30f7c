import { getCampaign } from '#shared/contracts/campaigns';
import { formOf } from '#shared/domain/campaigns/compile';
import { ruleText, typeText } from '#shared/domain/campaigns/ruleText';
import { needsApproval, stateOf, warningsOf } from '#shared/domain/campaigns/stage';
import { sum } from '#shared/domain/money';
import type { CampaignDoc, CampaignPlan, Signed } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { campaignRow } from './campaignRow';
import { policyOf } from './policy';
import { budgetView, byDay, byStore, givenBy, resultsOf } from './results';
import { storeNames } from './stores';

const WORD = (signed: Signed) => ({ name: signed.name, at: signed.at });

export const main = serve(getCampaign, async ({ campaignId }, ctx) => {
  const doc = await ctx.db.get('campaigns', campaignId);
  if (!doc) return ctx.refuse('NOT_FOUND');
  if (doc.ownerStoreId !== null) ctx.reach(doc.ownerStoreId);
  const { plan, live, submitted, decided, stopped } = doc;
  const rules = [...plan.rules, ...(live?.rules ?? [])];
  const [names, results, skus, versions, rehearsal, policy] = await Promise.all([
    storeNames(ctx),
    resultsOf(ctx, rules),
    byId(ctx.db, 'skus', plan.bundleSkuIds),
    ctx.db.find('campaignVersions', { campaignId }, { sort: { version: -1 }, limit: 50 }),
    ctx.db.get('rehearsals', `${campaignId}:${doc.version}`),
    policyOf(ctx),
  ]);
  const { days, budgets } = results;
  const rehearsed = rehearsal?.done ?? false;
  return {
    ...campaignRow(doc, ctx.now, names, budgets),
    plan: planForm(plan),
    rules: plan.rules.map((rule) => ({
      ruleId: rule.id,
      type: rule.type,
      typeText: typeText(rule),
      text: ruleText(rule),
      budget: budgetView(budgets.get(rule.id)),
      ...givenBy(days.filter(({ promotionId }) => promotionId === rule.id)),
    })),
    bundles: plan.bundleSkuIds.flatMap((id) => {
      const sku = skus.get(id);
      return sku
        ? [{ skuId: id, title: sku.title, priceFen: sku.listPriceFen, image: sku.image }]
        : [];
    }),
    result: {
      ...givenBy(days),
      salesFen: sum(days.map(({ salesFen }) => salesFen)),
      days: byDay(days),
      stores: [...byStore(days)].map(([storeId, given]) => ({
        storeId,
        name: names.get(storeId) ?? storeId,
        ...given,
      })),
    },
    live: live && { version: live.version, publishedAt: live.publishedAt, by: live.publishedBy },
    submitted: submitted && WORD(submitted),
    decided: decided && { ...WORD(decided), approved: decided.approved, note: decided.note },
    stopped: stopped && { ...WORD(stopped), reason: stopped.reason },
    versions: versions.map(({ version, publishedAt, byName }) => ({
      version,
      publishedAt,
      by: byName,
    })),
    warnings: warningsOf(plan, rehearsed),
    needsApproval: needsApproval(plan, policy),
    rehearsed,
    can: rightsOn(doc, ctx),
  };
});

/** As the editor opens it. */
const planForm = (plan: CampaignPlan) => ({ ...plan, rules: plan.rules.map(formOf) });

/** Which buttons make sense for this person now; every call checks for itself. */
function rightsOn(doc: CampaignDoc, { me, now }: Pick<Ctx, 'me' | 'now'>) {
  const roles: readonly string[] = me.kind === 'staff' ? me.roles : [];
  const is = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  const plans = is('hqOwner', 'hqMarketing', 'hqMerch');
  const state = stateOf(doc, now);
  const own = [doc.submitted?.by, doc.savedBy].includes(me.id);
  return {
    edit: plans,
    submit: plans && doc.stage === 'draft',
    approve: is('hqOwner', 'hqFinance', 'hqMarketing') && doc.stage === 'pending' && !own,
    publish: plans && doc.stage === 'approved',
    stop: (plans || is('hqFinance')) && (state === 'live' || state === 'scheduled'),
  };
}
