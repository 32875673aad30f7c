import { BadCallback, type Pay, type PayState } from '../ports';

interface Payment {
  openid: string;
  description: string;
  expiresAt: number;
  prepays: number;
  state: PayState;
}
interface Refund {
  outTradeNo: string;
  amountFen: number;
  status: 'done' | 'processing' | 'failed';
}

/** The payment company in memory, with its own books: what it charged and refunded is asked of it, not of us. */
export interface MemoryPay extends Pay {
  readonly payments: Map<string, Payment>;
  readonly refunds: Map<string, Refund>;
  /** The shopper pays. */
  settle(outTradeNo: string): PayState;
  /** The callback the company would send, as the platform's HTTP event. */
  callback(outTradeNo: string): {
    headers: Record<string, string>;
    body: string;
    httpMethod: string;
  };
  /** The next calls fail as if the company were away. */
  failNext(calls: number): void;
}

export function memoryPay(now: () => number): MemoryPay {
  const payments = new Map<string, Payment>();
  const refunds = new Map<string, Refund>();
  let failures = 0;
  const reach = async () => {
    if (failures === 0) return;
    failures -= 1;
    throw new Error('payment company not reachable');
  };
  const of = (outTradeNo: string): Payment => {
    const found = payments.get(outTradeNo);
    if (!found) throw new Error(`no payment ${outTradeNo}`);
    return found;
  };
  const refundedOf = (outTradeNo: string): number =>
    [...refunds.values()]
      .filter((r) => r.outTradeNo === outTradeNo && r.status !== 'failed')
      .reduce((total, r) => total + r.amountFen, 0);

  return {
    payments,
    refunds,
    failNext: (calls) => {
      failures = calls;
    },
    async prepay({ outTradeNo, amountFen, openid, description, expiresAt }) {
      await reach();
      const before = payments.get(outTradeNo);
      if (before && before.state.amountFen !== amountFen) throw new Error('INVALID_REQUEST');
      if (before && before.state.state !== 'NOTPAY') throw new Error(before.state.state);
      const prepays = (before?.prepays ?? 0) + 1;
      const state: PayState = {
        outTradeNo,
        state: 'NOTPAY',
        amountFen,
        transactionId: null,
        paidAt: null,
      };
      payments.set(outTradeNo, { openid, description, expiresAt, prepays, state });
      return `wx_${outTradeNo}_${prepays}`;
    },
    params: (prepayId) => ({
      timeStamp: String(Math.floor(now() / 1000)),
      nonceStr: 'nonce',
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
      paySign: 'signed',
    }),
    async query(outTradeNo) {
      await reach();
      const unknown: PayState = {
        outTradeNo,
        state: 'UNKNOWN',
        amountFen: 0,
        transactionId: null,
        paidAt: null,
      };
      return payments.get(outTradeNo)?.state ?? unknown;
    },
    async payByCode({ outTradeNo, amountFen, authCode, description }) {
      await reach();
      const asked = { outTradeNo, amountFen, transactionId: null, paidAt: null };
      if (payments.has(outTradeNo)) throw new Error('OUT_TRADE_NO_USED');
      if (authCode.endsWith('8')) return { ...asked, state: 'PAYERROR', why: '顾客余额不足' };
      const open: PayState = { ...asked, state: 'NOTPAY' };
      const payment = { openid: '', description, expiresAt: now(), prepays: 1, state: open };
      payments.set(outTradeNo, payment);
      if (authCode.endsWith('9')) {
        payment.state = { ...open, state: 'USERPAYING' };
        return payment.state;
      }
      const paid = this.settle(outTradeNo);
      // The answer of a code that ends in 7 is lost on the way.
      if (authCode.endsWith('7')) throw new Error('answer lost');
      return paid;
    },
    async reverse(outTradeNo) {
      await reach();
      const payment = payments.get(outTradeNo);
      if (!payment) return;
      const { state } = payment;
      payment.state = { ...state, state: 'CLOSED' };
    },
    async close(outTradeNo) {
      await reach();
      const payment = of(outTradeNo);
      if (payment.state.state === 'SUCCESS') throw new Error('ORDERPAID');
      payment.state = { ...payment.state, state: 'CLOSED' };
    },
    async refund({ outRefundNo, outTradeNo, amountFen, totalFen }) {
      await reach();
      const before = refunds.get(outRefundNo);
      if (before) return before.status;
      const { state } = of(outTradeNo);
      if (state.paidAt === null || state.amountFen !== totalFen) throw new Error('INVALID_REQUEST');
      if (refundedOf(outTradeNo) + amountFen > totalFen) throw new Error('NOT_ENOUGH');
      refunds.set(outRefundNo, { outTradeNo, amountFen, status: 'done' });
      return 'done';
    },
    async queryRefund(outRefundNo) {
      await reach();
      return refunds.get(outRefundNo)?.status ?? 'unknown';
    },
    settle(outTradeNo) {
      const payment = of(outTradeNo);
      if (!['NOTPAY', 'USERPAYING'].includes(payment.state.state))
        throw new Error(`cannot pay: ${payment.state.state}`);
      payment.state = {
        ...payment.state,
        state: 'SUCCESS',
        transactionId: `4200${outTradeNo}`,
        paidAt: now(),
      };
      return payment.state;
    },
    callback: (outTradeNo) => ({
      httpMethod: 'POST',
      headers: { 'wechatpay-signature': 'good' },
      body: JSON.stringify(of(outTradeNo).state),
    }),
    readCallback({ headers, body }) {
      if (headers['wechatpay-signature'] !== 'good') throw new BadCallback('signature');
      try {
        return JSON.parse(body) as PayState;
      } catch {
        throw new BadCallback('content');
      }
    },
  };
}
