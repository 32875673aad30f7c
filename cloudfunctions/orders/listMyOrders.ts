import { listMyOrders } from '#shared/contracts/orders';
import { TABS } from '#shared/domain/order';
import { oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { briefView } from './views/brief';
import { orderPage } from './views/page';

export const main = serve(listMyOrders, async ({ tab, cursor }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const where = { memberId, ...(tab === 'all' ? {} : { status: oneOf(TABS[tab]) }) };
  const { orders, ...page } = await orderPage(ctx.db, where, cursor, -1);
  return { items: orders.map(briefView), ...page };
});
