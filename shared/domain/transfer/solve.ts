import { search } from './exact';
import { findPlan } from './findPlan';
import { greedy } from './greedy';
import { priceBound } from './prices';
import type { Problem } from './problem';
import { worthOf } from './worth';

export interface Effort {
  /** How much the search may look at; a unit takes some 0.2 µs. Counted, not timed: the same input gives the same plan. */
  readonly work: number;
  readonly seed: number;
  /** Search nodes at most for the proof of a small part, once its plan is found; 0 does without. */
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
/** Arcs up to which a search usually comes to its end. */
const FINISHED = 800;
const OTHERS = 3;
/** Arcs up to which minimum lots decide much: such a part is walked several times, more and more careful of them. */
const TINY_PART = 1_000;
const CARES = [1, 1.5, 2, 3, 4, 6];
/** With a gap below this share a large part's bound is left as it is. */
const NEAR = 0.004;
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
  const small = problem.arcs.count <= TINY_PART;
  let best = { units: byHand, value: greedyWorth };
  const found: (typeof best)[] = [];
  for (const [i, care] of (small ? CARES : [1]).entries()) {
    const plans = yield* findPlan(problem, {
      work: Math.min(effort.work, PER_ARC * problem.arcs.count) / (small ? CARES.length : 1),
      seed: effort.seed + i,
      share: first.share,
      care,
      enough,
    });
    for (const units of plans) {
      const { value } = worthOf(problem, units);
      if (value > best.value) best = { units, value };
      found.push({ units, value });
    }
    if (enough()) break;
  }
  const { value, cost } = worthOf(problem, best.units);
  const near = first.value - value < NEAR * Math.abs(value) && problem.arcs.count > SMALL;
  const polished = near
    ? first
    : yield* priceBound(problem, {
        floor: value,
        rounds: ROUNDS,
        step: POLISH_STEP,
        prices: first,
        enough,
      });
  const plan = { units: best.units, value, cost, greedy: greedyWorth };
  const bound = Math.max(value, Math.min(first.value, polished.value));
  if (problem.arcs.count > SMALL || effort.nodes === 0) return { ...plan, bound, nodes: 0 };
  const prices = polished.value < first.value ? polished : first;
  const proof = yield* search(
    problem,
    { plan, others: secondBest(found, value), bound, prices },
    { nodes: Math.min(effort.nodes, nodesFor(problem.arcs.count)), enough },
  );
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

/** The best few plans that are worth less than `best`, each worth something else: likely to be different. */
function secondBest<T extends { readonly value: number }>(plans: readonly T[], best: number): T[] {
  const byWorth = new Map(plans.map((plan) => [plan.value.toFixed(2), plan]));
  byWorth.delete(best.toFixed(2));
  return [...byWorth.values()].sort((a, b) => b.value - a.value).slice(0, OTHERS);
}

/** Nodes worth spending: many where a part is so small that it can be finished, a few to tighten the bound elsewhere. */
const nodesFor = (arcs: number): number =>
  Math.round((arcs <= FINISHED ? 2_200_000 : 200_000) / Math.max(1, arcs));
