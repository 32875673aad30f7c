import { getStoreAfterSale } from '#shared/contracts/afterSalesDesk';
import { serve } from '../kit/serve';
import { mayApproveAs, shopDesk } from './shopDesk';
import { caseView } from './view';

/**
 * By id for the shop that sold, by number for whichever shop the shopper brings the goods to. Another shop
 * sees a case only while its goods are to come back.
 */
export const main = serve(getStoreAfterSale, async ({ storeId, caseId, no }, ctx) => {
  const [doc] =
    caseId === undefined
      ? await ctx.db.find('afterSales', { no: (no ?? '').toUpperCase() }, { limit: 1 })
      : [await ctx.db.get('afterSales', caseId)];
  const mayReceive = doc?.status === 'awaitingReturn';
  if (!doc || (doc.storeId !== storeId && !mayReceive)) return ctx.refuse('NOT_FOUND');
  const own = doc.storeId === storeId;
  // What the shopper showed the selling shop is not for others.
  const view = await caseView(ctx, own ? doc : { ...doc, photos: [], appealText: '' });
  const desk = own ? shopDesk(ctx, storeId) : null;
  const open = doc.status === 'applied';
  return {
    case: view,
    mayApprove: open && mayApproveAs(desk, view.desk),
    mayReject: open && desk !== null,
    mayReceive,
  };
});
