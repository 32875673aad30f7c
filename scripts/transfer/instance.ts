/**
 * A transfer instance as a file holds it; `docs/transfer.md` describes every field. Shops and SKUs are named once and then meant by
 * their place in the list. Money is in any one unit, whole or not.
 */
export interface TransferFile {
  readonly stores: readonly StoreRow[];
  /** Names. */
  readonly skus: readonly string[];
  /** Pieces per unit, by SKU; 1 each when absent. */
  readonly packSize?: readonly number[];
  /** A lane carries nothing or at least this many pieces. */
  readonly minLot: number;
  /** 1 (Monday) – 7: the day planned for; lanes that do not run on it stay closed. */
  readonly weekday?: number;
  readonly surplus: readonly SurplusRow[];
  readonly shortage: readonly ShortageRow[];
  readonly lanes: readonly LaneRow[];
}
export interface StoreRow {
  readonly id: string;
  readonly city: string;
  /** Place, km; for the reader, the solver goes by the lanes' own `km` and `cost`. */
  readonly x?: number;
  readonly y?: number;
}
/** What one shop may give: columns in step. A SKU may stand more than once (lots, tiers) with different losses. */
export interface SurplusRow {
  readonly store: number;
  readonly skus: readonly number[];
  readonly units: readonly number[];
  /** Lost per unit given; below zero where giving saves something (goods near their date). 0 when absent. */
  readonly loss?: readonly number[];
  /** Units on hand and units the shop has to keep: no more than the difference is given. */
  readonly onHand?: readonly number[];
  readonly keep?: readonly number[];
}
/** What one shop lacks. A SKU may stand more than once with different gains: the first units save more. */
export interface ShortageRow {
  readonly store: number;
  readonly skus: readonly number[];
  readonly units: readonly number[];
  /** Gained per unit got, besides the lanes' profit. 0 when absent. */
  readonly gain?: readonly number[];
}
export interface LaneRow {
  readonly from: number;
  readonly to: number;
  readonly km: number;
  /** Once, when the lane carries anything. */
  readonly cost: number;
  /** Days it runs, 1–7; every day when absent. */
  readonly weekdays?: readonly number[];
  /** SKUs it may carry and, in step, what one unit brings. */
  readonly skus: readonly number[];
  readonly profit: readonly number[];
}
