import { payOutEntries } from '#shared/domain/membership/ledger';
import { businessDayOf } from '#shared/domain/time';
import type { RefundDoc, TillSessionDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import { book } from '../assets/books';
import type { Ctx, WriteTx } from '../kit/ports';
import { actorOf } from '../orders/actor';
import { moveCashIn } from './drawer';

/** A promised cash refund leaves the drawer: refund, drawer, books and event in the caller's transaction. */
export async function payOut(
  tx: WriteTx,
  ctx: Pick<Ctx, 'now' | 'me'>,
  session: TillSessionDoc,
  { _id: refundId, orderId, storeId, amountFen }: RefundDoc,
): Promise<void> {
  const order = await tx.get('orders', orderId);
  const move = {
    kind: 'refund' as const,
    fen: -amountFen,
    ref: refundId,
    text: `订单 ${order?.no ?? ''} 退款`,
    by: actorOf(ctx),
  };
  await moveCashIn(tx, session, move, ctx.now);
  await tx.update('refunds', refundId, { set: { status: 'done', doneAt: ctx.now } });
  await book(tx, `refundDone:${refundId}`, payOutEntries(storeId, session.storeId, amountFen), {
    at: ctx.now,
    memberId: null,
    storeId: session.storeId,
    text: '现金退款',
  });
  tx.emit('refund.done', refundId, {
    refundId,
    orderId,
    storeId,
    memberId: order?.memberId ?? '',
    amountFen,
    at: ctx.now,
    day: businessDayOf(ctx.now),
  } satisfies EventPayloads['refund.done']);
}
