import { stopCampaign } from '#shared/contracts/campaigns';
import { serve } from '../kit/serve';
import { signed } from './signed';

/**
 * The kill switch: from this write on no new quote of a checkout applies the campaign (shelves forget it within
 * seconds). Orders that wait for payment keep the price they were promised until their payment runs out.
 */
export const main = serve(stopCampaign, async ({ campaignId, reason }, ctx) =>
  ctx.write(async (tx) => {
    const campaign = await tx.get('campaigns', campaignId);
    if (!campaign) return ctx.refuse('NOT_FOUND');
    if (campaign.live === null || campaign.liveUntil <= ctx.now) return ctx.refuse('WRONG_STAGE');
    const stopped = { ...signed(ctx), reason };
    // A plan under way stays where it is; one that was published has to be approved again.
    const stage = campaign.stage === 'published' ? 'draft' : campaign.stage;
    await tx.update('campaigns', campaignId, {
      set: { live: null, prior: null, liveUntil: 0, stopped, stage, updatedAt: ctx.now },
    });
    tx.audit({
      target: 'campaigns',
      targetId: campaignId,
      storeId: campaign.ownerStoreId,
      before: { live: campaign.live.version },
      after: { live: null },
      reason,
    });
    return { campaignId, state: 'stopped' as const };
  }),
);
