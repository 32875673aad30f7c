import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { isBurnt } from '../orders/checkout/burn';

/** A counter sale of this shop; anything else is not there. */
export async function saleOf(
  { db, refuse }: Pick<Ctx, 'db' | 'refuse'>,
  storeId: string,
  orderId: string,
): Promise<OrderDoc> {
  const order = await db.get('orders', orderId);
  if (order?.storeId !== storeId || order.channel !== 'pos' || isBurnt(order))
    return refuse('NOT_FOUND');
  return order;
}
