import { ORDER_MOVES, nextStatus, type OrderMove, type OrderStatus } from '#shared/domain/order';
import type { OrderDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../../kit/ports';
import { isBurnt } from '../checkout/burn';
import { actorOf } from '../actor';

type Refusing = Pick<Ctx<'WRONG_STATE'>, 'refuse' | 'now' | 'me'>;

/** The shop's order as it is in this transaction; another shop's is not there. */
export async function shopOrderIn(
  tx: WriteTx,
  ctx: Pick<Ctx, 'refuse'>,
  storeId: string,
  orderId: string,
): Promise<OrderDoc> {
  const order = await tx.get('orders', orderId);
  if (order?.storeId !== storeId || isBurnt(order)) return ctx.refuse('NOT_FOUND');
  return order;
}

/** Refuses a move the order cannot make now; two clerks at once: the second sees the first's result. */
export function mustMove(ctx: Refusing, order: OrderDoc, move: OrderMove): OrderStatus {
  return nextStatus(order, move) ?? ctx.refuse('WRONG_STATE', { detail: { status: order.status } });
}

/** Writes a move with its line in the order's history and its audit row. */
export async function advance(
  tx: WriteTx,
  ctx: Refusing,
  order: OrderDoc,
  move: OrderMove,
  { set = {}, text = '' }: { set?: Partial<OrderDoc>; text?: string } = {},
): Promise<OrderStatus> {
  const status = mustMove(ctx, order, move);
  const step = { at: ctx.now, status, text: ORDER_MOVES[move].text + text, by: actorOf(ctx) };
  await tx.update('orders', order._id, {
    set: { ...set, status, updatedAt: ctx.now },
    push: { steps: step },
  });
  auditMove(tx, order, status);
  return status;
}

export const auditMove = (
  tx: WriteTx,
  order: OrderDoc,
  status: OrderStatus,
  more: Record<string, unknown> = {},
  reason = '',
): void =>
  tx.audit({
    target: 'orders',
    targetId: order._id,
    storeId: order.storeId,
    before: { status: order.status },
    after: { status, ...more },
    reason,
  });

/** Fields every event of an order carries. */
export const eventOf = ({ _id, no, storeId, memberId, mode }: OrderDoc) => ({
  orderId: _id,
  orderNo: no,
  storeId,
  memberId,
  mode,
});
