import { cellList, unitsOf, usefulUnits } from './cells';
import type { Tier } from './cells';
import type { Problem } from './problem';

/** A lane and, in step, the SKUs it may carry and what one unit of each brings besides the cells' worth. */
export interface LaneGoods {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly skus: ArrayLike<number>;
  readonly profit: ArrayLike<number>;
}
export interface Goods {
  /** Number of SKUs. */
  readonly skus: number;
  readonly minLot: number;
  pieces(sku: number): number;
  /** What a shop may give of a SKU, and what it wants; empty when nothing. */
  given(store: number, sku: number): readonly Tier[];
  wanted(store: number, sku: number): readonly Tier[];
}

/**
 * Lays the lanes of one connected part out in columns. Arcs exist only where the best unit brings something;
 * a lane that could not pay its cost, or not fill its minimum lot, even with everything to itself has none.
 */
export function buildProblem(lanes: readonly LaneGoods[], goods: Goods): Problem {
  const donors = cellList(goods.skus);
  const receivers = cellList(goods.skus);
  const size = lanes.reduce((sum, { skus }) => sum + skus.length, 0);
  const [lane, donor, receiver] = [
    new Int32Array(size),
    new Int32Array(size),
    new Int32Array(size),
  ];
  const [cap, pieces, profit] = [
    new Int32Array(size),
    new Int32Array(size),
    new Float64Array(size),
  ];
  const firstArc = new Int32Array(lanes.length + 1);
  let count = 0;
  lanes.forEach((own, at) => {
    let end = count;
    let best = 0;
    let most = 0;
    for (let i = 0; i < own.skus.length; i += 1) {
      const sku = own.skus[i] ?? 0;
      const given = goods.given(own.from, sku);
      const wanted = goods.wanted(own.to, sku);
      const from = given[0];
      const to = wanted[0];
      const unit = (own.profit[i] ?? 0) + (to?.worth ?? 0) - (from?.worth ?? 0);
      if (!from || !to || unit <= 0) continue;
      const useful = usefulUnits(unit, given, wanted);
      // Units beyond the last that brings something only ever serve to fill a minimum lot.
      const wish = Math.max(useful.units, Math.ceil(goods.minLot / goods.pieces(sku)));
      // The cells come after the decision: until then the column holds the SKU.
      donor[end] = sku;
      profit[end] = unit;
      pieces[end] = goods.pieces(sku);
      cap[end] = Math.min(unitsOf(given), unitsOf(wanted), wish);
      best += useful.value;
      most += (cap[end] ?? 0) * goods.pieces(sku);
      end += 1;
    }
    if (best > own.cost && most >= goods.minLot) {
      for (; count < end; count += 1) {
        const sku = donor[count] ?? 0;
        lane[count] = at;
        donor[count] = donors.add(own.from, sku, goods.given(own.from, sku), 1);
        receiver[count] = receivers.add(own.to, sku, goods.wanted(own.to, sku), -1);
      }
    }
    firstArc[at + 1] = count;
  });
  return {
    lanes: {
      count: lanes.length,
      from: Int32Array.from(lanes, ({ from }) => from),
      to: Int32Array.from(lanes, ({ to }) => to),
      cost: Float64Array.from(lanes, ({ cost }) => cost),
      firstArc,
    },
    arcs: {
      count,
      lane: lane.slice(0, count),
      donor: donor.slice(0, count),
      receiver: receiver.slice(0, count),
      profit: profit.slice(0, count),
      cap: cap.slice(0, count),
      pieces: pieces.slice(0, count),
    },
    donors: donors.cells(donor.subarray(0, count)),
    receivers: receivers.cells(receiver.subarray(0, count)),
    minLot: goods.minLot,
    plain: donors.plain() && receivers.plain(),
  };
}
