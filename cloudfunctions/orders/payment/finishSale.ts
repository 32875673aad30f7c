import type { OrderDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../../kit/ports';
import { countSale } from '../../till/drawer';
import { completeOrder } from '../fulfil/completeOrder';
import { markPaid } from './markPaid';

/**
 * A counter sale becomes paid and is gone: money, pieces, points, drawer and events in the caller's transaction.
 * Cash goes into the till's open session; a session that closed meanwhile takes none (throws `DrawerShut`).
 */
export async function finishSale(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'seal' | 'now' | 'cached' | 'db'>,
  order: OrderDoc,
  paidAt: number,
): Promise<OrderDoc> {
  const paid = await markPaid(tx, ctx, order, paidAt);
  await completeOrder(tx, ctx, paid, 'takeAway', order.pos?.cashier ?? 'system');
  await countSale(tx, order, ctx.now);
  return { ...paid, status: 'completed', completedAt: ctx.now };
}
