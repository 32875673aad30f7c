import type { Network } from './network';
import { apply, copyOf, emptySet, settle, tryToggle } from './plan';
import type { OpenSet } from './plan';

/** Opens, again and again, the lane that adds most; what a careful person would do by hand. */
export function greedy(net: Network): OpenSet {
  const set = emptySet(net);
  // A lane's worth only falls as others open, so a stale worth is an upper bound: try the best first.
  const queue = net.laneArcs.flatMap((arcs, lane) =>
    arcs.length > 0 ? [{ lane, gain: Infinity }] : [],
  );
  while (queue.length > 0) {
    queue.sort((a, b) => b.gain - a.gain || a.lane - b.lane);
    const head = queue[0];
    if (!head || head.gain <= 0) break;
    const trial = tryToggle(net, set, [head.lane]);
    const gain = trial.valueFen - set.valueFen;
    if (gain >= (queue[1]?.gain ?? 0)) {
      if (gain <= 0) break;
      queue.shift();
      apply(set, trial);
    } else head.gain = gain;
  }
  settle(net, set);
  return set;
}

/**
 * Adds, drops and swaps single lanes while that helps; every set it keeps holds the minimum lots. Ends with the
 * best so far once `enough` says so.
 */
export function improve(
  net: Network,
  start: OpenSet,
  rounds = 4,
  enough: () => boolean = () => false,
): OpenSet {
  let best = start;
  for (let round = 0; round < rounds; round += 1) {
    const before = best.valueFen;
    for (let lane = 0; lane < net.laneArcs.length; lane += 1) {
      if ((net.laneArcs[lane] ?? []).length === 0) continue;
      if (enough()) return best;
      for (const move of movesOf(net, best, lane)) {
        const trial = tryToggle(net, best, move);
        if (trial.valueFen <= best.valueFen) continue;
        const next = copyOf(best);
        apply(next, trial);
        settle(net, next);
        if (next.valueFen > best.valueFen) best = next;
      }
    }
    if (best.valueFen === before) break;
  }
  return best;
}

/** The lane itself, and the lane in place of an open one that shares its sender or its receiver. */
function movesOf(net: Network, set: OpenSet, lane: number): number[][] {
  if (set.open[lane] === 1) return [[lane]];
  const own = net.instance.lanes[lane];
  const swaps = net.instance.lanes.flatMap((other, at) =>
    set.open[at] === 1 && own && (other.to === own.to || other.from === own.from)
      ? [[lane, at]]
      : [],
  );
  return [[lane], ...swaps];
}
