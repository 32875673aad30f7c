import type { Patch } from './patch';
import type { Cells, Problem } from './problem';
import { rerouterOf } from './reroute';
import type { Before } from './reroute';

export interface Router {
  /** By arc, for the arcs routed last: units of the best flow. */
  readonly units: Int32Array;
  /** Finds the best flow through the patch; returns its value without lane costs. */
  route(): number;
  /** Arcs looked at so far. */
  looks(): number;
}

/** Exact best flows through a patch, whatever it was gathered as last; starts from the flow before the change. */
export function routerOf(problem: Problem, patch: Patch, before: Before): Router {
  const { arcs, donors, receivers, plain } = problem;
  const units = new Int32Array(arcs.count);
  const reroute = rerouterOf(problem, patch, before, units);

  function route(): number {
    if (!plain) return reroute();
    if (patch.arcCount === 1) {
      const arc = patch.arcs[0] ?? 0;
      const from = donors.total[arcs.donor[arc] ?? 0] ?? 0;
      const to = receivers.total[arcs.receiver[arc] ?? 0] ?? 0;
      const n = from < to ? from : to;
      units[arc] = n;
      return n * (arcs.profit[arc] ?? 0);
    }
    if (patch.receiverCount === 1) {
      return star(receivers.total[patch.receivers[0] ?? 0] ?? 0, arcs.donor, donors);
    }
    if (patch.donorCount === 1) {
      return star(donors.total[patch.donors[0] ?? 0] ?? 0, arcs.receiver, receivers);
    }
    return reroute();
  }

  /** All arcs meet in one cell with `total` units: best arcs first. */
  function star(total: number, far: Int32Array, cells: Cells): number {
    const { arcs: own, arcCount } = patch;
    for (let i = 1; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      const profit = arcs.profit[arc] ?? 0;
      let j = i - 1;
      for (; j >= 0 && (arcs.profit[own[j] ?? 0] ?? 0) < profit; j -= 1) own[j + 1] = own[j] ?? 0;
      own[j + 1] = arc;
    }
    let left = total;
    let value = 0;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      const n = Math.min(left, cells.total[far[arc] ?? 0] ?? 0);
      units[arc] = n;
      left -= n;
      value += n * (arcs.profit[arc] ?? 0);
    }
    return value;
  }

  return { units, route, looks: reroute.looks };
}
