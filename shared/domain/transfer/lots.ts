import { FREE, bestFlow } from './flow';
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
interface Node {
  readonly limits: Limits;
  readonly flows: ReadonlyMap<number, SkuFlow>;
  readonly value: number;
}

/**
 * Best plan that uses exactly the open lanes, each with its minimum lot, if better than `floor`.
 * Without lots the SKUs are independent. Where a lane carries too little, at least one of its arcs has
 * to carry more than now, so the cases "arc n carries more, the arcs before it do not" cover everything. The most
 * valuable case is looked at first: the first plan that holds is the best one.
 */
export function bestLots(net: Network, open: Uint8Array, floor: number, budget: number): LotResult {
  const lanes = [...open.keys()].filter((lane) => open[lane] === 1);
  const cost = lanes.reduce((sum, lane) => sum + (net.costs[lane] ?? 0), 0);
  const flows = new Map([...net.skuArcs.keys()].map((sku) => [sku, bestFlow(net, sku, open)]));
  const value = [...flows.values()].reduce((sum, flow) => sum + flow.gain, -cost);
  const waiting: Node[] = [{ limits: FREE, flows, value }];
  let nodes = 0;
  for (let node = take(waiting); node; node = take(waiting)) {
    if (node.value < floor + net.grain / 2) continue;
    if (nodes >= budget) return { plan: undefined, nodes, done: false };
    nodes += 1;
    const units = unitsOf(net, node.flows);
    const pieces = new Int32Array(net.costs.length);
    net.arcs.forEach(({ lane, pieces: per }, a) => {
      pieces[lane] = (pieces[lane] ?? 0) + (units[a] ?? 0) * per;
    });
    const short = lanes.find((lane) => (pieces[lane] ?? 0) < Math.max(1, net.minLot));
    if (short === undefined) return { plan: { units, value: node.value }, nodes, done: true };
    waiting.push(...childrenOf(net, open, node, net.laneArcs[short] ?? []));
  }
  return { plan: undefined, nodes, done: true };
}

function take(nodes: Node[]): Node | undefined {
  let at = 0;
  nodes.forEach(({ value }, i) => {
    if (value > (nodes[at]?.value ?? 0)) at = i;
  });
  return nodes.splice(at, 1)[0];
}

function childrenOf(net: Network, open: Uint8Array, node: Node, arcs: readonly number[]): Node[] {
  const high = new Map(node.limits.high);
  const children: Node[] = [];
  for (const a of arcs) {
    const sku = net.sku[a] ?? -1;
    const old = node.flows.get(sku);
    const now = old?.units.get(a) ?? 0;
    const most = Math.min(net.arcs[a]?.cap ?? 0, high.get(a) ?? Infinity);
    if (now < most) {
      const limits = { low: new Map(node.limits.low).set(a, now + 1), high: new Map(high) };
      const flow = bestFlow(net, sku, open, limits);
      if (flow.gain > Number.NEGATIVE_INFINITY) {
        const value = node.value - (old?.gain ?? 0) + flow.gain;
        children.push({ limits, flows: new Map(node.flows).set(sku, flow), value });
      }
    }
    high.set(a, now);
  }
  return children;
}

function unitsOf(net: Network, flows: ReadonlyMap<number, SkuFlow>): Int32Array {
  const units = new Int32Array(net.arcs.length);
  for (const { units: own } of flows.values()) for (const [a, n] of own) units[a] = n;
  return units;
}
