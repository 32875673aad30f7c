import type { PaymentDoc } from '#shared/model/docs';
import type { Ctx, PayState, Tx } from '../../kit/ports';

/** `paid` carries what the payment company says; after `closed` no money can arrive any more. */
export type Closed =
  | { readonly state: 'closed' }
  | { readonly state: 'paid'; readonly said: PayState }
  | { readonly state: 'unclear' };

/**
 * Ends an open payment before its order ends. Closing first and asking afterwards leaves no gap in which
 * the shopper could still pay: a payment that was quicker refuses the close, and the query then says so.
 */
export async function closePayment(
  ctx: Pick<Ctx, 'pay' | 'log'>,
  payment: PaymentDoc,
): Promise<Closed> {
  if (payment.status === 'closed') return { state: 'closed' };
  try {
    await (payment.code ? ctx.pay.reverse(payment._id) : ctx.pay.close(payment._id));
  } catch (error) {
    ctx.log({ closeRefused: payment._id, why: String(error) });
  }
  try {
    const said = await ctx.pay.query(payment._id);
    if (said.state === 'SUCCESS') return { state: 'paid', said };
    // Unknown at the payment company: the prepay never got there, and this number is never used again.
    if (said.state === 'CLOSED' || said.state === 'UNKNOWN') return { state: 'closed' };
  } catch (error) {
    ctx.log({ queryFailed: payment._id, why: String(error) });
  }
  return { state: 'unclear' };
}

/** Books the close with the order's end. A capture that still comes is booked over it and refunded. */
export async function markClosed(tx: Tx, outTradeNo: string): Promise<void> {
  const payment = await tx.get('payments', outTradeNo);
  if (payment?.status === 'created')
    await tx.update('payments', outTradeNo, { set: { status: 'closed' } });
}
