import { randomBytes, randomInt } from 'node:crypto';
import type { Fields } from '../server/read';
import { fieldsOf, numberOf, textOf } from '../server/read';
import type { Books, NotifyTarget, Transaction } from './books';
import { PayProblem } from './books';

const PREPAY_LIFE_MS = 2 * 3_600_000;
/** The largest sum one payment may have, fen. */
const LARGEST = 10_000_000_00;

export interface Order {
  readonly outTradeNo: string;
  readonly appid: string;
  readonly mchid: string;
  readonly description: string;
  readonly openid: string;
  readonly total: number;
  readonly notify: NotifyTarget;
  readonly attach?: string;
  readonly expiresAt?: number;
}

const bad = (what: string) => new PayProblem(400, 'PARAM_ERROR', `参数错误：${what}`);

/** Reads `POST /v3/pay/transactions/jsapi` as strictly as the real one. */
export const readOrder = (body: Fields, merchant: { mchid: string; appid: string }): Order => {
  const order = {
    outTradeNo: textOf(body, 'out_trade_no'),
    appid: textOf(body, 'appid'),
    mchid: textOf(body, 'mchid'),
    description: textOf(body, 'description'),
    openid: textOf(fieldsOf(body, 'payer'), 'openid'),
    total: numberOf(fieldsOf(body, 'amount'), 'total') ?? 0,
  };
  if (!/^[\w\-|*]{6,32}$/.test(order.outTradeNo))
    throw bad('out_trade_no 须为 6–32 位字母、数字或 _-|*');
  if (!order.description || order.description.length > 127)
    throw bad('description 须为 1–127 个字符');
  if (!order.openid) throw bad('payer.openid 为空');
  if (!Number.isInteger(order.total) || order.total < 1 || order.total > LARGEST) {
    throw bad('amount.total 须为正整数（分）');
  }
  if (order.mchid !== merchant.mchid || order.appid !== merchant.appid) {
    throw new PayProblem(400, 'APPID_MCHID_NOT_MATCH', 'appid 与 mchid 不匹配');
  }
  const url = readNotifyUrl(textOf(body, 'notify_url'));
  const expires = textOf(body, 'time_expire');
  if (expires && Number.isNaN(Date.parse(expires))) throw bad('time_expire 须为 RFC 3339 时间');
  const attach = textOf(body, 'attach');
  return {
    ...order,
    notify: { url },
    ...(expires ? { expiresAt: Date.parse(expires) } : {}),
    ...(attach ? { attach } : {}),
  };
};

export const readNotifyUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.search || !url.protocol.startsWith('http'))
    throw bad('notify_url 须为不带参数的网址');
  return text;
};

/** Takes an order into the books, or the same order again under a further prepay id. */
export const placeOrder = (books: Books, order: Order, now: number): string => {
  const before = books.find(order.outTradeNo);
  if (before) assertSame(before, order);
  const id = `wx${randomBytes(17).toString('hex')}`;
  const prepayIds = [...(before?.prepayIds ?? []), { id, until: now + PREPAY_LIFE_MS }];
  books.write({
    ...order,
    prepayIds,
    state: 'NOTPAY',
    createdAt: before?.createdAt ?? now,
  });
  return id;
};

const assertSame = (before: Transaction, order: Order): void => {
  if (before.state === 'SUCCESS' || before.state === 'REFUND') {
    throw new PayProblem(400, 'ORDERPAID', '该订单已支付');
  }
  if (before.state === 'CLOSED' || before.state === 'REVOKED')
    throw new PayProblem(400, 'ORDER_CLOSED', '该订单已关闭');
  const same =
    before.total === order.total &&
    before.openid === order.openid &&
    before.description === order.description;
  if (!same) throw new PayProblem(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
};

export const closeOrder = (books: Books, outTradeNo: string): void => {
  const order = books.find(outTradeNo);
  if (!order) throw new PayProblem(404, 'ORDER_NOT_EXIST', '订单不存在');
  if (order.state === 'SUCCESS' || order.state === 'REFUND') {
    throw new PayProblem(400, 'ORDERPAID', '该订单已支付');
  }
  if (order.authCode !== undefined)
    throw new PayProblem(400, 'INVALID_REQUEST', '付款码支付的订单用撤销接口结束');
  books.write({ ...order, state: 'CLOSED' });
};

/** Takes the shopper's money. */
export const charge = (books: Books, order: Transaction, now: number): Transaction =>
  books.write({
    ...order,
    state: 'SUCCESS',
    paidAt: now,
    transactionId: `42000${String(randomInt(1e6)).padStart(6, '0')}${now}${String(randomInt(1e4)).padStart(4, '0')}`,
  });
