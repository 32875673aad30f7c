import type { CAUSES } from '#shared/contracts/hqLedger';

export type CauseKind = (typeof CAUSES)[number];

const KINDS: Readonly<Record<string, CauseKind>> = {
  order: 'order',
  given: 'order',
  refund: 'refund',
  topUp: 'topUp',
  topUpRefund: 'topUp',
  card: 'card',
  cardRefund: 'card',
  settlement: 'settlement',
  settled: 'settlement',
};

export interface TxnCause {
  readonly kind: CauseKind;
  /** Of sales and refunds. */
  readonly orderId: string | null;
  /** The document's id, as far as the transaction's id tells. */
  readonly docId: string;
  /** Of settlements: the Monday of their week. */
  readonly period: string | null;
}

/** A transaction's id is its event: `{bizType}:{bizId}`. */
export function causeOf(txnId: string): TxnCause {
  const cut = txnId.indexOf(':');
  const docId = txnId.slice(cut + 1);
  const kind = KINDS[txnId.slice(0, cut)] ?? 'other';
  // `r_{orderId}_{n}`; top-ups and cards are refunded under numbers of the same shape.
  const refunded = /^r_(.+)_\d+$/.exec(docId)?.[1] ?? null;
  const orderId = kind === 'order' ? docId : kind === 'refund' ? refunded : null;
  const period = kind === 'settlement' ? docId.slice(0, 10) : null;
  return { kind, orderId, docId, period };
}

/** Transactions an order can have: its sale, and each refund by number. */
export const txnIdsOf = (orderId: string): string[] => [
  `order:${orderId}`,
  `given:${orderId}`,
  ...Array.from({ length: 200 }, (_, n) => [`refund:r_${orderId}_${n}`]).flat(),
];
