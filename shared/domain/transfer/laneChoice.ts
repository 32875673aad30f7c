import type { Problem } from './problem';

/** A lane's place in a search. */
export const UNDECIDED = 0;
export const OPEN = 1;
export const CLOSED = 2;

/** Prices of one side's tiers, and what the lanes move at them. */
export interface Priced {
  readonly price: Float64Array;
  /** Units; parts of units where a lot is filled up. */
  readonly moved: Float64Array;
}

/**
 * Each lane decides alone: it opens when what it carries at these prices pays its cost and its minimum lot. Writes what each
 * would bring to `profit` and what they move to both sides; returns what the open ones bring together.
 * For plain problems: cells and tiers are the same. Works through hundreds of millions of arcs, hence the plain loops.
 */
export function chooseLanes(
  { lanes, arcs, minLot }: Problem,
  states: Uint8Array | undefined,
  give: Priced,
  get: Priced,
  profit: Float64Array,
): number {
  give.moved.fill(0);
  get.moved.fill(0);
  const marginOf = (a: number): number =>
    (arcs.profit[a] ?? 0) -
    (give.price[arcs.donor[a] ?? 0] ?? 0) -
    (get.price[arcs.receiver[a] ?? 0] ?? 0);
  const move = (a: number, units: number): void => {
    const d = arcs.donor[a] ?? 0;
    const r = arcs.receiver[a] ?? 0;
    give.moved[d] = (give.moved[d] ?? 0) + units;
    get.moved[r] = (get.moved[r] ?? 0) + units;
  };
  /** The cheapest way up to the minimum lot: arcs that lose, in parts of units. Returns what it costs. */
  const fill = (lane: number, missing: number, take: boolean): number => {
    const losing: { arc: number; loss: number }[] = [];
    for (let a = lanes.firstArc[lane] ?? 0; a < (lanes.firstArc[lane + 1] ?? 0); a += 1) {
      const margin = marginOf(a);
      if (margin <= 0) losing.push({ arc: a, loss: -margin / (arcs.pieces[a] ?? 1) });
    }
    losing.sort((x, y) => x.loss - y.loss);
    let left = missing;
    let cost = 0;
    for (const { arc, loss } of losing) {
      const pieces = Math.min(left, (arcs.cap[arc] ?? 0) * (arcs.pieces[arc] ?? 1));
      cost += pieces * loss;
      left -= pieces;
      if (take) move(arc, pieces / (arcs.pieces[arc] ?? 1));
      if (left <= 0) break;
    }
    return cost;
  };

  let sum = 0;
  for (let lane = 0; lane < lanes.count; lane += 1) {
    const first = lanes.firstArc[lane] ?? 0;
    const end = lanes.firstArc[lane + 1] ?? 0;
    const state = states?.[lane] ?? UNDECIDED;
    if (first === end || state === CLOSED) {
      profit[lane] = Number.NEGATIVE_INFINITY;
      continue;
    }
    let value = -(lanes.cost[lane] ?? 0);
    let pieces = 0;
    for (let a = first; a < end; a += 1) {
      const margin =
        (arcs.profit[a] ?? 0) -
        (give.price[arcs.donor[a] ?? 0] ?? 0) -
        (get.price[arcs.receiver[a] ?? 0] ?? 0);
      if (margin <= 0) continue;
      const cap = arcs.cap[a] ?? 0;
      value += margin * cap;
      pieces += cap * (arcs.pieces[a] ?? 1);
    }
    const short = pieces < minLot && (value > 0 || state === OPEN);
    if (short) value -= fill(lane, minLot - pieces, false);
    profit[lane] = value;
    if (value <= 0 && state !== OPEN) continue;
    sum += value;
    if (short) fill(lane, minLot - pieces, true);
    for (let a = first; a < end; a += 1) {
      const d = arcs.donor[a] ?? 0;
      const r = arcs.receiver[a] ?? 0;
      const margin = (arcs.profit[a] ?? 0) - (give.price[d] ?? 0) - (get.price[r] ?? 0);
      if (margin <= 0) continue;
      const cap = arcs.cap[a] ?? 0;
      give.moved[d] = (give.moved[d] ?? 0) + cap;
      get.moved[r] = (get.moved[r] ?? 0) + cap;
    }
  }
  return sum;
}
