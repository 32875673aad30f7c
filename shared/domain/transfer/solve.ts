import { anneal } from './anneal';
import { chance } from './chance';
import { search } from './exact';
import { greedy } from './greedy';
import { openLanes } from './openLanes';
import { priceBound } from './prices';
import type { Problem } from './problem';
import { tidy } from './tidy';
import { worthOf } from './worth';

export interface Effort {
  /** How much the search may look at; a unit takes some 0.2 µs. Counted, not timed: the same input gives the same plan. */
  readonly work: number;
  readonly seed: number;
  /** Search nodes for the proof of a small part, once its plan is found; 0 does without. */
  readonly nodes: number;
  /** Asked every few milliseconds; once true, what is known is tidied up and returned with its honest bound. */
  readonly enough: () => boolean;
}
export interface Solved {
  /** By arc. */
  readonly units: Int32Array;
  readonly value: number;
  /** Σ cost of the lanes used. */
  readonly cost: number;
  /** No plan is worth more. */
  readonly bound: number;
  /** Worth of the plain greedy plan. */
  readonly greedy: number;
  /** Search nodes used for the proof. */
  readonly nodes: number;
}

const ROUNDS = 400;
/** Work an arc is worth at most: small parts are looked through long before. */
const PER_ARC = 3_000;
/** Arcs up to which a part is searched exactly: beyond, a single look at it takes too long. */
const SMALL = 3_000;
const POLISH_STEP = 0.25;

/**
 * A plan for one connected part and the proof it comes with: prices give the bound and a first set of lanes, annealing over
 * exactly routed lane sets finds the plan, and the prices are polished with the plan's worth as the goal.
 */
export function* solve(problem: Problem, effort: Effort): Generator<void, Solved> {
  const byHand = greedy(problem);
  const greedyWorth = worthOf(problem, byHand).value;
  const { enough } = effort;
  yield;
  const first = yield* priceBound(problem, { floor: greedyWorth, rounds: ROUNDS, enough });
  const { lanes } = problem;
  let cost = 0;
  for (const one of lanes.cost) cost += one;
  // A lane's cost is the size of a wrong decision; where lanes cost nothing there is little to decide.
  const heat = Math.max(cost / Math.max(1, lanes.count), 1e-6);
  const fine = (2 * heat) / Math.max(1, problem.minLot);

  const set = openLanes(problem, fine);
  const flipped = (wanted: (lane: number) => boolean): number[] =>
    [...lanes.cost.keys()].filter((lane) => wanted(lane) !== (set.open[lane] === 1));
  set.trial(flipped((lane) => (first.share[lane] ?? 0) > 0.5));
  set.commit();
  const open = yield* anneal(problem, set, {
    work: Math.min(effort.work, PER_ARC * problem.arcs.count),
    from: 0.3 * heat,
    to: 0.03 * heat,
    random: chance(effort.seed),
    enough,
  });
  set.trial(flipped((lane) => open[lane] === 1));
  set.commit();
  yield* tidy(problem, set);
  const found = worthOf(problem, set.units);
  const best = found.value >= greedyWorth ? set.units : byHand;
  const { value, cost: laneCost } = worthOf(problem, best);
  const polished = yield* priceBound(problem, {
    floor: value,
    rounds: ROUNDS,
    step: POLISH_STEP,
    prices: first,
    enough,
  });
  const plan = { units: best, value, cost: laneCost, greedy: greedyWorth };
  const bound = Math.max(value, Math.min(first.value, polished.value));
  if (problem.arcs.count > SMALL || effort.nodes === 0) return { ...plan, bound, nodes: 0 };
  const prices = polished.value < first.value ? polished : first;
  const proof = yield* search(problem, { plan, bound, prices }, { nodes: effort.nodes, enough });
  const better = worthOf(problem, proof.plan.units);
  return {
    units: proof.plan.units,
    value: better.value,
    cost: better.cost,
    bound: Math.max(better.value, Math.min(bound, proof.bound)),
    greedy: greedyWorth,
    nodes: proof.nodes,
  };
}
