/**
 * One connected part of a transfer instance, in columns: what the solver walks millions of times. Units are packs.
 *
 *   maximise  Σ profit·x − Σ loss of the cells − Σ cost of the lanes used
 *
 * An arc is one SKU over one lane, a cell one SKU in one shop. A cell's first unit costs nothing extra (its worth is in the
 * arcs' profit), later ones `loss` more each, rising by tiers.
 */
export interface Problem {
  readonly lanes: Lanes;
  readonly arcs: Arcs;
  readonly donors: Cells;
  readonly receivers: Cells;
  /** A lane carries nothing or at least this many pieces. */
  readonly minLot: number;
  /** True: every cell has one tier, so no cell ever loses anything. */
  readonly plain: boolean;
}
export interface Lanes {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
  /** Arcs of lane n: `firstArc[n]` up to `firstArc[n + 1]`. */
  readonly firstArc: Int32Array;
}
export interface Arcs {
  readonly count: number;
  readonly lane: Int32Array;
  readonly donor: Int32Array;
  readonly receiver: Int32Array;
  /** Per unit, above zero. */
  readonly profit: Float64Array;
  /** Units at most that a best plan ever sends. */
  readonly cap: Int32Array;
  /** Pieces per unit. */
  readonly pieces: Int32Array;
}
export interface Cells {
  readonly count: number;
  readonly store: Int32Array;
  readonly sku: Int32Array;
  /** Units in all tiers. */
  readonly total: Int32Array;
  /** Tiers of cell n: `firstTier[n]` up to `firstTier[n + 1]`. */
  readonly firstTier: Int32Array;
  readonly size: Int32Array;
  readonly loss: Float64Array;
  /** Arcs at cell n: `arcs[firstArc[n]]` up to `arcs[firstArc[n + 1] - 1]`. */
  readonly firstArc: Int32Array;
  readonly arcs: Int32Array;
}

/** What cells give up: loss of `units` units together. */
export function lossOf(cells: Cells, cell: number, units: number): number {
  let left = units;
  let sum = 0;
  for (let t = cells.firstTier[cell] ?? 0; left > 0; t += 1) {
    const n = Math.min(left, cells.size[t] ?? left);
    sum += n * (cells.loss[t] ?? 0);
    left -= n;
  }
  return sum;
}

/** The tier that the next unit after `units` falls in; −1 when the cell is full. */
export function tierAfter(cells: Cells, cell: number, units: number): number {
  let left = units;
  const end = cells.firstTier[cell + 1] ?? 0;
  for (let t = cells.firstTier[cell] ?? 0; t < end; t += 1) {
    left -= cells.size[t] ?? 0;
    if (left < 0) return t;
  }
  return -1;
}

/** Units that still fit into the tier of the next unit. */
export function roomAfter(cells: Cells, cell: number, units: number): number {
  let left = units;
  const end = cells.firstTier[cell + 1] ?? 0;
  for (let t = cells.firstTier[cell] ?? 0; t < end; t += 1) {
    left -= cells.size[t] ?? 0;
    if (left < 0) return -left;
  }
  return 0;
}
