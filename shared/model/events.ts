import type { Spend } from '#shared/domain/pricing/result';
import type { OrderStatus } from './docs';

/**
 * What the outbox carries, by type. Payloads hold all that roll-ups and notices need, so a consumer
 * reads nothing that may have changed since. `day` is the business day (04:00 cut-over), `hour` the
 * local hour (0–23).
 */
export interface SoldLine {
  skuId: string;
  /** Pieces. */
  n: number;
  /** What the shopper pays for them, after all reductions. */
  fen: number;
  listFen: number;
  costFen: number;
}

interface OfOrder {
  orderId: string;
  orderNo: string;
  storeId: string;
  memberId: string;
  mode: 'pickup' | 'delivery';
}

export interface EventPayloads {
  /** Paid (or nothing to pay): counts as a sale of `day`. One per order. */
  'order.paid': OfOrder & {
    paidAt: number;
    day: string;
    hour: number;
    payableFen: number;
    goodsFen: number;
    couponFen: number;
    freightFen: number;
    pieces: number;
    costFen: number;
    lines: SoldLine[];
    /** Epoch ms by which the shop should have accepted. */
    acceptBy: number;
    /** A counter sale: sold and gone, nobody has to be told. */
    channel?: 'pos';
    /** What promotions and coupons gave: the results of campaigns are counted from it. */
    spend?: Spend[];
  };
  'order.accepted': OfOrder & { at: number; readyAt: number | null };
  /** Picked; `code` is not told here (it is sealed in the order). */
  'order.ready': OfOrder & { at: number; missingPieces: number; refundFen: number };
  'order.dispatched': OfOrder & { at: number };
  /** Handed over; `lines` is what really left the shop. */
  'order.completed': OfOrder & {
    at: number;
    day: string;
    hour: number;
    pieces: number;
    lines: SoldLine[];
  };
  'order.cancelled': OfOrder & {
    at: number;
    day: string;
    /** Status before; `pendingPay` never was a sale. */
    from: OrderStatus;
    reason: string;
    /** Who ended it: `shopper`, `store`, `timer`. */
    by: 'shopper' | 'store' | 'timer';
    refundFen: number;
  };
  /**
   * Money is to go back. Consumed by `executeRefund`. `late`: paid after the order had ended, so it never
   * was a sale (no roll-up). `lines`: the pieces and what is given back for them (kept gifts taken off); freight
   * is in `amountFen` only.
   */
  'refund.requested': {
    refundId: string;
    orderId: string;
    storeId: string;
    memberId: string;
    amountFen: number;
    late: boolean;
    reason: string;
    at: number;
    day: string;
    lines: SoldLine[];
  };
  /** The payment company has taken the refund for good. */
  'refund.done': {
    refundId: string;
    orderId: string;
    storeId: string;
    memberId: string;
    amountFen: number;
    at: number;
    day: string;
  };
  /** A case was opened (the shop hears of it) or moved (the shopper does). */
  'afterSale.moved': {
    caseId: string;
    no: string;
    storeId: string;
    memberId: string;
    to: 'shop' | 'shopper';
    /** At most 20 characters. */
    text: string;
    at: number;
  };
  'coupon.redeemed': {
    couponId: string;
    templateId: string;
    storeId: string;
    memberId: string;
    billFen: number;
    saveFen: number;
    at: number;
    day: string;
  };
}
export type EventType = keyof EventPayloads;
