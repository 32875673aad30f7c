import { FREE, bestFlow, flowOf } from './flow';
import type { Limits, SkuFlow } from './flow';
import type { Network } from './network';

/** Units by arc, and what the plan is worth. */
export interface Plan {
  readonly units: Int32Array;
  readonly value: number;
}
export interface LotResult {
  readonly plan: Plan | undefined;
  readonly nodes: number;
  /** False: the budget ended before everything was looked at. */
  readonly done: boolean;
}
export interface LotSearch {
  /** Only plans worth more count. */
  readonly floor: number;
  readonly nodes: number;
  /** Once the nodes are used up: follows the best case down without looking back, to have some plan that holds. */
  readonly dive: boolean;
  /** Units by arc of the best flow without lots, when known. */
  readonly start?: Int32Array;
  /** What a unit more on an arc is thought to lose: only the best few arcs of a lane are tried then, not all. */
  readonly lossOn?: (arc: number) => number;
}
interface Node {
  readonly open: Uint8Array;
  readonly limits: Limits;
  readonly flows: ReadonlyMap<number, SkuFlow>;
  readonly value: number;
}
/** A case not looked at yet: written out only when its turn comes. */
interface Case {
  readonly value: number;
  readonly node: () => Node;
}

/**
 * Best plan over the open lanes or some of them, each with its minimum lot, if better than the floor.
 * Without lots the SKUs are independent. A lane that carries too little is either closed, or at least one of its arcs has to carry
 * more than now: the cases "arc n carries more, the arcs before it do not" cover everything. The most valuable case
 * is looked at first: the first plan that holds is the best one.
 */
export function bestLots(
  net: Network,
  open: Uint8Array,
  { floor, nodes: budget, dive, start, lossOn }: LotSearch,
): LotResult {
  const cost = net.costs.reduce((sum, fen, lane) => sum + (open[lane] === 1 ? fen : 0), 0);
  const flows = new Map(
    [...net.skuArcs].map(([sku, arcs]) => [
      sku,
      start ? flowOf(net, arcs, start) : bestFlow(net, sku, open),
    ]),
  );
  const value = [...flows.values()].reduce((sum, flow) => sum + flow.gain, -cost);
  const root: Node = { open, limits: FREE, flows, value };
  let waiting: Case[] = [{ value, node: () => root }];
  let nodes = 0;
  for (let next = take(waiting); next; next = take(waiting)) {
    if (next.value < floor + net.grain / 2) continue;
    const over = nodes >= budget;
    if (over && !dive) return { plan: undefined, nodes, done: false };
    nodes += 1;
    const node = next.node();
    const units = unitsOf(net, node.flows);
    const short = shortLane(net, node.open, units);
    if (short < 0) return { plan: { units, value: node.value }, nodes, done: !over && !lossOn };
    const arcs = roomy(net, units, net.laneArcs[short] ?? []);
    const tried = lossOn ? arcs.sort((a, b) => lossOn(a) - lossOn(b)).slice(0, FEW) : arcs;
    const cases = casesOf(net, node, tried);
    const cheap = node.value - CHEAP * (net.costs[short] ?? 0);
    // Closing costs a look at all the lane's SKUs: not worth it where filling up costs next to nothing.
    if (!lossOn || !cases.some((one) => one.value >= cheap)) cases.push(without(net, node, short));
    if (over) waiting = cases;
    else waiting.push(...cases);
  }
  return { plan: undefined, nodes, done: nodes < budget };
}

const FEW = 3;
const CHEAP = 0.1;

/** Arcs that can carry more. */
const roomy = (net: Network, units: Int32Array, arcs: readonly number[]): number[] =>
  arcs.filter((a) => (units[a] ?? 0) < (net.arcs[a]?.cap ?? 0));

/** The open lane that lacks most to its minimum lot; −1 when all hold. */
function shortLane(net: Network, open: Uint8Array, units: Int32Array): number {
  const pieces = new Int32Array(net.costs.length);
  net.arcs.forEach(({ lane, pieces: per }, a) => {
    pieces[lane] = (pieces[lane] ?? 0) + (units[a] ?? 0) * per;
  });
  let worst = -1;
  for (let lane = 0; lane < open.length; lane += 1) {
    if (open[lane] !== 1 || (pieces[lane] ?? 0) >= Math.max(1, net.minLot)) continue;
    if (worst < 0 || (pieces[lane] ?? 0) < (pieces[worst] ?? 0)) worst = lane;
  }
  return worst;
}

function take(nodes: Case[]): Case | undefined {
  let at = 0;
  nodes.forEach(({ value }, i) => {
    if (value > (nodes[at]?.value ?? 0)) at = i;
  });
  return nodes.splice(at, 1)[0];
}

/** The lane is closed. */
function without(net: Network, node: Node, lane: number): Case {
  const open = node.open.slice();
  open[lane] = 0;
  const changed = new Map<number, SkuFlow>();
  let value = node.value + (net.costs[lane] ?? 0);
  for (const a of net.laneArcs[lane] ?? []) {
    const sku = net.sku[a] ?? -1;
    const flow = bestFlow(net, sku, open, node.limits);
    value += flow.gain - (node.flows.get(sku)?.gain ?? 0);
    changed.set(sku, flow);
  }
  const { limits } = node;
  return {
    value,
    node: () => ({ open, limits, flows: new Map([...node.flows, ...changed]), value }),
  };
}

/** One of the arcs carries more than now, and those before it do not. */
function casesOf(net: Network, node: Node, arcs: readonly number[]): Case[] {
  const high = new Map(node.limits.high);
  const cases: Case[] = [];
  for (const a of arcs) {
    const sku = net.sku[a] ?? -1;
    const old = node.flows.get(sku);
    const now = old?.units.get(a) ?? 0;
    const most = Math.min(net.arcs[a]?.cap ?? 0, high.get(a) ?? Infinity);
    if (now < most) {
      const limits = { low: new Map(node.limits.low).set(a, now + 1), high: new Map(high) };
      const flow = bestFlow(net, sku, node.open, limits);
      const value = node.value - (old?.gain ?? 0) + flow.gain;
      const { open } = node;
      if (flow.gain > Number.NEGATIVE_INFINITY) {
        cases.push({
          value,
          node: () => ({ open, limits, flows: new Map(node.flows).set(sku, flow), value }),
        });
      }
    }
    high.set(a, now);
  }
  return cases;
}

function unitsOf(net: Network, flows: ReadonlyMap<number, SkuFlow>): Int32Array {
  const units = new Int32Array(net.arcs.length);
  for (const { units: own } of flows.values()) for (const [a, n] of own) units[a] = n;
  return units;
}
