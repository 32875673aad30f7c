import { acceptOrder } from '#shared/contracts/storeOrders';
import type { EventPayloads } from '#shared/model/events';
import { serve } from '../kit/serve';
import { advance, eventOf, shopOrderIn } from './fulfil/advance';

/** paid → accepted. From here on the shopper can no longer cancel alone. */
export const main = serve(acceptOrder, ({ storeId, orderId }, ctx) =>
  ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, orderId);
    const status = await advance(tx, ctx, order, 'accept');
    tx.emit('order.accepted', orderId, {
      ...eventOf(order),
      at: ctx.now,
      readyAt: order.readyAt,
    } satisfies EventPayloads['order.accepted']);
    return { status };
  }),
);
