import { randomBytes } from 'node:crypto';
import type { PayConfig } from '../config';
import { BadCallback, type Pay } from '../ports';
import { assertAuthentic } from './authentic';
import { decrypt, sign } from './crypto';
import { payClient, WechatPayError } from './client';
import { Callback, Prepaid, RefundAnswer, Transaction, refundState, stateOf } from './shapes';

const CODE_MISSING = new Set(['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS', 'ORDERNOTEXIST']);
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
