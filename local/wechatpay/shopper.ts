import type { Transaction } from './books';
import { PayProblem } from './books';
import { charge } from './orders';
import type { PayWorld } from './pay-world';
import { verifyLines } from './signature';
import { orderView } from './views';

export const OUTCOMES = ['success', 'cancel', 'fail', 'later'] as const;
export type PayOutcome = (typeof OUTCOMES)[number];

/** What `wx.requestPayment` was given, to be checked as the phone does. */
export interface PaymentParams {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly paySign: string;
}

export interface Confirmed {
  readonly outcome: PayOutcome;
  readonly tradeState: Transaction['state'];
  readonly outTradeNo: string;
  readonly total: number;
  readonly description: string;
}

/** How long the money of a payment "later" is on its way while the shopper already sees nothing happen. */
const LATER_MS = 15_000;

/** The shopper before the payment sheet: pays, turns away, has no money, or pays with the answer lost on the way. */
export const confirmPayment = (
  world: PayWorld,
  deliverPaid: (order: Transaction) => void,
  prepayId: string,
  outcome: PayOutcome,
  params?: PaymentParams,
): Confirmed => {
  const order = payable(world, prepayId, params);
  const pay = () => {
    const now = world.books.find(order.outTradeNo);
    if (now?.state === 'NOTPAY') deliverPaid(charge(world.books, now, world.clock.now()));
  };
  if (outcome === 'success') pay();
  if (outcome === 'later') world.clock.at(world.clock.now() + LATER_MS, pay);
  const { outTradeNo, total, description } = order;
  const tradeState = world.books.find(outTradeNo)?.state ?? order.state;
  return { outcome, tradeState, outTradeNo, total, description };
};

/** The order behind a prepay id, if it may still be paid. */
const payable = (world: PayWorld, prepayId: string, params?: PaymentParams): Transaction => {
  const { books, clock, keys, merchant } = world;
  const order = books.findByPrepay(prepayId);
  const until = order?.prepayIds.find(({ id }) => id === prepayId)?.until ?? 0;
  if (!order || until < clock.now()) {
    throw new PayProblem(400, 'INVALID_REQUEST', '支付会话已失效，请重新下单');
  }
  if (order.state === 'CLOSED') throw new PayProblem(400, 'ORDER_CLOSED', '该订单已关闭');
  if (order.state !== 'NOTPAY') throw new PayProblem(400, 'ORDERPAID', '该订单已支付');
  if (order.expiresAt !== undefined && order.expiresAt < clock.now()) {
    throw new PayProblem(400, 'ORDER_CLOSED', '订单已超过支付时间');
  }
  if (params) {
    const lines = [merchant.appid, params.timeStamp, params.nonceStr, params.package];
    if (!verifyLines(lines, params.paySign, keys.merchantPublicKey)) {
      throw new PayProblem(400, 'SIGN_ERROR', '支付验证签名失败');
    }
  }
  return order;
};

export const paidNotice = (order: Transaction) => orderView(order);
