import { OPEN } from './bound';
import { FREE, bestFlow } from './flow';
import type { Limits, SkuFlow } from './flow';
import type { Plan } from './model';
import type { Network } from './network';
import { loads, planOf } from './plan';

export interface LotResult {
  readonly plan: Plan | undefined;
  readonly nodes: number;
  /** False: the budget ended before everything was looked at. */
  readonly done: boolean;
}
interface Node {
  readonly limits: Limits;
  readonly flows: ReadonlyMap<number, SkuFlow>;
}

/**
 * Best plan that uses exactly the open lanes, each with its minimum lot, if better than `floorFen`.
 * Without lots the SKUs are independent. Where a lane carries too little, at least one of its arcs has
 * to carry more than now, so the cases "arc n carries more, the arcs before it do not" cover everything.
 */
export function bestLots(
  net: Network,
  states: Uint8Array,
  floorFen: number,
  budget: number,
): LotResult {
  const open = states.map((state) => (state === OPEN ? 1 : 0));
  const lanes = [...open.keys()].filter((lane) => open[lane] === 1);
  const costFen = lanes.reduce((sum, lane) => sum + (net.instance.lanes[lane]?.costFen ?? 0), 0);
  const flows = new Map([...net.skuArcs.keys()].map((sku) => [sku, bestFlow(net, sku, open)]));
  const stack: Node[] = [{ limits: FREE, flows }];
  let plan: Plan | undefined;
  let best = floorFen;
  let nodes = 0;
  for (let node = stack.pop(); node; node = stack.pop()) {
    const value = [...node.flows.values()].reduce((sum, flow) => sum + flow.gainFen, -costFen);
    if (value <= best) continue;
    if (nodes >= budget) return { plan, nodes, done: false };
    nodes += 1;
    const pieces = loads(net, node.flows);
    const short = lanes.find((lane) => (pieces[lane] ?? 0) < net.instance.minLot);
    if (short === undefined) {
      plan = planOf(net, node.flows);
      best = plan.valueFen;
      continue;
    }
    stack.push(...childrenOf(net, open, node, net.laneArcs[short] ?? []));
  }
  return { plan, nodes, done: true };
}

function childrenOf(net: Network, open: Uint8Array, node: Node, arcs: readonly number[]): Node[] {
  const high = new Map(node.limits.high);
  const children: Node[] = [];
  for (const a of arcs) {
    const sku = net.instance.receivers[net.arcs[a]?.receiver ?? -1]?.sku ?? -1;
    const now = node.flows.get(sku)?.packs.get(a) ?? 0;
    const most = Math.min(net.arcs[a]?.cap ?? 0, high.get(a) ?? Infinity);
    if (now < most) {
      const limits = { low: new Map(node.limits.low).set(a, now + 1), high: new Map(high) };
      const flow = bestFlow(net, sku, open, limits);
      if (flow.gainFen > Number.NEGATIVE_INFINITY) {
        children.push({ limits, flows: new Map(node.flows).set(sku, flow) });
      }
    }
    high.set(a, now);
  }
  return children;
}
