import { chooseLanes } from './laneChoice';
import { tierChoice } from './tierChoice';
import type { Priced } from './laneChoice';
import type { Cells, Problem } from './problem';

/** A Lagrangian bound and the prices that prove it. */
export interface PriceBound {
  /** No plan is worth more. */
  readonly value: number;
  /** By tier: price above its loss of a unit in a donor cell, and of a place in a receiver cell. */
  readonly donors: Float64Array;
  readonly receivers: Float64Array;
  /** By lane: what it brings at these prices, its cost taken off. */
  readonly profit: Float64Array;
  /** By lane: how much of the walk's end it was open in, 0–1. */
  readonly share: Float64Array;
  readonly rounds: number;
}

export interface Walk {
  /** Worth of a plan that is known: how far there is to go. */
  readonly floor: number;
  readonly rounds: number;
  /** First step's length as a share of the way to the floor; short when starting from good prices. */
  readonly step?: number;
  /** Prices to start from. */
  readonly prices?: Pick<PriceBound, 'donors' | 'receivers'>;
  /** By lane: decided already, or not; all undecided when absent. */
  readonly states?: Uint8Array;
  /** Ends the walk early once true. */
  readonly enough?: () => boolean;
}

const MOMENTUM = 0.7;
/** How long the walk waits for progress before it shortens its step, and by how much: patience costs, large parts get less. */
const PATIENT = { stall: 12, cut: 0.7 };
const HASTY = { stall: 8, cut: 0.6 };
const LARGE = 10_000;
/** With steps this short nothing much is won any more. */
const LAST_STEP = 0.01;
const SLICE = 20;
/** Progress below this share of the value counts as none. */
const NEGLIGIBLE = 1e-5;
const SMOOTH = 0.03;

/**
 * Upper bound as tight as the strong linear relaxation (x ≤ cap · y on every arc and tier): units and places get prices, each lane
 * decides on its own whether it pays at them, and tiers sell where the price beats their loss. A subgradient
 * walk with momentum lowers the sum. Every price moves in proportion to its slope over the tier's units: without that scaling
 * big tiers drown the small ones and the walk ends 0.5 % above the relaxation, with it 0.03 %.
 */
export function* priceBound(
  problem: Problem,
  { floor, rounds, step: firstStep = 1, prices, states, enough = () => false }: Walk,
): Generator<void, PriceBound> {
  const { donors, receivers, lanes } = problem;
  const give = sideOf(donors, prices?.donors);
  const get = sideOf(receivers, prices?.receivers);
  const profit = new Float64Array(lanes.count);
  const choose = problem.plain ? chooseLanes : tierChoice(problem);
  const share = new Float64Array(lanes.count);
  let best = { value: Number.POSITIVE_INFINITY, profit: profit.slice() };
  const { stall, cut } = problem.arcs.count < LARGE ? PATIENT : HASTY;
  let step = firstStep;
  let stalled = 0;
  let done = 0;
  for (; done < rounds; done += 1) {
    if (done % SLICE === SLICE - 1) {
      yield;
      if (enough()) break;
    }
    const value =
      choose(problem, states, give, get, profit) + slopes(donors, give) + slopes(receivers, get);
    for (let lane = 0; lane < lanes.count; lane += 1) {
      const open = (profit[lane] ?? 0) > 0 ? 1 : 0;
      share[lane] = (share[lane] ?? 0) + SMOOTH * (open - (share[lane] ?? 0));
    }
    if (value < best.value) {
      if (value < best.value * (1 - NEGLIGIBLE)) stalled = 0;
      best = { value, profit: best.profit };
      best.profit.set(profit);
      give.best.set(give.price);
      get.best.set(get.price);
    }
    if (value <= floor) break;
    if ((stalled += 1) >= stall) {
      step *= cut;
      stalled = 0;
      if (step < LAST_STEP) break;
      for (const side of [give, get]) {
        side.price.set(side.best);
        side.way.fill(0);
      }
      continue;
    }
    const norm = push(donors, give) + push(receivers, get);
    if (norm < 1e-12) break;
    const length = (step * Math.max(value - floor, 1e-9 * Math.abs(value))) / norm;
    walk(donors, give, length);
    walk(receivers, get, length);
  }
  return {
    ...best,
    donors: give.best,
    receivers: get.best,
    // The average began at nought.
    share: share.map((one) => one / (1 - (1 - SMOOTH) ** Math.max(1, done))),
    rounds: done,
  };
}

/** One side's prices under way. */
interface Side extends Priced {
  readonly best: Float64Array;
  readonly slope: Float64Array;
  /** Slope with momentum. */
  readonly way: Float64Array;
}
const sideOf = ({ size }: Cells, start?: Float64Array): Side => ({
  price: start?.slice() ?? new Float64Array(size.length),
  best: start?.slice() ?? new Float64Array(size.length),
  moved: new Float64Array(size.length),
  slope: new Float64Array(size.length),
  way: new Float64Array(size.length),
});

/** Tiers sell all their units at prices above their loss. Returns what they earn; leaves units less moved as the slope. */
function slopes({ size }: Cells, { price, moved, slope }: Side): number {
  let sum = 0;
  for (let t = 0; t < size.length; t += 1) {
    const over = (size[t] ?? 0) - (moved[t] ?? 0);
    sum += (price[t] ?? 0) * (size[t] ?? 0);
    // At price nought a tier is free to sell or not: nothing pulls as long as it can serve what moves.
    slope[t] = price[t] === 0 ? Math.min(0, over) : over;
  }
  return sum;
}

/** Adds the slope to the way; returns its squared length in the scaled prices. */
function push({ size }: Cells, { price, slope, way }: Side): number {
  let norm = 0;
  for (let t = 0; t < size.length; t += 1) {
    let w = MOMENTUM * (way[t] ?? 0) + (slope[t] ?? 0);
    if (w > 0 && price[t] === 0) w = 0;
    way[t] = w;
    norm += (w * w) / (size[t] ?? 1);
  }
  return norm;
}

function walk({ size }: Cells, { price, way }: Side, length: number): void {
  for (let t = 0; t < size.length; t += 1) {
    const next = (price[t] ?? 0) - (length * (way[t] ?? 0)) / (size[t] ?? 1);
    price[t] = next > 0 ? next : 0;
  }
}
