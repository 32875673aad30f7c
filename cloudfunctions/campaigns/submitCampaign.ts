import { submitCampaign } from '#shared/contracts/campaigns';
import { missingIn, needsApproval } from '#shared/domain/campaigns/stage';
import { serve } from '../kit/serve';
import { policyOf } from './policy';
import { signed } from './signed';

/** Asks for the second signature; where what it can cost lies within the limit, none is needed. */
export const main = serve(submitCampaign, async ({ campaignId, version }, ctx) => {
  const policy = await policyOf(ctx);
  return ctx.write(async (tx) => {
    const campaign = await tx.get('campaigns', campaignId);
    if (!campaign) return ctx.refuse('NOT_FOUND');
    if (campaign.version !== version) return ctx.refuse('STALE');
    if (campaign.stage !== 'draft') return ctx.refuse('WRONG_STAGE');
    const { plan, ownerStoreId: storeId } = campaign;
    const [missing] = missingIn(plan);
    if (missing !== undefined) return ctx.refuse('BAD_PLAN', { message: missing });
    if (plan.until <= ctx.now) return ctx.refuse('BAD_PERIOD');
    const stage = needsApproval(plan, policy) ? ('pending' as const) : ('approved' as const);
    const set = { stage, submitted: signed(ctx), decided: null, updatedAt: ctx.now };
    await tx.update('campaigns', campaignId, { set });
    const [before, after] = [{ stage: campaign.stage }, { stage, version }];
    tx.audit({ target: 'campaigns', targetId: campaignId, storeId, before, after });
    return { campaignId, state: stage };
  });
});
