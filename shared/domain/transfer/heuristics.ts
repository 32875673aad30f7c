import type { Network } from './network';
import { copyOf, emptySet, settle, toggle } from './plan';
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
    const trial = copyOf(set);
    toggle(net, trial, [head.lane]);
    const gain = trial.valueFen - set.valueFen;
    if (gain >= (queue[1]?.gain ?? 0) || gain === head.gain) {
      if (gain <= 0) break;
      queue.shift();
      Object.assign(set, trial);
      set.open.set(trial.open);
    } else head.gain = gain;
  }
  settle(net, set);
  return set;
}

/** Adds, drops and swaps single lanes while that helps; every set it keeps holds the minimum lots. */
export function improve(net: Network, start: OpenSet, rounds = 4): OpenSet {
  let best = start;
  const lanes = net.laneArcs.flatMap((arcs, lane) => (arcs.length > 0 ? [lane] : []));
  for (let round = 0; round < rounds; round += 1) {
    const before = best.valueFen;
    for (const lane of lanes) {
      for (const move of movesOf(net, best, lane)) {
        const trial = copyOf(best);
        toggle(net, trial, move);
        if (trial.valueFen <= best.valueFen) continue;
        settle(net, trial);
        if (trial.valueFen > best.valueFen) best = trial;
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
