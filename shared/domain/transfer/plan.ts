import { bestFlow } from './flow';
import type { SkuFlow } from './flow';
import type { Flow, Plan } from './model';
import type { Network } from './network';

/** A set of open lanes with its best flows, kept up to date lane by lane. */
export interface OpenSet {
  readonly open: Uint8Array;
  readonly flows: Map<number, SkuFlow>;
  /** Σ gains − cost of the lanes that carry something. Lots below the minimum are not looked at. */
  valueFen: number;
}

export const emptySet = (net: Network): OpenSet => ({
  open: new Uint8Array(net.instance.lanes.length),
  flows: new Map(),
  valueFen: 0,
});

export const copyOf = (set: OpenSet): OpenSet => ({
  open: set.open.slice(),
  flows: new Map(set.flows),
  valueFen: set.valueFen,
});

/** Opens and closes lanes, then routes the SKUs they touch anew. */
export function toggle(net: Network, set: OpenSet, lanes: readonly number[]): void {
  const touched = new Set<number>();
  for (const lane of lanes) {
    set.open[lane] = set.open[lane] === 1 ? 0 : 1;
    for (const a of net.laneArcs[lane] ?? []) {
      touched.add(net.instance.receivers[net.arcs[a]?.receiver ?? -1]?.sku ?? -1);
    }
  }
  for (const sku of touched) set.flows.set(sku, bestFlow(net, sku, set.open));
  set.valueFen = valueOf(net, set.flows);
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

export function valueOf(net: Network, flows: ReadonlyMap<number, SkuFlow>): number {
  let value = 0;
  for (const flow of flows.values()) value += flow.gainFen;
  loads(net, flows).forEach((pieces, lane) => {
    if (pieces > 0) value -= net.instance.lanes[lane]?.costFen ?? 0;
  });
  return value;
}

/** Closes lanes that carry nothing or less than the minimum lot, worst first, until all that is left holds. */
export function settle(net: Network, set: OpenSet): void {
  for (;;) {
    const pieces = loads(net, set.flows);
    const idle: number[] = [];
    let short = -1;
    pieces.forEach((n, lane) => {
      if (set.open[lane] !== 1 || n >= net.instance.minLot) return;
      if (n === 0) idle.push(lane);
      else if (short < 0 || n < (pieces[short] ?? 0)) short = lane;
    });
    for (const lane of idle) set.open[lane] = 0;
    if (short < 0) return;
    toggle(net, set, [short]);
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
