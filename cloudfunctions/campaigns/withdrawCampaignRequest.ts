import { withdrawCampaignRequest } from '#shared/contracts/storeCampaigns';
import { serve } from '../kit/serve';

export const main = serve(withdrawCampaignRequest, async ({ storeId, requestNo }, ctx) =>
  ctx.write(async (tx) => {
    const request = await tx.get('campaignRequests', requestNo);
    if (request?.storeId !== storeId) return ctx.refuse('NOT_FOUND');
    if (request.status !== 'submitted') return ctx.refuse('WRONG_STAGE');
    const status = 'withdrawn' as const;
    await tx.update('campaignRequests', requestNo, { set: { status, updatedAt: ctx.now } });
    const target = { target: 'campaignRequests' as const, targetId: requestNo, storeId };
    tx.audit({ ...target, before: { status: request.status }, after: { status } });
    return { requestNo, status };
  }),
);
