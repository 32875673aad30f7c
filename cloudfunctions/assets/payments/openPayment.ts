import { MINUTE_MS } from '#shared/domain/time';
import type { PaymentDoc } from '#shared/model/docs';
import type { Ctx, PayParams } from '../../kit/ports';
import { applyPayment } from '../../orders/payment/applyPayment';
import { paymentIdOf } from '../../orders/payment/numbers';

/** A top-up or card not paid within this time is closed. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS;

interface Wanted {
  readonly purpose: NonNullable<PaymentDoc['purpose']>;
  /** The top-up or card sale, written before. */
  readonly id: string;
  readonly memberId: string;
  readonly openid: string;
  readonly amountFen: number;
  readonly description: string;
  readonly createdAt: number;
}

/**
 * Opens the payment of a top-up or a card; repeating gives new parameters for the same one. Our record stands
 * before the company hears of it, so whatever it captures is known to us. `null`: the company is away.
 */
export async function openPayment(ctx: Ctx, wanted: Wanted): Promise<PayParams | 'paid' | null> {
  const { purpose, id, memberId, openid, amountFen, description, createdAt } = wanted;
  const outTradeNo = paymentIdOf(ctx, id);
  await ctx.db.insert('payments', {
    _id: outTradeNo,
    purpose,
    orderId: id,
    memberId,
    provider: 'wechat',
    amountFen,
    status: 'created',
    transactionId: null,
    paidAt: null,
    refundedFen: 0,
    createdAt,
  });
  try {
    const expiresAt = createdAt + PAY_WITHIN_MS;
    const prepayId = await ctx.pay.prepay({
      outTradeNo,
      amountFen,
      openid,
      description,
      expiresAt,
    });
    return ctx.pay.params(prepayId);
  } catch (error) {
    ctx.log({ prepayFailed: outTradeNo, why: String(error) });
  }
  // Refused because it is paid already, or the company is away: only its own word counts.
  const said = await ctx.pay.query(outTradeNo).catch(() => undefined);
  if (said?.state !== 'SUCCESS') return null;
  await applyPayment(ctx, said);
  return 'paid';
}
