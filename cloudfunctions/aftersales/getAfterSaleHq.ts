import { getAfterSaleHq } from '#shared/contracts/afterSalesHq';
import { serve } from '../kit/serve';
import { caseView } from './view';

/** A case of a shop in the caller's reach, with links to its photos. */
export const main = serve(getAfterSaleHq, async ({ caseId }, ctx) => {
  const doc = await ctx.db.get('afterSales', caseId);
  if (!doc) return ctx.refuse('NOT_FOUND');
  ctx.reach(doc.storeId);
  return caseView(ctx, doc);
});
