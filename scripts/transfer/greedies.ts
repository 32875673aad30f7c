import { worthOf } from '#shared/domain/transfer/worth';
import type { Problem } from '#shared/domain/transfer/problem';

/** The rules most systems ship, for comparison. Both drop lanes that do not pay in the end. */
export const greedies = {
  /** Fill each shortage from the nearest shop that has something over. */
  nearest: (problem: Problem): number =>
    byOrder(problem, (a, b) => laneCost(problem, a) - laneCost(problem, b)),
  /** Move the most profitable pieces first, wherever they are. */
  unitProfit: (problem: Problem): number =>
    byOrder(problem, (a, b) => (problem.arcs.profit[b] ?? 0) - (problem.arcs.profit[a] ?? 0)),
};

/** A lane's cost grows with its distance and nothing else. */
const laneCost = ({ lanes, arcs }: Problem, arc: number): number =>
  lanes.cost[arcs.lane[arc] ?? 0] ?? 0;

function byOrder(problem: Problem, order: (a: number, b: number) => number): number {
  const { arcs, lanes, donors, receivers, minLot } = problem;
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);
  const units = new Int32Array(arcs.count);
  for (const a of [...arcs.lane.keys()].sort(order)) {
    const [d, r] = [arcs.donor[a] ?? 0, arcs.receiver[a] ?? 0];
    const n = Math.min(
      (donors.total[d] ?? 0) - (given[d] ?? 0),
      (receivers.total[r] ?? 0) - (got[r] ?? 0),
    );
    units[a] = n;
    given[d] = (given[d] ?? 0) + n;
    got[r] = (got[r] ?? 0) + n;
  }
  for (let lane = 0; lane < lanes.count; lane += 1) {
    const [first = 0, end = 0] = [lanes.firstArc[lane], lanes.firstArc[lane + 1]];
    let value = -(lanes.cost[lane] ?? 0);
    let pieces = 0;
    for (let a = first; a < end; a += 1) {
      value += (units[a] ?? 0) * (arcs.profit[a] ?? 0);
      pieces += (units[a] ?? 0) * (arcs.pieces[a] ?? 1);
    }
    if (value <= 0 || pieces < minLot) units.fill(0, first, end);
  }
  return worthOf(problem, units).value;
}
