import { costLegs } from '#shared/domain/membership/ledger';
import { ORDER_MOVES } from '#shared/domain/order';
import { sum } from '#shared/domain/money';
import { businessDayOf, hourOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import { book } from '../../assets/books';
import type { Ctx, WriteTx } from '../../kit/ports';
import { givenCosts } from '../payment/costs';
import { claimsOf, movePieces } from './pieces';
import { soldLine } from './soldLines';

/**
 * The goods leave the shop: the reservation is consumed and the sale journalled in one transaction, and what was
 * given along is booked to who bears it.
 */
export async function completeOrder(
  tx: WriteTx,
  ctx: Pick<Ctx, 'now'>,
  order: OrderDoc,
  move: 'handOver' | 'deliver' | 'takeAway',
  actor: string,
): Promise<void> {
  const { now } = ctx;
  await tx.update('orders', order._id, {
    set: { status: 'completed', completedAt: now, updatedAt: now },
    push: { steps: { at: now, status: 'completed', text: ORDER_MOVES[move].text, by: actor } },
  });
  await movePieces(tx, order, claimsOf(order), (_sku, n) => ({ sold: n }), actor, now);
  const { storeId, memberId } = order;
  const about = { at: now, memberId, storeId, text: `订单 ${order.no} 赠品与免运费` };
  await book(tx, `given:${order._id}`, costLegs(storeId, givenCosts(order)), about);
  const lines = order.lines
    .map((line) => soldLine(line, line.picked ?? line.qty))
    .filter((line) => line.n > 0);
  tx.emit('order.completed', order._id, {
    orderId: order._id,
    orderNo: order.no,
    storeId: order.storeId,
    memberId: order.memberId,
    mode: order.mode,
    at: now,
    day: businessDayOf(now),
    hour: hourOf(now),
    pieces: sum(lines.map((line) => line.n)),
    lines,
  } satisfies EventPayloads['order.completed']);
}
