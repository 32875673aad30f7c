import { moveDelivery } from '#shared/contracts/storeOrders';
import type { EventPayloads } from '#shared/model/events';
import { serve } from '../kit/serve';
import { advance, auditMove, eventOf, mustMove, shopOrderIn } from './fulfil/advance';
import { completeOrder } from './fulfil/completeOrder';
import { actorOf } from './actor';

/** On the way, and delivered; the reservation is consumed at the door. */
export const main = serve(moveDelivery, ({ storeId, orderId, to }, ctx) =>
  ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, orderId);
    if (to === 'dispatched') {
      const status = await advance(tx, ctx, order, 'dispatch');
      tx.emit('order.dispatched', orderId, {
        ...eventOf(order),
        at: ctx.now,
      } satisfies EventPayloads['order.dispatched']);
      return { status };
    }
    const status = mustMove(ctx, order, 'deliver');
    await completeOrder(tx, ctx, order, 'deliver', actorOf(ctx));
    auditMove(tx, order, status);
    return { status };
  }),
);
