import type { Cells, Problem } from './problem';

/** One SKU that may go over one lane. */
export interface Arc {
  readonly lane: number;
  readonly donor: number;
  readonly receiver: number;
  /** Units at most. */
  readonly cap: number;
  /** What a unit brings over this lane, the cells' losses aside. */
  readonly profit: number;
  /** Pieces per unit. */
  readonly pieces: number;
}
/** A small problem as the exact search walks it: objects instead of columns, losses unit by unit. */
export interface Network {
  readonly arcs: readonly Arc[];
  readonly costs: readonly number[];
  /** By lane: its shops. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly minLot: number;
  /** By cell: loss of the 1st, 2nd, … unit, rising. */
  readonly donors: readonly (readonly number[])[];
  readonly receivers: readonly (readonly number[])[];
  readonly laneArcs: readonly (readonly number[])[];
  /** Arcs of one SKU belong together, whatever their shops. */
  readonly skuArcs: ReadonlyMap<number, readonly number[]>;
  /** By arc. */
  readonly sku: readonly number[];
  /** Values of plans differ by a multiple of this, or not at all. */
  readonly grain: number;
}

export function networkOf(problem: Problem): Network {
  const { arcs: columns, lanes, donors, receivers } = problem;
  const arcs = [...columns.lane.keys()].map((a): Arc => ({
    lane: columns.lane[a] ?? 0,
    donor: columns.donor[a] ?? 0,
    receiver: columns.receiver[a] ?? 0,
    cap: columns.cap[a] ?? 0,
    profit: columns.profit[a] ?? 0,
    pieces: columns.pieces[a] ?? 1,
  }));
  const sku = arcs.map(({ donor }) => donors.sku[donor] ?? -1);
  const laneArcs: number[][] = Array.from({ length: lanes.count }, () => []);
  const skuArcs = new Map<number, number[]>();
  arcs.forEach(({ lane }, a) => {
    laneArcs[lane]?.push(a);
    const own = skuArcs.get(sku[a] ?? -1);
    if (own) own.push(a);
    else skuArcs.set(sku[a] ?? -1, [a]);
  });
  return {
    arcs,
    costs: [...lanes.cost],
    from: [...lanes.from],
    to: [...lanes.to],
    minLot: problem.minLot,
    donors: lossesOf(donors),
    receivers: lossesOf(receivers),
    laneArcs,
    skuArcs,
    sku,
    grain: grainOf([lanes.cost, columns.profit, donors.loss, receivers.loss]),
  };
}

const lossesOf = (cells: Cells): number[][] =>
  Array.from({ length: cells.count }, (_, c) => {
    const losses: number[] = [];
    for (let t = cells.firstTier[c] ?? 0; t < (cells.firstTier[c + 1] ?? 0); t += 1) {
      for (let n = 0; n < (cells.size[t] ?? 0); n += 1) losses.push(cells.loss[t] ?? 0);
    }
    return losses;
  });

/** The largest of 1, 0.1, 0.01, 0.001 that all values are multiples of; next to nothing when there is none. */
function grainOf(columns: readonly Float64Array[]): number {
  for (const parts of [1, 10, 100, 1000]) {
    const whole = (value: number): boolean =>
      Math.abs(value * parts - Math.round(value * parts)) < 1e-6;
    if (columns.every((column) => column.every(whole))) return 1 / parts;
  }
  return 1e-6;
}
