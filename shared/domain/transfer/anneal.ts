import type { OpenLanes } from './openLanes';
import type { Problem } from './problem';

export interface Cooling {
  /** Work to spend, in the units of `OpenLanes.work`. */
  readonly work: number;
  /** Temperatures at the start and at the end, in units of the value. */
  readonly from: number;
  readonly to: number;
  /** 0 ≤ x < 1; the same sequence gives the same plan. */
  readonly random: () => number;
  /** Ends the walk early once true. */
  readonly enough: () => boolean;
}

/** What judging an arc of a lane by prices costs, against routing one. */
const JUDGE = 0.1;
/** What drawing a move costs, in arcs judged. */
const MOVE = 10;
const SLICE = 5_000;

/**
 * Simulated annealing over single lanes and swaps of two lanes that share a sender or a receiver. The luck a move needs is drawn
 * first; where the prices prove that it cannot come up to it, it is not routed at all (nine in ten).
 * Leaves `set` where the walk ended and yields every few thousand moves; returns the best set of open lanes met.
 */
export function* anneal(
  problem: Problem,
  set: OpenLanes,
  { work, from, to, random, enough }: Cooling,
): Generator<void, Uint8Array> {
  const { lanes } = problem;
  const usable = [...lanes.from.keys()].filter(
    (lane) => (lanes.firstArc[lane + 1] ?? 0) > (lanes.firstArc[lane] ?? 0),
  );
  const sameFrom = groups(usable, lanes.from);
  const sameTo = groups(usable, lanes.to);
  const one = [0];
  const two = [0, 0];
  let best = set.value();
  let bestOpen = set.open.slice();
  const start = set.work();
  let judged = 0;
  let done = 0;
  for (let move = 1; done < work && usable.length > 0; move += 1) {
    if (move % SLICE === 0) {
      yield;
      if (enough()) break;
    }
    done = set.work() - start + judged * JUDGE;
    const heat = from * (to / from) ** Math.min(1, done / work);
    const lane = usable[Math.floor(random() * usable.length)] ?? 0;
    const other = random() < 0.5 ? partner(lane, random) : lane;
    const swap = other !== lane && set.open[other] !== set.open[lane];
    const opens = set.open[lane] === 1 ? (swap ? other : -1) : lane;
    const closes = set.open[lane] === 1 ? lane : swap ? other : -1;
    judged += MOVE + weight(opens) + 4 * weight(closes);
    const luck = heat * Math.log(1 - random());
    if (set.shadow.hope(opens, closes) < luck) continue;
    one[0] = lane;
    two[0] = lane;
    two[1] = other;
    if (set.trial(swap ? two : one) < luck) {
      set.revert();
      continue;
    }
    set.commit();
    if (set.value() > best + 1e-9) {
      best = set.value();
      bestOpen.set(set.open);
    }
  }
  return bestOpen;

  function partner(lane: number, draw: () => number): number {
    const near =
      draw() < 0.5 ? sameFrom.get(lanes.from[lane] ?? 0) : sameTo.get(lanes.to[lane] ?? 0);
    return near?.[Math.floor(draw() * near.length)] ?? lane;
  }
  function weight(lane: number): number {
    return lane < 0 ? 0 : (lanes.firstArc[lane + 1] ?? 0) - (lanes.firstArc[lane] ?? 0);
  }
}

function groups(lanes: readonly number[], by: Int32Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const lane of lanes) {
    const own = found.get(by[lane] ?? 0);
    if (own) own.push(lane);
    else found.set(by[lane] ?? 0, [lane]);
  }
  return found;
}
