import { rejectOrder } from '#shared/contracts/storeOrders';
import { serve } from '../kit/serve';
import { auditMove, mustMove, shopOrderIn } from './fulfil/advance';
import { endOrder } from './fulfil/endOrder';
import { actorOf } from './actor';
import { tellSoon } from './tellSoon';

/** The shop cannot serve the order: pieces, coupon and money go back. */
export const main = serve(rejectOrder, async ({ storeId, orderId, reason }, ctx) => {
  const done = await ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, orderId);
    const status = mustMove(ctx, order, 'reject');
    const { refundFen } = await endOrder(tx, ctx, order, {
      move: 'reject',
      reason,
      by: 'store',
      actor: actorOf(ctx),
    });
    auditMove(tx, order, status, { refundFen }, reason);
    return { status, refundFen };
  });
  await tellSoon(ctx);
  return done;
});
