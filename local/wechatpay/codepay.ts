import type { Fields } from '../server/read';
import { fieldsOf, numberOf, textOf } from '../server/read';
import type { Transaction } from './books';
import { PayProblem } from './books';
import { charge } from './orders';
import type { PayWorld } from './pay-world';

/** How long a shopper who is asked for the password takes to type it. */
const PASSWORD_MS = 6_000;

const bad = (what: string) => new PayProblem(400, 'PARAM_ERROR', `参数错误：${what}`);

/**
 * `POST /v3/pay/transactions/codepay`: the code on the shopper's phone, scanned at a counter. What the shopper
 * does is in the code's last digit: 9 is asked for the password and pays some seconds later, 8 has no money,
 * anything else pays at once. A code works once.
 */
export const payByCode = (world: PayWorld, body: Fields): Transaction => {
  const { books, clock } = world;
  const order = readCodeOrder(body, world.merchant);
  const before = books.find(order.outTradeNo);
  if (before) throw asBefore(before, order);
  if (books.transactions().some(({ authCode }) => authCode === order.authCode))
    throw new PayProblem(400, 'AUTH_CODE_INVALID', '付款码已被使用');
  if (order.authCode.endsWith('8')) throw new PayProblem(403, 'NOTENOUGH', '余额不足');
  const openid = `payer-${order.authCode.slice(-4)}`;
  const asked = { ...order, openid, prepayIds: [], createdAt: clock.now() };
  if (!order.authCode.endsWith('9'))
    return charge(books, books.write({ ...asked, state: 'NOTPAY' }), clock.now());
  books.write({ ...asked, state: 'USERPAYING' });
  clock.at(clock.now() + PASSWORD_MS, () => {
    const now = books.find(order.outTradeNo);
    if (now?.state === 'USERPAYING') charge(books, now, clock.now());
  });
  throw new PayProblem(202, 'USERPAYING', '用户支付中，需要输入密码');
};

/** The same number again is the same payment, or somebody else's. */
const asBefore = (before: Transaction, order: { total: number; authCode: string }): PayProblem => {
  if (before.total !== order.total || before.authCode !== order.authCode)
    return new PayProblem(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
  if (before.state === 'USERPAYING') return new PayProblem(202, 'USERPAYING', '用户支付中');
  return new PayProblem(400, 'ORDERPAID', '该订单已支付或已撤销');
};

const readCodeOrder = (body: Fields, merchant: { mchid: string; appid: string }) => {
  const order = {
    outTradeNo: textOf(body, 'out_trade_no'),
    appid: textOf(body, 'appid'),
    mchid: textOf(body, 'mchid'),
    description: textOf(body, 'description'),
    authCode: textOf(fieldsOf(body, 'payer'), 'auth_code'),
    total: numberOf(fieldsOf(body, 'amount'), 'total') ?? 0,
  };
  if (!/^[\w\-|*]{6,32}$/.test(order.outTradeNo)) throw bad('out_trade_no');
  if (!order.description || order.description.length > 127) throw bad('description');
  if (!/^1[0-5]\d{16}$/.test(order.authCode))
    throw new PayProblem(400, 'AUTH_CODE_ERROR', '付款码须为 10–15 开头的 18 位数字');
  if (!Number.isInteger(order.total) || order.total < 1) throw bad('amount.total');
  if (!textOf(fieldsOf(fieldsOf(body, 'scene_info'), 'store_info'), 'id'))
    throw bad('scene_info.store_info.id');
  if (order.mchid !== merchant.mchid || order.appid !== merchant.appid)
    throw new PayProblem(400, 'APPID_MCHID_NOT_MATCH', 'appid 与 mchid 不匹配');
  return order;
};

/** `…/reverse`: nothing is taken any more; what was taken is given back at once. */
export const reverseOrder = ({ books, clock }: PayWorld, outTradeNo: string): Transaction => {
  const order = books.find(outTradeNo);
  if (!order) throw new PayProblem(404, 'ORDER_NOT_EXIST', '订单不存在');
  if (order.authCode === undefined)
    throw new PayProblem(400, 'INVALID_REQUEST', '只有付款码支付的订单可以撤销');
  if (order.state === 'REFUND')
    throw new PayProblem(400, 'INVALID_REQUEST', '订单已有退款，不能撤销');
  if (order.state === 'SUCCESS')
    books.writeRefund({
      outRefundNo: `reversed-${outTradeNo}`,
      refundId: `50000${clock.now()}`,
      outTradeNo,
      transactionId: order.transactionId ?? '',
      amount: order.total,
      reason: '撤销',
      status: 'SUCCESS',
      createdAt: clock.now(),
      settledAt: clock.now(),
    });
  return books.write({ ...order, state: 'REVOKED' });
};
