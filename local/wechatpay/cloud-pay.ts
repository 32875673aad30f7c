import { createHash } from 'node:crypto';
import type { Fields } from '../server/read';
import { numberOf, textOf } from '../server/read';
import type { Transaction } from './books';
import { PayProblem } from './books';
import { closeOrder, placeOrder } from './orders';
import type { PayWorld } from './pay-world';

/** The older way to pay from a function, `cloud.cloudPay.*`: snake_case in, snake_case out, told by a function call. */
export type CloudPay = (apiName: string, args: Fields) => Fields;

const RETURNED = { return_code: 'SUCCESS', return_msg: 'OK' };
const done = (fields: Fields): Fields => ({ ...RETURNED, result_code: 'SUCCESS', ...fields });

export const createCloudPay = (world: PayWorld): CloudPay => {
  const { books, clock, merchant } = world;

  const unifiedOrder = (args: Fields): Fields => {
    const total = numberOf(args, 'total_fee') ?? 0;
    const outTradeNo = textOf(args, 'out_trade_no');
    const functionName = textOf(args, 'function_name');
    const description = textOf(args, 'body');
    if (!Number.isInteger(total) || total < 1 || !outTradeNo || !functionName || !description) {
      throw new PayProblem(400, 'PARAM_ERROR', 'body, out_trade_no, total_fee, function_name');
    }
    const openid = textOf(args, 'openid');
    const order = { outTradeNo, total, description, openid, ...merchant, notify: { functionName } };
    const prepayId = placeOrder(books, order, clock.now());
    const payment = paymentOf(merchant.appid, prepayId, clock.now());
    return done({ appid: merchant.appid, mch_id: merchant.mchid, prepay_id: prepayId, payment });
  };

  const queryOrder = (args: Fields): Fields => {
    const order = books.find(textOf(args, 'out_trade_no'));
    if (!order) throw new PayProblem(404, 'ORDERNOTEXIST', 'order not exist');
    return done({
      out_trade_no: order.outTradeNo,
      trade_state: order.state,
      total_fee: order.total,
      transaction_id: order.transactionId ?? '',
    });
  };

  return (apiName, args) => {
    try {
      if (apiName === 'unifiedOrder') return unifiedOrder(args);
      if (apiName === 'queryOrder') return queryOrder(args);
      if (apiName === 'closeOrder') {
        closeOrder(books, textOf(args, 'out_trade_no'));
        return done({});
      }
      return { return_code: 'FAIL', return_msg: `cloudPay.${apiName} is not served` };
    } catch (error) {
      if (!(error instanceof PayProblem)) throw error;
      return {
        ...RETURNED,
        result_code: 'FAIL',
        err_code: error.code,
        err_code_des: error.message,
      };
    }
  };
};

/** The parameters of `wx.requestPayment`. Nobody checks this signature here: the merchant never holds a v2 key. */
const paymentOf = (appId: string, prepayId: string, now: number) => {
  const timeStamp = String(Math.floor(now / 1000));
  const nonceStr = createHash('sha256').update(prepayId).digest('hex').slice(0, 32);
  const pack = `prepay_id=${prepayId}`;
  const paySign = createHash('md5')
    .update(appId + timeStamp + nonceStr + pack)
    .digest('hex');
  return { appId, timeStamp, nonceStr, package: pack, signType: 'MD5', paySign };
};

/** What the callback function of `unifiedOrder` gets. */
export const cloudPayNotice = (order: Transaction) => ({
  returnCode: 'SUCCESS',
  resultCode: 'SUCCESS',
  appid: order.appid,
  mchId: order.mchid,
  outTradeNo: order.outTradeNo,
  transactionId: order.transactionId,
  totalFee: order.total,
  cashFee: order.total,
  tradeType: 'JSAPI',
  openid: order.openid,
  userInfo: { appId: order.appid, openId: order.openid },
});
