import { decideAfterSale } from '#shared/contracts/afterSalesDesk';
import { deskOf } from '#shared/domain/aftersales/flow';
import { serve } from '../kit/serve';
import { tellSoon } from '../orders/tellSoon';
import { stillThere } from './payBack';
import { policyNow } from './policies';
import { approveCase, fenNow, rejectCase } from './settle';
import { mayApproveAs, personOf, shopDesk } from './shopDesk';

/** The shop answers, within what its people may approve; two answers at once: the second sees the first. */
export const main = serve(decideAfterSale, async ({ storeId, caseId, approve, text }, ctx) => {
  if (!approve && text === '') return ctx.refuse('REASON_MISSING');
  const { policy } = await policyNow(ctx);
  const done = await ctx.write(async (tx) => {
    const doc = await tx.get('afterSales', caseId);
    if (doc?.storeId !== storeId) return ctx.refuse('NOT_FOUND');
    // Appeals and half-approved cases are HQ's.
    if (doc.status !== 'applied') return ctx.refuse('WRONG_STATE');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    if (!approve) return rejectCase(tx, ctx, order, doc, personOf(ctx), text);
    if (!stillThere(order, doc.units)) return ctx.refuse('ENDED');
    const needed = deskOf(doc.status, fenNow(order, doc, ctx.now), policy);
    if (!mayApproveAs(shopDesk(ctx, storeId), needed))
      return ctx.refuse('OVER_LIMIT', { detail: { desk: needed } });
    return approveCase(tx, ctx, order, doc, personOf(ctx), text);
  });
  await tellSoon(ctx);
  return done;
});
