import { listRequests } from '#shared/contracts/supply';
import { serve } from '../kit/serve';
import { requestRows } from './requestRow';

/** A shop's own requests, newest first. */
export const main = serve(listRequests, async ({ storeId }, ctx) => {
  const docs = await ctx.db.find(
    'replenishes',
    { storeId },
    { sort: { createdAt: -1, _id: -1 }, limit: 50 },
  );
  return { items: await requestRows(ctx.db, docs) };
});
