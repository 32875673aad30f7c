import { approveCampaign } from '#shared/contracts/campaigns';
import { serve } from '../kit/serve';
import { signed } from './signed';

/** The second pair of eyes: neither who wrote this version of the plan nor who handed it in. */
export const main = serve(approveCampaign, async (input, ctx) => {
  const { campaignId, version, approve, note } = input;
  return ctx.write(async (tx) => {
    const campaign = await tx.get('campaigns', campaignId);
    if (!campaign) return ctx.refuse('NOT_FOUND');
    if (campaign.version !== version) return ctx.refuse('STALE');
    if (campaign.stage !== 'pending') return ctx.refuse('WRONG_STAGE');
    if ([campaign.submitted?.by, campaign.savedBy].includes(ctx.me.id))
      return ctx.refuse('FOUR_EYES');
    const stage = approve ? ('approved' as const) : ('draft' as const);
    const decided = { ...signed(ctx), approved: approve, note };
    await tx.update('campaigns', campaignId, { set: { stage, decided, updatedAt: ctx.now } });
    tx.audit({
      target: 'campaigns',
      targetId: campaignId,
      storeId: campaign.ownerStoreId,
      before: { stage: campaign.stage },
      after: { stage, version },
      reason: note,
    });
    return { campaignId, state: stage };
  });
});
