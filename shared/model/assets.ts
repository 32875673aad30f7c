import type { AssetHold, Assets, PointLot, WalletLot } from '#shared/domain/membership/assets';
import type { Cost, Entry, OweKind } from '#shared/domain/membership/ledger';

/**
 * `_id` = memberId: everything a member owns, and the guard of it (never below 0, spent once). Missing = nothing.
 * Balances only move by guarded increments with a hold, or in a transaction that also writes what it books.
 */
export interface AssetDoc extends Assets {
  _id: string;
  wallet: Assets['wallet'] & { lots: WalletLot[] };
  points: Assets['points'] & { lots: PointLot[] };
  holds: AssetHold[];
  version: number;
  updatedAt: number;
}

/**
 * `_id` = orderId: what an order took from its member and gave them. Refunds are measured against it, so no
 * bucket gets back more than it gave.
 */
export interface OrderAssetsDoc {
  _id: string;
  memberId: string;
  storeId: string;
  orderNo: string;
  at: number;
  /** Of which top-ups it was paid, less what went back. */
  wallet: WalletLot[];
  /** Which points it used, less what went back. */
  points: PointLot[];
  providerFen: number;
  costs: Cost[];
  /** Earned by it and still the member's. */
  earned: number;
  growth: number;
  /** `pending`: the earned points wait for the end of the return window. */
  status: 'pending' | 'active' | 'none';
  matureAt: number;
  cardBenefitFen: number;
  cardFreight: number;
}

/**
 * `_id` = `{bizType}:{bizId}`: each event is booked once, in the transaction that makes it true. Append-only;
 * a correction is a new transaction.
 */
export interface LedgerTxnDoc {
  _id: string;
  entries: Entry[];
  at: number;
  /** Business day. */
  day: string;
  /** Whose wallet it moved; null when none. */
  memberId: string | null;
  /** The shop it happened in, or `hq`. */
  storeId: string;
  text: string;
}

/** `_id` = `{bizType}:{bizId}`: one row per event in a member's points and growth. Append-only; Σ = balances. */
export interface PointEntryDoc {
  _id: string;
  memberId: string;
  storeId: string;
  at: number;
  text: string;
  /** Points held by an unpaid order count as active until it is paid. */
  active: number;
  pending: number;
  debt: number;
  growth: number;
  /** Statements it is listed in. */
  tabs: ('points' | 'growth')[];
}

/** `_id` = `tu_` + hash of member (or clerk) and request. */
export interface TopUpDoc {
  _id: string;
  memberId: string;
  /** Where it was bought; `hq` outside a shop. */
  storeId: string;
  via: 'wechat' | 'cash' | 'other';
  planId: string | null;
  payFen: number;
  bonusFen: number;
  bonusBy: string;
  /** `over`: paid when the card was full; the money goes back. */
  status: 'created' | 'done' | 'over' | 'refunded' | 'closed';
  /** The till's own reference. */
  tillRef: string;
  by: string;
  refundFen: number;
  refundReason: string;
  createdAt: number;
  doneAt: number | null;
}

/** `_id` = `bg_` + hash of member and request: one paid year of the black-gold card. */
export interface CardSaleDoc {
  _id: string;
  memberId: string;
  payFen: number;
  status: 'created' | 'done' | 'refunded' | 'closed';
  /** The year it bought; null until paid. */
  from: number | null;
  to: number | null;
  refundFen: number;
  createdAt: number;
  doneAt: number | null;
}

/** Points HQ gives or takes by hand; above a limit a second person decides. */
export interface PointAdjustmentDoc {
  _id: string;
  memberId: string;
  /** Signed. */
  points: number;
  reason: string;
  by: string;
  byName: string;
  state: 'waiting' | 'done' | 'declined';
  decidedBy: string;
  at: number;
  decidedAt: number | null;
}

/** `_id` = `{day}:{book}`: what a business day's transactions did to the accounts of one book. */
export interface LedgerDayDoc {
  _id: string;
  day: string;
  book: string;
  txns: number;
  /** Members' balances under `member:principal` and `member:bonus`. */
  accounts: { account: string; fen: number }[];
  owed: { to: string; kind: OweKind; fen: number }[];
}

/** `_id` = `{period}:{book}`; period = the Monday its week begins with. Σ netFen over a period = 0. */
export interface SettlementDoc {
  _id: string;
  period: string;
  /** Last business day in it. */
  until: string;
  /** A shop, or `hq`. */
  storeId: string;
  storeName: string;
  /** Positive: this one pays; negative: this one receives. */
  netFen: number;
  lines: { to: string; toName: string; kind: OweKind; fen: number }[];
  status: 'open' | 'paid';
  paidAt: number | null;
  paidRef: string;
  at: number;
}

/** `_id` = `{kind}:{key}`: something a person has to look at; closes when it is found right again. */
export interface AlarmDoc {
  _id: string;
  kind: 'ledger' | 'wallet' | 'points' | 'settlement' | 'audit' | 'sales';
  key: string;
  text: string;
  status: 'open' | 'closed';
  firstAt: number;
  lastAt: number;
}
