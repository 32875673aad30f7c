import { lossOf } from './problem';
import type { Problem } from './problem';

/** What a plan is worth, and what it breaks. */
export interface Verdict {
  readonly value: number;
  /** Σ cost of the lanes that carry something. */
  readonly cost: number;
  readonly lanes: number;
  readonly units: number;
  readonly broken: readonly string[];
}

/** Adds a plan (units by arc) up from scratch and checks every limit: knows nothing of how it was found. */
export function worthOf(problem: Problem, plan: Int32Array): Verdict {
  const { lanes, arcs, donors, receivers, minLot } = problem;
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);
  const load = new Int32Array(lanes.count);
  const broken: string[] = [];
  let gain = 0;
  let units = 0;
  for (let a = 0; a < arcs.count; a += 1) {
    const n = plan[a] ?? 0;
    if (n < 0) broken.push(`arc ${a} carries ${n}`);
    const [d, r, lane] = [arcs.donor[a] ?? 0, arcs.receiver[a] ?? 0, arcs.lane[a] ?? 0];
    given[d] = (given[d] ?? 0) + n;
    got[r] = (got[r] ?? 0) + n;
    load[lane] = (load[lane] ?? 0) + n * (arcs.pieces[a] ?? 1);
    gain += n * (arcs.profit[a] ?? 0);
    units += n;
  }
  for (const [side, cells, used] of [
    ['gives', donors, given],
    ['gets', receivers, got],
  ] as const) {
    for (let c = 0; c < cells.count; c += 1) {
      const [n, most] = [used[c] ?? 0, cells.total[c] ?? 0];
      if (n > most) broken.push(`shop ${cells.store[c]} ${side} ${n} of ${most}`);
      gain -= lossOf(cells, c, Math.min(n, most));
    }
  }
  let cost = 0;
  let open = 0;
  for (let lane = 0; lane < lanes.count; lane += 1) {
    const pieces = load[lane] ?? 0;
    if (pieces === 0) continue;
    if (pieces < minLot) broken.push(`lane ${lane} carries ${pieces} of at least ${minLot}`);
    cost += lanes.cost[lane] ?? 0;
    open += 1;
  }
  return { value: gain - cost, cost, lanes: open, units, broken };
}
