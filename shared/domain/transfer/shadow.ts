import type { Patch } from './patch';
import { tierAfter } from './problem';
import type { Cells, Problem } from './problem';

/** The flows the prices are of. */
export interface Flows {
  readonly open: Uint8Array;
  readonly units: Int32Array;
  readonly given: Int32Array;
  readonly got: Int32Array;
}
/**
 * Prices of the best flow: what one more unit at a donor is worth and what one more place at a receiver is worth. By linear
 * duality they limit what opening or closing a lane can bring, at a fraction of the cost of routing it.
 */
export interface Shadow {
  /** No more than this is won by opening `add` (−1: nothing) and closing `drop` (−1: nothing). Empty lanes and lots aside. */
  hope(add: number, drop: number): number;
  /** What one unit more on an open arc loses. */
  lossOn(arc: number): number;
  /** To be called when these lanes were flipped and routed. */
  reprice(lanes: readonly number[]): void;
}

const TINY = 1e-9;

export function shadowOf(problem: Problem, flows: Flows, patch: Patch): Shadow {
  const { arcs, donors, receivers, lanes, plain } = problem;
  const { open, units, given, got } = flows;
  const donorPrice = new Float64Array(donors.count);
  const placePrice = new Float64Array(receivers.count);
  /** Prices lowered for the lane to be closed. */
  const lowDonor = new Float64Array(donors.count);
  const lowPlace = new Float64Array(receivers.count);
  const lowDonorMark = new Int32Array(donors.count);
  const lowPlaceMark = new Int32Array(receivers.count);
  let mark = 0;

  /** Loss that giving the last unit back saves. */
  const lastLoss = (cells: Cells, cell: number, used: number): number =>
    plain || used === 0 ? 0 : (cells.loss[tierAfter(cells, cell, used - 1)] ?? 0);
  const nextLoss = (cells: Cells, cell: number, used: number): number => {
    if (used >= (cells.total[cell] ?? 0)) return Number.POSITIVE_INFINITY;
    return plain ? 0 : (cells.loss[tierAfter(cells, cell, used)] ?? 0);
  };

  function price(): void {
    const { donorCount, receiverCount, arcCount } = patch;
    for (let i = 0; i < donorCount; i += 1) {
      const d = patch.donors[i] ?? 0;
      donorPrice[d] = lastLoss(donors, d, given[d] ?? 0);
    }
    for (let i = 0; i < receiverCount; i += 1) {
      const r = patch.receivers[i] ?? 0;
      placePrice[r] = nextLoss(receivers, r, got[r] ?? 0);
    }
    for (let changed = true; changed;) {
      changed = false;
      for (let i = 0; i < arcCount; i += 1) {
        const arc = patch.arcs[i] ?? 0;
        const d = arcs.donor[arc] ?? 0;
        const r = arcs.receiver[arc] ?? 0;
        const profit = arcs.profit[arc] ?? 0;
        if ((units[arc] ?? 0) > 0 && profit - (donorPrice[d] ?? 0) < (placePrice[r] ?? 0) - TINY) {
          placePrice[r] = profit - (donorPrice[d] ?? 0);
          changed = true;
        }
        if (profit - (placePrice[r] ?? 0) > (donorPrice[d] ?? 0) + TINY) {
          donorPrice[d] = profit - (placePrice[r] ?? 0);
          changed = true;
        }
      }
    }
  }

  /** Highest bid for a cell's units over its open arcs, the one given aside. */
  function otherBid(
    cells: Cells,
    cell: number,
    but: number,
    far: Int32Array,
    farPrice: Float64Array,
  ) {
    let bid = 0;
    const end = cells.firstArc[cell + 1] ?? 0;
    for (let i = cells.firstArc[cell] ?? 0; i < end; i += 1) {
      const arc = cells.arcs[i] ?? 0;
      if (arc === but || open[arcs.lane[arc] ?? 0] !== 1) continue;
      const here = (arcs.profit[arc] ?? 0) - (farPrice[far[arc] ?? 0] ?? 0);
      if (here > bid) bid = here;
    }
    return bid;
  }

  /** What closing the lane loses at least; notes the prices that fall with it. */
  function loss(lane: number): number {
    let sum = 0;
    const end = lanes.firstArc[lane + 1] ?? 0;
    for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
      if (units[a] === 0) continue;
      const d = arcs.donor[a] ?? 0;
      const r = arcs.receiver[a] ?? 0;
      const place = otherBid(receivers, r, a, arcs.donor, donorPrice);
      const donor = otherBid(donors, d, a, arcs.receiver, placePrice);
      const byPlace = fall(receivers, r, placePrice[r] ?? 0, place);
      const byDonor = fall(donors, d, donorPrice[d] ?? 0, donor);
      if (byPlace >= byDonor && byPlace > 0) {
        sum += byPlace;
        lowPlace[r] = place;
        lowPlaceMark[r] = mark;
      } else if (byDonor > 0) {
        sum += byDonor;
        lowDonor[d] = donor;
        lowDonorMark[d] = mark;
      }
    }
    return sum;
  }

  /** What a cell earns less when its price falls. */
  function fall(cells: Cells, cell: number, from: number, to: number): number {
    if (from <= to) return 0;
    if (plain) return (cells.total[cell] ?? 0) * (from - to);
    return earnings(cells, cell, from) - earnings(cells, cell, to);
  }

  return {
    hope(add, drop) {
      mark += 1;
      let sum = 0;
      if (drop >= 0) sum += (lanes.cost[drop] ?? 0) - loss(drop);
      if (add < 0) return sum;
      sum -= lanes.cost[add] ?? 0;
      const end = lanes.firstArc[add + 1] ?? 0;
      for (let a = lanes.firstArc[add] ?? 0; a < end; a += 1) {
        const d = arcs.donor[a] ?? 0;
        const r = arcs.receiver[a] ?? 0;
        const from = lowDonorMark[d] === mark ? lowDonor[d] : donorPrice[d];
        const to = lowPlaceMark[r] === mark ? lowPlace[r] : placePrice[r];
        const margin = (arcs.profit[a] ?? 0) - (from ?? 0) - (to ?? 0);
        if (margin > 0) sum += margin * (arcs.cap[a] ?? 0);
      }
      return sum;
    },
    lossOn(arc) {
      const worth =
        (donorPrice[arcs.donor[arc] ?? 0] ?? 0) + (placePrice[arcs.receiver[arc] ?? 0] ?? 0);
      return Math.max(0, worth - (arcs.profit[arc] ?? 0));
    },
    reprice(changed) {
      patch.begin();
      for (const lane of changed) {
        const end = lanes.firstArc[lane + 1] ?? 0;
        for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
          if (patch.fromDonor(arcs.donor[a] ?? 0)) price();
          if (patch.fromReceiver(arcs.receiver[a] ?? 0)) price();
        }
      }
    },
  };
}

/** What a cell earns at a price per unit, selling only the units that lose less. */
function earnings(cells: Cells, cell: number, price: number): number {
  let sum = 0;
  const end = cells.firstTier[cell + 1] ?? 0;
  for (let t = cells.firstTier[cell] ?? 0; t < end; t += 1) {
    const margin = price - (cells.loss[t] ?? 0);
    if (margin <= 0) break;
    sum += margin * (cells.size[t] ?? 0);
  }
  return sum;
}
