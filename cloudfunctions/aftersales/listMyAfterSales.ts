import { listMyAfterSales } from '#shared/contracts/aftersales';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { caseViews } from './view';

/** The member's cases, newest first; those of one order where one is named. */
export const main = serve(listMyAfterSales, async ({ orderId }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const docs = await ctx.db.find(
    'afterSales',
    orderId === undefined ? { memberId } : { memberId, orderId },
    { sort: { createdAt: -1, _id: -1 }, limit: 50 },
  );
  return { items: await caseViews(ctx, docs) };
});
