import type { Books, Refund, Transaction } from './books';

/** RFC 3339 in China's time, as WeChat Pay writes it. */
export const rfc3339 = (ms: number): string =>
  `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

const STATE_WORDS = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  USERPAYING: '用户支付中，需要输入密码',
  CLOSED: '订单已关闭',
  REVOKED: '已撤销',
  REFUND: '转入退款',
};

/** An order as queries answer it and callbacks carry it. */
export const orderView = (order: Transaction) => ({
  appid: order.appid,
  mchid: order.mchid,
  out_trade_no: order.outTradeNo,
  trade_type: order.authCode === undefined ? 'JSAPI' : 'MICROPAY',
  trade_state: order.state,
  trade_state_desc: STATE_WORDS[order.state],
  payer: { openid: order.openid },
  amount: {
    total: order.total,
    payer_total: order.total,
    currency: 'CNY',
    payer_currency: 'CNY',
  },
  ...(order.attach ? { attach: order.attach } : {}),
  ...(order.transactionId ? { transaction_id: order.transactionId, bank_type: 'OTHERS' } : {}),
  ...(order.paidAt ? { success_time: rfc3339(order.paidAt) } : {}),
});

export const refundView = (refund: Refund, total: number) => ({
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  transaction_id: refund.transactionId,
  out_trade_no: refund.outTradeNo,
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  funds_account: 'AVAILABLE',
  status: refund.status,
  create_time: rfc3339(refund.createdAt),
  amount: {
    total,
    refund: refund.amount,
    payer_total: total,
    payer_refund: refund.amount,
    settlement_refund: refund.amount,
    settlement_total: total,
    discount_refund: 0,
    currency: 'CNY',
  },
  ...(refund.settledAt ? { success_time: rfc3339(refund.settledAt) } : {}),
});

/** A refund callback says `refund_status` where a query says `status`. */
export const refundNotice = (refund: Refund, books: Books, mchid: string) => {
  const total = books.find(refund.outTradeNo)?.total ?? 0;
  const { status, create_time: _created, channel: _channel, ...view } = refundView(refund, total);
  return { mchid, ...view, refund_status: status };
};
