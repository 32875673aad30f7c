import { payOrder } from '#shared/contracts/orders';
import { nextStatus } from '#shared/domain/order';
import type { OrderDoc } from '#shared/model/docs';
import type { Ctx, PayParams } from '../kit/ports';
import { serve } from '../kit/serve';
import { ownOrder } from './checkout/ownOrder';
import { applyPayment } from './payment/applyPayment';
import { markPaid } from './payment/markPaid';
import { paymentIdOf } from './payment/numbers';
import { shopperOf } from '../kit/shopper';

/** Opens the payment of an order, or says that it is paid. Repeating gives new parameters for the same payment. */
export const main = serve(payOrder, async ({ orderId }, ctx) => {
  const { id: memberId, openid } = shopperOf(ctx);
  const order = await ownOrder(ctx, memberId, orderId);
  if (order.paidAt !== null && order.status !== 'cancelled') return { paid: true, payment: null };
  if (!nextStatus(order, 'pay') || order.payBefore <= ctx.now)
    return ctx.refuse('ORDER_NOT_PAYABLE');
  if (order.totals.tender.providerFen === 0) {
    await payNothing(ctx, orderId);
    return { paid: true, payment: null };
  }
  const outTradeNo = await register(ctx, order);
  const opened = await open(ctx, outTradeNo, order, openid);
  if (opened) return { paid: false, payment: opened };
  // Refused because it is paid already, or the company is away: only its own word counts.
  const said = await ctx.pay.query(outTradeNo).catch(() => undefined);
  if (said?.state === 'SUCCESS' && (await applyPayment(ctx, said)) !== 'refunding')
    return { paid: true, payment: null };
  return ctx.refuse('PAY_UNAVAILABLE');
});

/** Our record stands before the company hears of the payment: whatever it captures is known to us. */
async function register(ctx: Ctx, order: OrderDoc): Promise<string> {
  const outTradeNo = paymentIdOf(ctx, order._id);
  await ctx.db.insert('payments', {
    _id: outTradeNo,
    orderId: order._id,
    memberId: order.memberId,
    provider: 'wechat',
    amountFen: order.totals.tender.providerFen,
    status: 'created',
    transactionId: null,
    paidAt: null,
    refundedFen: 0,
    createdAt: ctx.now,
  });
  return outTradeNo;
}

async function open(
  ctx: Ctx,
  outTradeNo: string,
  order: OrderDoc,
  openid: string,
): Promise<PayParams | null> {
  const [first] = order.lines;
  const description = `${order.storeName} ${first?.title ?? ''}`.slice(0, 40);
  try {
    const prepayId = await ctx.pay.prepay({
      outTradeNo,
      amountFen: order.totals.tender.providerFen,
      openid,
      description,
      expiresAt: order.payBefore,
    });
    return ctx.pay.params(prepayId);
  } catch (error) {
    ctx.log({ prepayFailed: outTradeNo, why: String(error) });
    return null;
  }
}

const payNothing = (ctx: Ctx, orderId: string): Promise<void> =>
  ctx.write(async (tx) => {
    const order = await tx.get('orders', orderId);
    if (order && nextStatus(order, 'pay')) await markPaid(tx, ctx, order, ctx.now);
  });
