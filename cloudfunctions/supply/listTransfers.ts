import { listTransfers } from '#shared/contracts/supply';
import { oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { transferViews } from './transferView';

/** A shop's transfers, open ones or all, newest first; the counts are what waits for a hand here. */
export const main = serve(listTransfers, async ({ storeId, direction, open }, ctx) => {
  const side = direction === 'out' ? { fromStoreId: storeId } : { toStoreId: storeId };
  const [found, out, into] = await Promise.all([
    ctx.db.find('transfers', open ? { ...side, status: oneOf(['approved', 'shipped']) } : side, {
      sort: { createdAt: -1, _id: -1 },
      limit: 100,
    }),
    ctx.db.count('transfers', { fromStoreId: storeId, status: 'approved' }),
    ctx.db.count('transfers', { toStoreId: storeId, status: 'shipped' }),
  ]);
  return { items: await transferViews(ctx.db, found), counts: { out, in: into } };
});
