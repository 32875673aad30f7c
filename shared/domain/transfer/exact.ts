import { CLOSED, OPEN, UNDECIDED, relaxation } from './bound';
import { greedy, improve } from './heuristics';
import { bestLots } from './lots';
import type { Plan } from './model';
import type { Network } from './network';
import { apply, emptySet, planOf, settle, tryToggle } from './plan';

const ROOT_ROUNDS = 300;
const NODE_ROUNDS = 30;
const NODE_STEP = 0.2;
/** How often a node's prices are turned into a plan: it costs more than the node itself. */
const PLAN_EVERY = 6;

/** What one connected problem may use up. */
interface Allowance {
  readonly nodes: number;
  readonly enough: () => boolean;
}
interface Node {
  readonly states: Uint8Array;
  readonly prices: Float64Array;
  readonly boundFen: number;
}
export interface Search {
  readonly plan: Plan;
  readonly greedyFen: number;
  readonly boundFen: number;
  readonly nodes: number;
}

/**
 * Branch and bound over the lanes, highest bound first. Lanes that cannot be part of a better
 * plan are decided by their reduced profit, and with all lanes decided the flows are exact per
 * SKU. All worths and costs are whole fen, so a node whose bound lies less than one fen above the best
 * plan is done. Stops at the budget and then reports the highest bound still open.
 */
export function* search(net: Network, budget: Allowance): Generator<void, Search> {
  const relaxed = relaxation(net);
  const byHand = greedy(net);
  yield;
  let best = planOf(net, improve(net, byHand, 4, budget.enough).flows);
  const keep = (plan: Plan): void => {
    if (plan.valueFen > best.valueFen) best = plan;
  };
  const stack: Node[] = [
    {
      states: net.laneArcs.reduce(
        (states, arcs, lane) => states.fill(arcs.length > 0 ? UNDECIDED : CLOSED, lane, lane + 1),
        new Uint8Array(net.laneArcs.length),
      ),
      prices: relaxed.start,
      boundFen: Number.POSITIVE_INFINITY,
    },
  ];
  let nodes = 0;
  for (let node = take(stack); node; node = take(stack)) {
    if (Math.floor(node.boundFen) <= best.valueFen) continue;
    if (nodes >= budget.nodes || (nodes > 0 && budget.enough())) {
      stack.push(node);
      break;
    }
    const root = nodes === 0;
    nodes += 1;
    const seeds: (readonly number[])[] = [];
    const bound = yield* relaxed.bound(node.states, node.prices, best.valueFen, {
      rounds: root ? ROOT_ROUNDS : NODE_ROUNDS,
      step: root ? 1 : NODE_STEP,
      enough: budget.enough,
      onLanes: (lanes) => seeds.push(lanes),
    });
    const boundFen = Math.min(node.boundFen, bound.valueFen);
    if (root || nodes % PLAN_EVERY === 0) {
      for (const lanes of seeds) {
        if (budget.enough()) break;
        yield;
        keep(planFrom(net, lanes, budget.enough));
      }
    }
    if (Math.floor(boundFen) <= best.valueFen) continue;

    const states = node.states.slice();
    let pick = -1;
    let doubt = 2;
    states.forEach((state, lane) => {
      if (state !== UNDECIDED) return;
      const profit = bound.profit[lane] ?? 0;
      if (bound.valueFen - Math.abs(profit) < best.valueFen + 1) {
        states[lane] = profit > 0 ? OPEN : CLOSED;
        return;
      }
      const unsure = Math.abs((bound.share[lane] ?? 0) - 0.5);
      if (unsure < doubt) [pick, doubt] = [lane, unsure];
    });
    if (pick < 0) {
      const leaf = bestLots(net, states, best.valueFen, budget.nodes - nodes);
      nodes += leaf.nodes;
      if (leaf.plan) keep(leaf.plan);
      // Out of budget inside the leaf: its bound stays on the stack.
      if (!leaf.done) stack.push({ states, prices: bound.prices, boundFen });
      continue;
    }
    const first = (bound.share[pick] ?? 0) >= 0.5 ? OPEN : CLOSED;
    for (const state of [first === OPEN ? CLOSED : OPEN, first]) {
      const child = states.slice();
      child[pick] = state;
      stack.push({ states: child, prices: bound.prices, boundFen });
    }
  }
  const open = stack.reduce((most, node) => Math.max(most, node.boundFen), best.valueFen);
  return {
    plan: best,
    greedyFen: planOf(net, byHand.flows).valueFen,
    boundFen: Math.floor(open),
    nodes,
  };
}

/** The node with the highest bound, the youngest of equals: deep ones end soonest. */
function take(nodes: Node[]): Node | undefined {
  let at = 0;
  nodes.forEach(({ boundFen }, i) => {
    if (boundFen >= (nodes[at]?.boundFen ?? 0)) at = i;
  });
  return nodes.splice(at, 1)[0];
}

/** A plan near the relaxed one: the lanes its shops chose, then tidied up. */
function planFrom(net: Network, lanes: readonly number[], enough: () => boolean): Plan {
  const set = emptySet(net);
  apply(set, tryToggle(net, set, lanes));
  settle(net, set);
  return planOf(net, improve(net, set, 1, enough).flows);
}
