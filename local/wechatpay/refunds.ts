import { randomInt } from 'node:crypto';
import type { Fields } from '../server/read';
import { fieldsOf, numberOf, textOf } from '../server/read';
import type { Books, Refund, Transaction } from './books';
import { PayProblem } from './books';
import { readNotifyUrl } from './orders';

const REFUNDABLE_MS = 365 * 86_400_000;
const MOST_REFUNDS = 50;

/** `POST /v3/refund/domestic/refunds`: accepted is not yet given back, and one number refunds once. */
export const acceptRefund = (books: Books, body: Fields, now: number): Refund => {
  const outRefundNo = textOf(body, 'out_refund_no');
  const amount = fieldsOf(body, 'amount');
  const sum = numberOf(amount, 'refund') ?? 0;
  if (!/^[\w\-|*@]{1,64}$/.test(outRefundNo)) {
    throw new PayProblem(400, 'PARAM_ERROR', '参数错误：out_refund_no');
  }
  const order =
    books.find(textOf(body, 'out_trade_no')) ??
    books.findByTransactionId(textOf(body, 'transaction_id'));
  if (!order?.transactionId) throw new PayProblem(404, 'RESOURCE_NOT_EXISTS', '订单不存在或未支付');

  const before = books.findRefund(outRefundNo);
  if (before) {
    if (before.amount === sum && before.outTradeNo === order.outTradeNo) return before;
    throw new PayProblem(400, 'INVALID_REQUEST', '同一退款单号的参数与首次不一致');
  }
  assertRefundable(books, order, sum, numberOf(amount, 'total') ?? 0, now);
  const notifyUrl = textOf(body, 'notify_url');
  const refund: Refund = {
    outRefundNo,
    refundId: `50000${now}${String(randomInt(1e6)).padStart(6, '0')}`,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId,
    amount: sum,
    reason: textOf(body, 'reason'),
    status: 'PROCESSING',
    createdAt: now,
    ...(notifyUrl ? { notifyUrl: readNotifyUrl(notifyUrl) } : {}),
  };
  books.write({ ...order, state: 'REFUND' });
  return books.writeRefund(refund);
};

const assertRefundable = (
  books: Books,
  order: Transaction,
  sum: number,
  total: number,
  now: number,
): void => {
  if (!Number.isInteger(sum) || sum < 1)
    throw new PayProblem(400, 'PARAM_ERROR', '参数错误：amount.refund');
  if (total !== order.total) throw new PayProblem(400, 'INVALID_REQUEST', '订单金额与原单不一致');
  if (books.refunded(order.outTradeNo) + sum > order.total) {
    throw new PayProblem(400, 'INVALID_REQUEST', '退款金额超过可退金额');
  }
  const times = books.refunds().filter((one) => one.outTradeNo === order.outTradeNo).length;
  if (times >= MOST_REFUNDS) throw new PayProblem(400, 'INVALID_REQUEST', '退款次数超过上限');
  if (now > (order.paidAt ?? 0) + REFUNDABLE_MS) {
    throw new PayProblem(400, 'INVALID_REQUEST', '订单已超过一年，不能退款');
  }
};

export const settleRefund = (books: Books, refund: Refund, now: number): Refund =>
  books.writeRefund({ ...refund, status: 'SUCCESS', settledAt: now });
