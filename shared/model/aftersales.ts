import type { Component } from '#shared/domain/bundle';
import type { CaseStatus } from '#shared/domain/aftersales/flow';
import type { Kind, Reason } from '#shared/domain/aftersales/policy';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';

export interface CaseLine {
  lineId: string;
  skuId: string;
  title: string;
  spec: string;
  image: string;
  unit: string;
  barcode: string;
  /** Of a gift box: what is in it; stock is that of the parts. */
  components: Component[] | null;
  /** Line of `order.lines` and pieces of it, both from 0. */
  at: number;
  units: number[];
}

export interface CaseGift {
  skuId: string;
  title: string;
  spec: string;
  image: string;
  qty: number;
  /** Deducted for a kept one, together. */
  fen: number;
  kept: boolean;
}

/**
 * One application for pieces of one order. Which pieces are in an open case stands in the order
 * (`OrderDoc.afterSales`), written in the same transaction: no piece is in two.
 */
export interface AfterSaleDoc {
  _id: string;
  /** Shown, and scanned by the shop that takes the goods back. */
  no: string;
  orderId: string;
  orderNo: string;
  memberId: string;
  customer: string;
  storeId: string;
  storeName: string;
  kind: Kind;
  reason: Reason;
  note: string;
  lines: CaseLine[];
  units: UnitRef[];
  /** What the refund would have been at the time. */
  askedFen: number;
  policyVersion: number;
  status: CaseStatus;
  /** 0: the shop's turn, 1: HQ's, 2: HQ too was late. */
  level: 0 | 1 | 2;
  /** Epoch ms; null when nobody has to answer. */
  respondBy: number | null;
  /** Somebody did not answer in time. */
  late: boolean;
  /** The shopper has put a refusal before HQ; once is all. */
  appealed: boolean;
  appealText?: string;
  /** Who said yes so far; above the manager's amount two of HQ do. */
  approvals: { by: string; name: string; at: number }[];
  decision: { by: 'rule' | 'human'; name: string; text: string; at: number } | null;
  /** Where the goods came back, and how each piece was. */
  received: { storeId: string; storeName: string; at: number; by: string } | null;
  /** Pieces the shop did not take back: they stay the shopper's. */
  refusedUnits: UnitRef[];
  /** File ids of the shopper's photos; links are made for those who may see them. */
  photos?: string[];
  /** How the shopper sends the goods, when not bringing them. */
  parcel?: { carrier: string; waybill: string; at: number };
  /** Gifts that fall due with the pieces, and whether the shopper keeps (and pays for) them. */
  gifts?: CaseGift[];
  /** Of an exchange on its way: the replacements a shop keeps reserved. */
  swap?: { storeId: string; pieces: Component[] } | null;
  refundId: string | null;
  refundFen: number;
  decidedAt: number | null;
  steps: { at: number; text: string; by: string }[];
  createdAt: number;
  updatedAt: number;
}
