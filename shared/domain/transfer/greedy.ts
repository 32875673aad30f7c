import { tierAfter, roomAfter } from './problem';
import type { Problem } from './problem';

/**
 * What a careful person would do by hand: opens, again and again, the lane that brings most with what is left, and never
 * looks back. Returns units by arc.
 */
export function greedy(problem: Problem): Int32Array {
  const { lanes, arcs, donors, receivers, minLot } = problem;
  const units = new Int32Array(arcs.count);
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);

  /** What the lane would bring now; takes it when `take`. Below its minimum lot it brings nothing. */
  const gainOf = (lane: number, take: boolean): number => {
    let gain = -(lanes.cost[lane] ?? 0);
    let pieces = 0;
    const end = lanes.firstArc[lane + 1] ?? 0;
    for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
      const d = arcs.donor[a] ?? 0;
      const r = arcs.receiver[a] ?? 0;
      let [from, to] = [given[d] ?? 0, got[r] ?? 0];
      for (;;) {
        const spare = tierAfter(donors, d, from);
        const room = tierAfter(receivers, r, to);
        const unit =
          (arcs.profit[a] ?? 0) - (donors.loss[spare] ?? 0) - (receivers.loss[room] ?? 0);
        if (spare < 0 || room < 0 || unit <= 0) break;
        const n = Math.min(roomAfter(donors, d, from), roomAfter(receivers, r, to));
        gain += n * unit;
        pieces += n * (arcs.pieces[a] ?? 1);
        from += n;
        to += n;
      }
      if (!take) continue;
      units[a] = from - (given[d] ?? 0);
      given[d] = from;
      got[r] = to;
    }
    return pieces < Math.max(1, minLot) ? 0 : gain;
  };

  // A lane's gain only falls as others open, so an old gain is an upper bound: look at the best first.
  const queue = [...lanes.from.keys()]
    .map((lane) => ({ lane, gain: gainOf(lane, false) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => a.gain - b.gain || b.lane - a.lane);
  for (let head = queue.pop(); head; head = queue.pop()) {
    const gain = gainOf(head.lane, false);
    const next = queue.at(-1);
    if (gain <= 0) continue;
    if (!next || gain >= next.gain) {
      gainOf(head.lane, true);
      continue;
    }
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((queue[middle]?.gain ?? 0) < gain) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, { lane: head.lane, gain });
  }
  return units;
}
