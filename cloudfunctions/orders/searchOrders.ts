import { searchOrders } from '#shared/contracts/orders';
import { between, ne } from '../kit/conditions';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { staffView } from './views/staffView';

/** Later than any order. */
const EVER = 8_640_000_000_000_000;

/** HQ's order table; a region's manager sees the region's shops. A phone is found by its blind index. */
export const main = serve(searchOrders, async (input, ctx) => {
  const { storeId, status, mode, orderNo, phone, from, to, page, size } = input;
  const where: Where = {
    no: orderNo ? orderNo : ne(''),
    ...ctx.within(storeId),
    ...(status === undefined ? {} : { status }),
    ...(mode === undefined ? {} : { mode }),
    ...(phone === undefined ? {} : { phoneIdx: ctx.seal.index('phone', phone) }),
    ...(from === undefined && to === undefined
      ? {}
      : { createdAt: between(from ?? 0, to ?? EVER) }),
  };
  const [orders, total] = await Promise.all([
    ctx.db.find('orders', where, {
      sort: sortBy(input.sort, { createdAt: -1 }),
      skip: (page - 1) * size,
      limit: size,
    }),
    ctx.db.count('orders', where),
  ]);
  const { seal, now } = ctx;
  return { items: orders.map((order) => staffView(order, { seal, now, reader: 'hq' })), total };
});
