import type { Network } from './network';

/** Least packs an arc must carry and most it may; used where a minimum lot has to be forced. */
export interface Limits {
  readonly low: ReadonlyMap<number, number>;
  readonly high: ReadonlyMap<number, number>;
}
export const FREE: Limits = { low: new Map(), high: new Map() };

export interface SkuFlow {
  /** Packs by arc. */
  readonly packs: ReadonlyMap<number, number>;
  /** Σ gains − Σ losses; −∞ when the limits cannot be met. */
  readonly gainFen: number;
}

/**
 * Best flow of one SKU over the open lanes, exact: successive best paths on the residual graph.
 * Arcs carry no cost of their own, so the best path is the best pair of a donor and a receiver
 * it can reach, and a breadth-first search finds them. Worths are concave, hence every step is optimal.
 */
export function bestFlow(net: Network, sku: number, open: Uint8Array, limits = FREE): SkuFlow {
  const arcs = (net.skuArcs.get(sku) ?? []).filter((a) => open[net.arcs[a]?.lane ?? -1] === 1);
  const packs = new Map<number, number>();
  const given = new Map<number, number>();
  const got = new Map<number, number>();
  let gainFen = 0;
  const donorWorth = (d: number) => net.instance.donors[d]?.worth[given.get(d) ?? 0];
  const receiverWorth = (r: number) => net.instance.receivers[r]?.worth[got.get(r) ?? 0];
  const book = (d: number, r: number): boolean => {
    const loss = donorWorth(d);
    const gain = receiverWorth(r);
    if (loss === undefined || gain === undefined) return false;
    gainFen += gain - loss;
    given.set(d, (given.get(d) ?? 0) + 1);
    got.set(r, (got.get(r) ?? 0) + 1);
    return true;
  };

  for (const a of arcs) {
    const arc = net.arcs[a];
    const low = limits.low.get(a) ?? 0;
    if (!arc || low === 0) continue;
    for (let n = 0; n < low; n += 1) {
      if (!book(arc.donor, arc.receiver)) return { packs, gainFen: Number.NEGATIVE_INFINITY };
    }
    packs.set(a, low);
  }

  const room = (a: number) =>
    Math.min(net.arcs[a]?.cap ?? 0, limits.high.get(a) ?? Infinity) - (packs.get(a) ?? 0);
  const excess = (a: number) => (packs.get(a) ?? 0) - (limits.low.get(a) ?? 0);
  const donors = [...new Set(arcs.map((a) => net.arcs[a]?.donor ?? -1))];

  for (;;) {
    let best = 0;
    let path: readonly Step[] | undefined;
    let ends: readonly [number, number] | undefined;
    for (const donor of donors) {
      const loss = donorWorth(donor);
      if (loss === undefined) continue;
      for (const reached of reach(net, arcs, donor, room, excess)) {
        const gain = (receiverWorth(reached.receiver) ?? Number.NEGATIVE_INFINITY) - loss;
        if (gain <= best) continue;
        best = gain;
        path = reached.path;
        ends = [donor, reached.receiver];
      }
    }
    if (!path || !ends) return { packs, gainFen };
    for (const { arc, by } of path) packs.set(arc, (packs.get(arc) ?? 0) + by);
    book(ends[0], ends[1]);
  }
}

interface Step {
  readonly arc: number;
  readonly by: 1 | -1;
}
interface Reached {
  readonly receiver: number;
  readonly path: readonly Step[];
}

/** Receivers that one more pack of the donor can end at, re-routing what flows already. */
function reach(
  net: Network,
  arcs: readonly number[],
  start: number,
  room: (arc: number) => number,
  excess: (arc: number) => number,
): readonly Reached[] {
  const seenDonors = new Set([start]);
  const found: Reached[] = [];
  const seenReceivers = new Set<number>();
  const queue: { donor: number; path: readonly Step[] }[] = [{ donor: start, path: [] }];
  for (const { donor, path } of queue) {
    for (const a of arcs) {
      const arc = net.arcs[a];
      if (!arc || arc.donor !== donor || room(a) <= 0 || seenReceivers.has(arc.receiver)) continue;
      seenReceivers.add(arc.receiver);
      const to: readonly Step[] = [...path, { arc: a, by: 1 }];
      found.push({ receiver: arc.receiver, path: to });
      for (const back of arcs) {
        const other = net.arcs[back];
        if (!other || other.receiver !== arc.receiver || excess(back) <= 0) continue;
        if (seenDonors.has(other.donor)) continue;
        seenDonors.add(other.donor);
        queue.push({ donor: other.donor, path: [...to, { arc: back, by: -1 }] });
      }
    }
  }
  return found;
}
