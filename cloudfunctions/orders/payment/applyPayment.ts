import { nextStatus } from '#shared/domain/order';
import type { OrderDoc } from '#shared/model/docs';
import { bookAssetPayment } from '../../assets/payments/bookAssetPayment';
import { link } from '../../kit/ask';
import type { Ctx, PayState, WriteTx } from '../../kit/ports';
import { Outdated, readAhead, seen, type Seen } from '../../kit/readAhead';
import { finishSale } from './finishSale';
import { markPaid } from './markPaid';
import { refundLate } from './requestRefund';

export type Applied =
  /** The order is paid now. */
  | 'paid'
  /** Known before; nothing changed. */
  | 'repeated'
  /** The order had ended: the money goes back. */
  | 'refunding'
  /** Not a payment of ours, or of another amount: nothing is booked, a person has to look. */
  | 'unclear';

type Booking = Pick<Ctx, 'derive' | 'seal' | 'now' | 'log' | 'cached' | 'db'>;

/** Books a captured payment exactly once, wherever the news comes from: callback, query or timer. */
export async function applyPayment(
  ctx: Booking & Pick<Ctx, 'write'>,
  state: PayState,
): Promise<Applied> {
  const before = await lookAhead(ctx.db, state.outTradeNo);
  if (before)
    try {
      return await ctx.write(
        async (tx) => (await bookPayment(readAhead(tx, before), ctx, state)).applied,
      );
    } catch (error) {
      // Somebody was quicker: what happened meanwhile decides.
      if (!(error instanceof Outdated)) throw error;
    }
  return ctx.write(async (tx) => (await bookPayment(tx, ctx, state)).applied);
}

/**
 * Nearly always an order waits and its payment is news. Then all of it is read in one trip before the transaction
 * begins, and every one of the three documents is written in it, so none can have changed unseen.
 */
async function lookAhead(db: Ctx['db'], outTradeNo: string): Promise<Seen[] | undefined> {
  const found = await db.gather('payments', outTradeNo, {
    orders: link('orders', 'orderId'),
    assets: link('assets', 'memberId'),
  });
  const { doc: payment, also } = found ?? {};
  const order = also?.orders[0];
  if (payment?.status !== 'created' || !order || !nextStatus(order, 'pay')) return undefined;
  // A counter sale writes more than these, and may have no member.
  if (order.channel === 'pos') return undefined;
  return [
    seen('payments', outTradeNo, payment, ({ status }) => ({ status })),
    seen('orders', order._id, order, ({ status, updatedAt }) => ({ status, updatedAt })),
    seen('assets', order.memberId, also?.assets[0], ({ version }) => ({ version })),
  ];
}

/**
 * The same inside the caller's transaction; also returns the order as it is afterwards. Everything is
 * decided on documents read in the transaction, so repeats and races end as no-ops.
 */
export async function bookPayment(
  tx: WriteTx,
  ctx: Booking,
  state: PayState,
): Promise<{ applied: Applied; order?: OrderDoc }> {
  const payment = await tx.get('payments', state.outTradeNo);
  if (payment?.purpose === 'topUp' || payment?.purpose === 'card')
    return { applied: await bookAssetPayment(tx, ctx, payment, state) };
  const order = payment && (await tx.get('orders', payment.orderId));
  if (!payment || !order || state.state !== 'SUCCESS' || state.amountFen !== payment.amountFen) {
    const expected = payment?.amountFen ?? null;
    ctx.log({ unclearPayment: state.outTradeNo, amountFen: state.amountFen, expected });
    return { applied: 'unclear' };
  }
  if (payment.status === 'paid') return { applied: 'repeated', order };
  const paidAt = state.paidAt ?? ctx.now;
  await tx.update('payments', payment._id, {
    set: { status: 'paid', transactionId: state.transactionId, paidAt },
  });
  if (nextStatus(order, 'pay'))
    return {
      applied: 'paid',
      order:
        order.channel === 'pos'
          ? await finishSale(tx, ctx, order, paidAt)
          : await markPaid(tx, ctx, order, paidAt),
    };
  await refundLate(tx, ctx, order, payment);
  return { applied: 'refunding', order };
}
