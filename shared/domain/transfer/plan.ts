import { bestFlow } from './flow';
import type { SkuFlow } from './flow';
import type { Flow, Plan } from './model';
import type { Network } from './network';

/** A set of open lanes with its best flows, kept up to date lane by lane. */
export interface OpenSet {
  readonly open: Uint8Array;
  readonly flows: Map<number, SkuFlow>;
  /** Pieces by lane. */
  readonly pieces: Int32Array;
  /** Σ gains − cost of the lanes that carry something. Lots below the minimum are not looked at. */
  valueFen: number;
}

export const emptySet = (net: Network): OpenSet => ({
  open: new Uint8Array(net.instance.lanes.length),
  flows: new Map(),
  pieces: new Int32Array(net.instance.lanes.length),
  valueFen: 0,
});

export const copyOf = (set: OpenSet): OpenSet => ({
  open: set.open.slice(),
  flows: new Map(set.flows),
  pieces: set.pieces.slice(),
  valueFen: set.valueFen,
});

/** What a set would become: the touched SKUs' flows, the lanes' new loads, the new value. */
export interface Trial {
  readonly lanes: readonly number[];
  readonly flows: ReadonlyMap<number, SkuFlow>;
  readonly loads: ReadonlyMap<number, number>;
  readonly valueFen: number;
}

/** Opens closed and closes open lanes on trial; only the SKUs they touch are routed anew. */
export function tryToggle(net: Network, set: OpenSet, lanes: readonly number[]): Trial {
  for (const lane of lanes) set.open[lane] = set.open[lane] === 1 ? 0 : 1;
  const flows = new Map<number, SkuFlow>();
  const loads = new Map<number, number>();
  let { valueFen } = set;
  const carry = (flow: SkuFlow | undefined, sign: 1 | -1): void => {
    valueFen += sign * (flow?.gainFen ?? 0);
    for (const [a, n] of flow?.packs ?? []) {
      const lane = net.arcs[a]?.lane ?? -1;
      const before = loads.get(lane) ?? set.pieces[lane] ?? 0;
      loads.set(lane, before + sign * n * (net.pieces[a] ?? 1));
    }
  };
  for (const sku of new Set(lanes.flatMap((lane) => net.laneSkus[lane] ?? []))) {
    const flow = bestFlow(net, sku, set.open);
    carry(set.flows.get(sku), -1);
    carry(flow, 1);
    flows.set(sku, flow);
  }
  for (const [lane, pieces] of loads) {
    const cost = net.instance.lanes[lane]?.costFen ?? 0;
    valueFen += (set.pieces[lane] ?? 0) > 0 ? cost : 0;
    valueFen -= pieces > 0 ? cost : 0;
  }
  for (const lane of lanes) set.open[lane] = set.open[lane] === 1 ? 0 : 1;
  return { lanes, flows, loads, valueFen };
}

export function apply(set: OpenSet, { lanes, flows, loads, valueFen }: Trial): void {
  for (const lane of lanes) set.open[lane] = set.open[lane] === 1 ? 0 : 1;
  for (const [sku, flow] of flows) set.flows.set(sku, flow);
  for (const [lane, pieces] of loads) set.pieces[lane] = pieces;
  set.valueFen = valueFen;
}

/** Pieces by lane. */
export function loads(net: Network, flows: ReadonlyMap<number, SkuFlow>): Int32Array {
  const pieces = new Int32Array(net.instance.lanes.length);
  for (const { packs } of flows.values()) {
    for (const [a, n] of packs) {
      const lane = net.arcs[a]?.lane ?? -1;
      pieces[lane] = (pieces[lane] ?? 0) + n * (net.pieces[a] ?? 1);
    }
  }
  return pieces;
}

/** Closes lanes that carry nothing or less than the minimum lot, smallest first, until all that is left holds. */
export function settle(net: Network, set: OpenSet): void {
  for (;;) {
    let short = -1;
    set.pieces.forEach((n, lane) => {
      if (set.open[lane] !== 1 || n >= Math.max(1, net.instance.minLot)) return;
      if (n === 0) set.open[lane] = 0;
      else if (short < 0 || n < (set.pieces[short] ?? 0)) short = lane;
    });
    if (short < 0) return;
    apply(set, tryToggle(net, set, [short]));
  }
}

/** The plan of a settled set. A cell's packs are booked in the order of the flows, so shares add up. */
export function planOf(net: Network, flows: ReadonlyMap<number, SkuFlow>): Plan {
  const given = new Map<number, number>();
  const got = new Map<number, number>();
  const out: Flow[] = [];
  for (const [sku, flow] of [...flows].sort((a, b) => a[0] - b[0])) {
    for (const [a, packs] of [...flow.packs].sort((x, y) => x[0] - y[0])) {
      const arc = net.arcs[a];
      if (!arc || packs === 0) continue;
      let gainFen = 0;
      for (let n = 0; n < packs; n += 1) {
        const to = got.get(arc.receiver) ?? 0;
        const from = given.get(arc.donor) ?? 0;
        gainFen += net.instance.receivers[arc.receiver]?.worth[to] ?? 0;
        gainFen -= net.instance.donors[arc.donor]?.worth[from] ?? 0;
        got.set(arc.receiver, to + 1);
        given.set(arc.donor, from + 1);
      }
      out.push({ lane: arc.lane, sku, packs, gainFen });
    }
  }
  const lanes = new Set(out.map((flow) => flow.lane));
  const gainFen = out.reduce((sum, flow) => sum + flow.gainFen, 0);
  const costFen = [...lanes].reduce((s, lane) => s + (net.instance.lanes[lane]?.costFen ?? 0), 0);
  return { flows: out, gainFen, costFen, valueFen: gainFen - costFen };
}
