import type { Err } from '#shared/contracts/kit';
import type { ringUp } from '#shared/contracts/counter';
import type { OrderDoc } from '#shared/model/docs';
import type { Ctx, PayState } from '../kit/ports';
import { bookPayment } from '../orders/payment/applyPayment';
import { paymentIdOf } from '../orders/payment/numbers';
import { auditSale } from './auditSale';
import { breakOff } from './breakOff';

type Call = Ctx<Err<typeof ringUp>>;

/**
 * Takes the rest of a sale by the code on the shopper's phone. Our record stands before the company hears of it.
 * Taken: booked, goods gone. Asked for the password: the order waits, `checkSale` goes on. Refused: the company's
 * own books have the last word, then the sale is broken off and everything given back.
 */
export async function payCode(ctx: Call, order: OrderDoc, authCode: string): Promise<OrderDoc> {
  const outTradeNo = paymentIdOf(ctx, order._id);
  const amountFen = order.totals.tender.providerFen;
  const fresh = await ctx.write(async (tx) => {
    if (await tx.get('payments', outTradeNo)) return false;
    await tx.insert('payments', {
      _id: outTradeNo,
      orderId: order._id,
      memberId: order.memberId,
      provider: 'wechat',
      code: true,
      amountFen,
      status: 'created',
      transactionId: null,
      paidAt: null,
      refundedFen: 0,
      createdAt: ctx.now,
    });
    auditSale(tx, order);
    return true;
  });
  const known = fresh ? undefined : await ask(ctx, outTradeNo);
  const said: Said = known && known.state !== 'UNKNOWN' ? known : await take();
  if (said.state === 'SUCCESS') return settle(ctx, order, said);
  if (said.state === 'USERPAYING') return order;
  const { order: after, unclear } = await breakOff(ctx, order, '微信没有收到款');
  if (after.status === 'completed') return after;
  if (unclear) return ctx.refuse('PAY_UNCLEAR');
  return ctx.refuse('PAY_FAILED', said.why === undefined ? {} : { message: said.why });

  async function take(): Promise<Said> {
    const description = `${order.storeName} 收银`.slice(0, 40);
    const { storeId } = order;
    try {
      return await ctx.pay.payByCode({ outTradeNo, amountFen, authCode, description, storeId });
    } catch (error) {
      // The answer was lost: only the company knows whether it took the money.
      ctx.log({ codePayLost: outTradeNo, why: String(error) });
      return ask(ctx, outTradeNo);
    }
  }
}
type Said = PayState & { readonly why?: string };

/** What the company's books say; refuses when it cannot be reached, the sale then waits for `checkSale`. */
async function ask(ctx: Call, outTradeNo: string): Promise<Said> {
  try {
    return await ctx.pay.query(outTradeNo);
  } catch (error) {
    ctx.log({ queryFailed: outTradeNo, why: String(error) });
    return ctx.refuse('PAY_UNCLEAR');
  }
}

export async function settle(
  ctx: Pick<Ctx, 'write' | 'derive' | 'seal' | 'now' | 'log' | 'cached' | 'db'>,
  order: OrderDoc,
  said: PayState,
): Promise<OrderDoc> {
  return ctx.write(async (tx) => {
    const { order: after } = await bookPayment(tx, ctx, said);
    auditSale(tx, after ?? order);
    return after ?? order;
  });
}
