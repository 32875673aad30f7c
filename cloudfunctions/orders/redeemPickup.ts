import { redeemPickup } from '#shared/contracts/storeOrders';
import { nextStatus } from '#shared/domain/order';
import { plainCode } from '#shared/domain/pickup';
import { serve } from '../kit/serve';
import { auditMove, shopOrderIn } from './fulfil/advance';
import { completeOrder } from './fulfil/completeOrder';
import { actorOf } from './actor';
import { lineView } from './views/brief';

/**
 * Hands goods over against the code, once, and only in the order's own shop: a code of another shop looks
 * like one that does not exist (CRMEB lets any shop redeem and moves the order). The state is read and
 * written in one transaction, so two scans at once hand over once.
 */
export const main = serve(redeemPickup, async ({ storeId, code }, ctx) => {
  const pickupCodeIdx = ctx.seal.index('code', plainCode(code));
  const [found] = await ctx.db.find('orders', { pickupCodeIdx, storeId }, { limit: 1 });
  if (!found) return ctx.refuse('CODE_UNKNOWN');
  return ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, found._id);
    if (order.status === 'completed') return ctx.refuse('ALREADY_PICKED');
    if (order.status === 'cancelled') return ctx.refuse('CANCELLED');
    const status = nextStatus(order, 'handOver');
    if (!status) return ctx.refuse('NOT_READY');
    await completeOrder(tx, ctx, order, 'handOver', actorOf(ctx));
    auditMove(tx, order, status);
    return {
      orderId: order._id,
      orderNo: order.no,
      customer: order.customer,
      lines: order.lines.map(lineView),
      status,
    };
  });
});
