import { listAdjustments } from '#shared/contracts/hqMoney';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { customerName } from './views/assetView';

/** Points asked for by hand, the latest first. */
export const main = serve(listAdjustments, async ({ state }, ctx) => {
  const docs = await ctx.db.find('pointAdjustments', { state }, { sort: { at: -1 }, limit: 200 });
  const members = await byId(
    ctx.db,
    'members',
    docs.map(({ memberId }) => memberId),
  );
  return {
    items: docs.map((doc) => ({
      adjustmentId: doc._id,
      memberId: doc.memberId,
      customer: customerName(members.get(doc.memberId)),
      points: doc.points,
      reason: doc.reason,
      byName: doc.byName,
      decidedBy: doc.decidedBy,
      at: doc.at,
    })),
  };
});
