import { nextStatus } from '#shared/domain/order';
import type { Ctx, PayState } from '../../kit/ports';
import { markPaid } from './markPaid';
import { requestRefund } from './requestRefund';

export type Applied =
  /** The order is paid now. */
  | 'paid'
  /** Known before; nothing changed. */
  | 'repeated'
  /** The order had ended: the money goes back. */
  | 'refunding'
  /** Not a payment of ours, or of another amount: nothing is booked, a person has to look. */
  | 'unclear';

/**
 * Books a captured payment exactly once, wherever the news comes from: callback, query or timer.
 * Everything is decided on documents read in the transaction, so repeats and races end as no-ops.
 */
export async function applyPayment(
  ctx: Pick<Ctx, 'write' | 'derive' | 'seal' | 'now' | 'log'>,
  state: PayState,
): Promise<Applied> {
  if (state.state !== 'SUCCESS') return 'unclear';
  return ctx.write(async (tx) => {
    const payment = await tx.get('payments', state.outTradeNo);
    const order = payment && (await tx.get('orders', payment.orderId));
    if (!payment || !order || state.amountFen !== payment.amountFen) {
      const expected = payment?.amountFen ?? null;
      ctx.log({ unclearPayment: state.outTradeNo, amountFen: state.amountFen, expected });
      return 'unclear';
    }
    if (payment.status === 'paid') return 'repeated';
    const paidAt = state.paidAt ?? ctx.now;
    await tx.update('payments', payment._id, {
      set: { status: 'paid', transactionId: state.transactionId, paidAt },
    });
    if (nextStatus(order, 'pay')) {
      await markPaid(tx, ctx, order, paidAt);
      return 'paid';
    }
    await requestRefund(tx, ctx, order, {
      amountFen: payment.amountFen,
      reason: '付款时订单已取消，自动退款',
      lines: [],
      late: true,
    });
    return 'refunding';
  });
}
