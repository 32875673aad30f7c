import { relaxation } from './bound';
import { CLOSED, OPEN, UNDECIDED } from './laneChoice';
import { bestLots } from './lots';
import type { Plan } from './lots';
import { networkOf } from './network';
import { priceBound } from './prices';
import type { PriceBound } from './prices';
import type { Cells, Problem } from './problem';
import { swapLots } from './swapLots';

const NODE_ROUNDS = 40;
const NODE_STEP = 0.6;
/** A search this long is worth trying the plan's lanes one by one, where there are not too many arcs. */
const HARD = 200;
const SWAPPED = 1_000;
/** How often a node's lanes are made a plan, and how hard that is tried. */
const PLAN_EVERY = 20;
const PLAN_NODES = 10;
/** Rounds of the tighter and much dearer bound over whole shops, where the search did not come to its end. */
const SHOP_ROUNDS = 25;
const SHOP_STEP = 0.5;

/** What one connected problem may use up. */
export interface Allowance {
  readonly nodes: number;
  readonly enough: () => boolean;
}
type Prices = Pick<PriceBound, 'donors' | 'receivers'>;
/** What is known before the search. */
export interface Known {
  readonly plan: Plan;
  /** Other plans, nearly as good. */
  readonly others: readonly Plan[];
  readonly bound: number;
  readonly prices: Prices;
}
interface Node {
  readonly states: Uint8Array;
  readonly prices: Prices;
  readonly bound: number;
}
export interface Search {
  readonly plan: Plan;
  readonly bound: number;
  readonly nodes: number;
}

/**
 * Branch and bound over the lanes, highest bound first. Lanes that cannot be part of a better
 * plan are decided by their reduced profit, and with all lanes decided the flows are exact per
 * SKU. Values of plans are multiples of the grain, so a node whose bound lies less than one grain above the best
 * plan is done. Stops at the allowance and then reports the highest bound still open.
 */
export function* search(
  problem: Problem,
  known: Known,
  allowed: Allowance,
): Generator<void, Search> {
  const net = networkOf(problem);
  let best = known.plan;
  const done = (bound: number): boolean => bound < best.value + net.grain * (1 - 1e-6);
  const stack: Node[] = [
    {
      states: Uint8Array.from(net.laneArcs, (arcs) => (arcs.length > 0 ? UNDECIDED : CLOSED)),
      prices: known.prices,
      bound: known.bound,
    },
  ];
  let nodes = 0;
  for (let node = take(stack); node; node = take(stack)) {
    if (done(node.bound)) continue;
    if (nodes === HARD && net.arcs.length <= SWAPPED) {
      for (const start of [best, ...known.others]) {
        const plan = yield* swapLots(net, start, allowed.enough);
        if (plan.value > best.value) best = plan;
      }
    }
    if (nodes >= allowed.nodes || allowed.enough()) {
      stack.push(node);
      break;
    }
    nodes += 1;
    const walk = yield* priceBound(problem, {
      floor: best.value,
      rounds: NODE_ROUNDS,
      step: NODE_STEP,
      prices: node.prices,
      states: node.states,
      enough: allowed.enough,
    });
    const bound = Math.min(node.bound, walk.value);
    if (done(bound)) continue;

    if (nodes % PLAN_EVERY === 1) {
      const likely = walk.profit.map((profit) => (profit > 0 ? 1 : 0));
      const { plan } = bestLots(net, Uint8Array.from(likely), {
        floor: best.value,
        nodes: PLAN_NODES,
        dive: true,
      });
      if (plan && plan.value > best.value) best = plan;
    }
    const states = node.states.slice();
    let pick = -1;
    let doubt = 2;
    states.forEach((state, lane) => {
      if (state !== UNDECIDED) return;
      const profit = walk.profit[lane] ?? 0;
      if (done(walk.value - Math.abs(profit))) {
        states[lane] = profit > 0 ? OPEN : CLOSED;
        return;
      }
      const unsure = Math.abs((walk.share[lane] ?? 0) - 0.5);
      if (unsure < doubt) [pick, doubt] = [lane, unsure];
    });
    if (pick < 0) {
      const open = states.map((state) => (state === OPEN ? 1 : 0));
      const leaf = bestLots(net, open, {
        floor: best.value,
        nodes: allowed.nodes - nodes,
        dive: false,
      });
      nodes += leaf.nodes;
      if (leaf.plan) best = leaf.plan;
      // Out of budget inside the leaf: its bound stays on the stack.
      if (!leaf.done) stack.push({ states, prices: walk, bound });
      continue;
    }
    const first = (walk.share[pick] ?? 0) >= 0.5 ? OPEN : CLOSED;
    for (const state of [first === OPEN ? CLOSED : OPEN, first]) {
      const child = states.slice();
      child[pick] = state;
      stack.push({ states: child, prices: walk, bound });
    }
  }
  // What is still open limits what was missed; a search that came to its end missed nothing.
  const open = stack.reduce((most, node) => Math.max(most, node.bound), best.value);
  if (done(open) || allowed.enough()) return { plan: best, bound: open, nodes };
  const relaxed = relaxation(net, unitPrices(problem.donors, known.prices.donors));
  const all = Uint8Array.from(net.laneArcs, (arcs) => (arcs.length > 0 ? UNDECIDED : CLOSED));
  const whole = yield* relaxed.bound(all, relaxed.start, best.value, {
    rounds: SHOP_ROUNDS,
    step: SHOP_STEP,
    enough: allowed.enough,
  });
  return { plan: best, bound: Math.min(open, whole.value), nodes };
}

/** The node with the highest bound, the youngest of equals: deep ones end soonest. */
function take(nodes: Node[]): Node | undefined {
  let at = 0;
  nodes.forEach(({ bound }, i) => {
    if (bound >= (nodes[at]?.bound ?? 0)) at = i;
  });
  return nodes.splice(at, 1)[0];
}

/** Prices tier by tier, above the loss, as prices unit by unit. */
const unitPrices = ({ size, loss }: Cells, prices: Float64Array): number[] =>
  [...size].flatMap((units, t) =>
    Array.from({ length: units }, () => (loss[t] ?? 0) + (prices[t] ?? 0)),
  );
