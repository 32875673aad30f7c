import { listStoreOrders } from '#shared/contracts/storeOrders';
import { QUEUES, type Queue } from '#shared/domain/order';
import { oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { orderPage } from './views/page';
import { staffView } from './views/staffView';

/** The shop's queues: what waits longest first, what is done newest first. */
export const main = serve(listStoreOrders, async ({ storeId, queue, cursor }, ctx) => {
  const inQueue = (name: Queue) => ({ storeId, status: oneOf(QUEUES[name]) });
  const count = (name: Queue) => ctx.db.count('orders', inQueue(name));
  const [{ orders, ...page }, fresh, picking, ready, delivering] = await Promise.all([
    orderPage(ctx.db, inQueue(queue), cursor, queue === 'done' ? -1 : 1),
    count('new'),
    count('picking'),
    count('ready'),
    count('delivering'),
  ]);
  const { seal, now, me } = ctx;
  // A screen on the wall is read by everybody who passes: it learns no house number.
  const reader = me.kind === 'staff' && me.roles.every((role) => role === 'device') ? 'hq' : 'shop';
  return {
    items: orders.map((order) => staffView(order, { seal, now, reader })),
    ...page,
    counts: { new: fresh, picking, ready, delivering },
  };
});
