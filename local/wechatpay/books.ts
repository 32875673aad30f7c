import type { Records } from '../server/records';

/** Where the outcome of a payment is told: a URL (v3) or a cloud function (the older cloudPay). */
export type NotifyTarget = { readonly url: string } | { readonly functionName: string };

export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'CLOSED' | 'REVOKED' | 'REFUND';

/** One order in WeChat Pay's own books. Amounts are fen, times epoch ms. */
export interface Transaction {
  readonly outTradeNo: string;
  readonly appid: string;
  readonly mchid: string;
  readonly description: string;
  readonly openid: string;
  readonly total: number;
  readonly attach?: string;
  readonly expiresAt?: number;
  /** Paid by a code at a counter: the code, used once; nobody is called back. */
  readonly authCode?: string;
  readonly notify?: NotifyTarget;
  readonly prepayIds: readonly { readonly id: string; readonly until: number }[];
  readonly state: TradeState;
  readonly createdAt: number;
  readonly transactionId?: string;
  readonly paidAt?: number;
}

export interface Refund {
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amount: number;
  readonly reason: string;
  readonly notifyUrl?: string;
  readonly status: 'PROCESSING' | 'SUCCESS';
  readonly createdAt: number;
  readonly settledAt?: number;
}

/** What WeChat Pay says no with. */
export class PayProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The books: what was ordered, charged and given back, whatever the merchant believes. */
export const openBooks = (transactions: Records<Transaction>, refunds: Records<Refund>) => {
  const byPrepayId = new Map<string, string>();
  const refundsOf = new Map<string, string[]>();
  const index = (transaction: Transaction) => {
    for (const { id } of transaction.prepayIds) byPrepayId.set(id, transaction.outTradeNo);
  };
  const link = ({ outTradeNo, outRefundNo }: Refund) => {
    const known = refundsOf.get(outTradeNo) ?? [];
    if (!known.includes(outRefundNo)) refundsOf.set(outTradeNo, [...known, outRefundNo]);
  };
  for (const transaction of transactions.values()) index(transaction);
  for (const refund of refunds.values()) link(refund);

  return {
    find: (outTradeNo: string) => transactions.get(outTradeNo),
    findByPrepay: (prepayId: string) => transactions.get(byPrepayId.get(prepayId) ?? ''),
    findByTransactionId: (id: string) =>
      transactions.values().find((one) => one.transactionId === id),
    write: (transaction: Transaction): Transaction => {
      transactions.set(transaction.outTradeNo, transaction);
      index(transaction);
      return transaction;
    },
    findRefund: (outRefundNo: string) => refunds.get(outRefundNo),
    writeRefund: (refund: Refund): Refund => {
      refunds.set(refund.outRefundNo, refund);
      link(refund);
      return refund;
    },
    /** Fen given back or on the way back. */
    refunded: (outTradeNo: string): number =>
      (refundsOf.get(outTradeNo) ?? []).reduce(
        (sum, no) => sum + (refunds.get(no)?.amount ?? 0),
        0,
      ),
    transactions: () => transactions.values(),
    refunds: () => refunds.values(),
  };
};

export type Books = ReturnType<typeof openBooks>;
