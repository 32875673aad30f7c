import { randomBytes } from 'node:crypto';
import type { PayConfig } from '../config';
import { BadCallback, type Pay } from '../ports';
import { assertAuthentic } from './authentic';
import { decrypt, sign } from './crypto';
import { payClient, WechatPayError } from './client';
import { Callback, Prepaid, RefundAnswer, Transaction, refundState, stateOf } from './shapes';

const CODE_MISSING = new Set(['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS', 'ORDERNOTEXIST']);
/** The shopper is asked for the password; the company says so with an error. */
const USER_PAYING = new Set(['USERPAYING', 'USER_PAYING']);
/** What a cashier can do about a code that did not work. */
const CODE_SAYS: Readonly<Record<string, string>> = {
  NOTENOUGH: '顾客余额不足，请换一种付款方式',
  NOT_ENOUGH: '顾客余额不足，请换一种付款方式',
  AUTHCODEEXPIRE: '付款码过期了，请顾客刷新后重新扫',
  AUTH_CODE_EXPIRED: '付款码过期了，请顾客刷新后重新扫',
  AUTH_CODE_ERROR: '付款码不对，请扫微信“收付款”里的付款码',
  AUTH_CODE_INVALID: '付款码不对，请扫微信“收付款”里的付款码',
};
const isMissing = (error: unknown): boolean =>
  error instanceof WechatPayError && (error.status === 404 || CODE_MISSING.has(error.code));

/** WeChat Pay v3 for one merchant. */
export function wechatPay(config: PayConfig, now: () => number): Pay {
  const { mchid, appid, notifyUrl } = config;
  const request = payClient(config, now);
  const payment = (no: string) => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(no)}`;

  return {
    async prepay({ outTradeNo, amountFen, openid, description, expiresAt }) {
      const answer = await request('POST', '/v3/pay/transactions/jsapi', {
        appid,
        mchid,
        description: description.slice(0, 127),
        out_trade_no: outTradeNo,
        time_expire: rfc3339(expiresAt),
        notify_url: notifyUrl,
        amount: { total: amountFen, currency: 'CNY' },
        payer: { openid },
      });
      return Prepaid.parse(answer).prepay_id;
    },

    params(prepayId) {
      const timeStamp = String(Math.floor(now() / 1000));
      const nonceStr = randomBytes(16).toString('hex');
      const pack = `prepay_id=${prepayId}`;
      const message = `${appid}\n${timeStamp}\n${nonceStr}\n${pack}\n`;
      const paySign = sign(config.privateKey, message);
      return { timeStamp, nonceStr, package: pack, signType: 'RSA', paySign };
    },

    async payByCode({ outTradeNo, amountFen, authCode, description, storeId }) {
      const asked = { outTradeNo, amountFen, transactionId: null, paidAt: null };
      try {
        const answer = await request('POST', '/v3/pay/transactions/codepay', {
          appid,
          mchid,
          description: description.slice(0, 127),
          out_trade_no: outTradeNo,
          amount: { total: amountFen, currency: 'CNY' },
          payer: { auth_code: authCode },
          scene_info: { store_info: { id: storeId.slice(0, 32) } },
        });
        return stateOf(Transaction.parse(answer));
      } catch (error) {
        if (!(error instanceof WechatPayError)) throw error;
        if (USER_PAYING.has(error.code)) return { ...asked, state: 'USERPAYING' };
        // The company's own trouble leaves the outcome open; anything else is a no.
        if (error.status >= 500) throw error;
        return { ...asked, state: 'PAYERROR', why: CODE_SAYS[error.code] ?? '微信没有收到这笔款' };
      }
    },

    async reverse(outTradeNo) {
      await request('POST', `${payment(outTradeNo)}/reverse`, { appid, mchid });
    },

    async query(outTradeNo) {
      try {
        const answer = await request('GET', `${payment(outTradeNo)}?mchid=${mchid}`);
        return stateOf(Transaction.parse(answer));
      } catch (error) {
        if (!isMissing(error)) throw error;
        return {
          outTradeNo,
          state: 'UNKNOWN',
          amountFen: 0,
          transactionId: null,
          paidAt: null,
        };
      }
    },

    async close(outTradeNo) {
      await request('POST', `${payment(outTradeNo)}/close`, { mchid });
    },

    async refund({ outRefundNo, outTradeNo, amountFen, totalFen, reason }) {
      const answer = await request('POST', '/v3/refund/domestic/refunds', {
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason: reason.slice(0, 80),
        amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
      });
      return refundState(RefundAnswer.parse(answer));
    },

    async queryRefund(outRefundNo) {
      try {
        const url = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`;
        return refundState(RefundAnswer.parse(await request('GET', url)));
      } catch (error) {
        if (isMissing(error)) return 'unknown';
        throw error;
      }
    },

    readCallback(signed) {
      assertAuthentic(signed, config.platformKeys, now());
      try {
        const { resource } = Callback.parse(JSON.parse(signed.body));
        const state = Transaction.parse(JSON.parse(decrypt(config.apiV3Key, resource)));
        if (state.mchid !== mchid || state.appid !== appid) throw new BadCallback('merchant');
        return stateOf(state);
      } catch (error) {
        if (error instanceof BadCallback) throw error;
        throw new BadCallback('content');
      }
    },
  };
}

/** `2026-11-22T10:00:00+08:00`, as the API wants times. */
const rfc3339 = (at: number): string =>
  `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
