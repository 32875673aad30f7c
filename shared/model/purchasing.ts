import type { PurchaseStatus, ShopPart } from '#shared/domain/purchasing/purchase';
import type { Terms } from '#shared/domain/purchasing/terms';

export interface SupplierDoc {
  _id: string;
  name: string;
  /** Days from the order to the delivery, and the weekdays it delivers on (Sunday 0; none: every day). */
  leadDays: number;
  weekdays: number[];
  /** Below this worth it does not come. */
  minOrderFen: number;
  /** What may be ordered from it a week without the owner; null: no limit. */
  weekBudgetFen: number | null;
  status: 'active' | 'paused';
  version: number;
  updatedAt: number;
}

/** `_id` = skuId: a product is bought from one supplier. */
export interface SupplierSkuDoc extends Terms {
  _id: string;
  supplierId: string;
  updatedAt: number;
}

export interface PurchaseLineDoc {
  skuId: string;
  qty: number;
  priceFen: number;
  /** What the supplier will send; null until it has said so. */
  confirmed: number | null;
  /** Σ qty of the shops = qty. */
  stores: ShopPart[];
}

/** Guard of who gets what: shops' parts, confirmations and receipts change in this document only. */
export interface PurchaseDoc {
  _id: string;
  no: string;
  supplierId: string;
  status: PurchaseStatus;
  lines: PurchaseLineDoc[];
  totalFen: number;
  /** Requests whose lines it covers. */
  requestIds: string[];
  promisedDay: string;
  /** Business day on which the last shop had its goods. */
  receivedDay: string | null;
  invoice: { no: string; amountFen: number; diffFen: number; reason: string } | null;
  steps: { at: number; status: string; by: string; text: string }[];
  createdAt: number;
  updatedAt: number;
}
