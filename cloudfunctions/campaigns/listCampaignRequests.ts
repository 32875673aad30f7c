import { listCampaignRequests } from '#shared/contracts/storeCampaigns';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { requestRows } from './requestRow';
import { storeNames } from './stores';

/** Requests of shops, the newest first; a region's manager sees the region's. */
export const main = serve(listCampaignRequests, async (input, ctx) => {
  const { status, storeId, page, size } = input;
  const where: Where = {
    ...(status ? { status } : {}),
    ...ctx.within(storeId),
  };
  const [requests, total, names] = await Promise.all([
    ctx.db.find('campaignRequests', where, {
      sort: { createdAt: -1, _id: 1 },
      limit: size,
      skip: (page - 1) * size,
    }),
    ctx.db.count('campaignRequests', where),
    storeNames(ctx),
  ]);
  return { items: await requestRows(ctx, requests, names), total };
});
