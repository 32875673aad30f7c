import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';
import { isBurnt } from './burn';

/** The member's own order; another's answers exactly as one that is not there. */
export async function ownOrder(
  ctx: Pick<Ctx, 'db' | 'refuse'>,
  memberId: string,
  orderId: string,
): Promise<OrderDoc> {
  const order = await ctx.db.get('orders', orderId);
  if (order?.memberId !== memberId || isBurnt(order)) return ctx.refuse('NOT_FOUND');
  return order;
}

/** The same for a shop: another shop's order is not there. */
export async function shopOrder(
  ctx: Pick<Ctx, 'db' | 'refuse'>,
  storeId: string,
  orderId: string,
): Promise<OrderDoc> {
  const order = await ctx.db.get('orders', orderId);
  if (order?.storeId !== storeId || isBurnt(order)) return ctx.refuse('NOT_FOUND');
  return order;
}
