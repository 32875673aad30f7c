import { publishCampaign } from '#shared/contracts/campaigns';
import { stateOf } from '#shared/domain/campaigns/stage';
import type { CampaignDoc, LivePlan } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';
import { serve } from '../kit/serve';
import { FRESH_MS } from './promotionsFor';

type PublishCtx = Pick<Ctx<'BUDGET_SPENT'>, 'me' | 'now' | 'refuse'>;

/**
 * One write of one document makes the plan true for every shop. It begins at its own time, at the earliest when
 * the last warm memory of the rules before has run out, so that all shops switch at the same instant.
 */
export const main = serve(publishCampaign, async ({ campaignId, version }, ctx) =>
  ctx.write(async (tx) => {
    const campaign = await tx.get('campaigns', campaignId);
    if (!campaign) return ctx.refuse('NOT_FOUND');
    if (campaign.version !== version) return ctx.refuse('STALE');
    if (campaign.stage !== 'approved') return ctx.refuse('WRONG_STAGE');
    const live = livePlan(campaign, ctx);
    if (live.until <= live.from) return ctx.refuse('BAD_PERIOD');
    await fundRules(tx, campaign, live, ctx);
    const published = {
      stage: 'published' as const,
      live,
      prior: campaign.live && untilThen(campaign.live, live.from),
      liveUntil: live.until,
      stopped: null,
    };
    await tx.update('campaigns', campaignId, { set: { ...published, updatedAt: ctx.now } });
    await tx.insert('campaignVersions', {
      _id: `${campaignId}:${version}`,
      campaignId,
      version,
      plan: campaign.plan,
      publishedAt: ctx.now,
      by: ctx.me.id,
      byName: ctx.me.kind === 'staff' ? ctx.me.name : '',
    });
    tx.audit({
      target: 'campaigns',
      targetId: campaignId,
      storeId: campaign.ownerStoreId,
      before: { stage: campaign.stage, live: campaign.live?.version ?? null },
      after: { stage: 'published', live: version },
    });
    const state = stateOf({ ...campaign, ...published }, ctx.now);
    return { campaignId, state, from: live.from, until: live.until };
  }),
);

function livePlan({ plan, version }: CampaignDoc, { me, now }: PublishCtx): LivePlan {
  const from = Math.max(plan.from, now + FRESH_MS);
  return {
    ...plan,
    from,
    rules: plan.rules.map((rule) => ({ ...rule, scope: { ...rule.scope, from } })),
    version,
    publishedAt: now,
    publishedBy: me.kind === 'staff' ? me.name : me.id,
  };
}

/** What is in force goes on until the new plan begins: without a gap, and never both. */
const untilThen = (live: LivePlan, then: number): LivePlan => ({
  ...live,
  until: Math.min(live.until, then),
  rules: live.rules.map((rule) => ({
    ...rule,
    scope: { ...rule.scope, until: Math.min(rule.scope.until, then) },
  })),
});

/** A budget's ledger begins with the first publishing; later ones only change how much there is in all. */
async function fundRules(
  tx: Tx,
  { _id: campaignId }: CampaignDoc,
  { rules, until }: LivePlan,
  ctx: PublishCtx,
): Promise<void> {
  for (const { id, budgetLeftFen: budgetFen } of rules) {
    const before = await tx.get('promoBudgets', id);
    if (budgetFen === null) {
      // No limit any more: what is spent so far is history, quotes must not find the old limit.
      if (before) await tx.update('promoBudgets', id, { set: { until: ctx.now } });
    } else if (!before)
      await tx.insert('promoBudgets', {
        _id: id,
        campaignId,
        budgetFen,
        leftFen: budgetFen,
        spentFen: 0,
        holds: [],
        until,
        updatedAt: ctx.now,
      });
    else {
      const leftFen = budgetFen - before.spentFen;
      if (leftFen < 0) ctx.refuse('BUDGET_SPENT');
      await tx.update('promoBudgets', id, {
        set: { budgetFen, leftFen, until, updatedAt: ctx.now },
      });
    }
  }
}
