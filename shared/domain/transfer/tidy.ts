import type { OpenLanes } from './openLanes';
import type { Problem } from './problem';

/** Gains below this are rounding. */
const TINY = 1e-9;

/** Flips and swaps lanes as long as any single move helps; then closes what carries less than its lot. */
export function* tidy(problem: Problem, set: OpenLanes): Generator<void> {
  const { lanes } = problem;
  const order = [...lanes.from.keys()].filter(
    (lane) => (lanes.firstArc[lane + 1] ?? 0) > (lanes.firstArc[lane] ?? 0),
  );
  for (;;) {
    for (let won = true; won;) {
      won = false;
      for (const lane of order) {
        if (lane % 100 === 99) yield;
        if (betterWith(problem, set, lane, order)) won = true;
      }
    }
    if (!dropShort(problem, set)) return;
  }
}

function betterWith(
  { lanes }: Problem,
  set: OpenLanes,
  lane: number,
  others: readonly number[],
): boolean {
  const take = (add: number, drop: number, move: readonly number[]): boolean => {
    if (set.shadow.hope(add, drop) <= TINY) return false;
    if (set.trial(move) > TINY) {
      set.commit();
      return true;
    }
    set.revert();
    return false;
  };
  if (set.open[lane] === 1) return take(-1, lane, [lane]);
  if (take(lane, -1, [lane])) return true;
  return others.some(
    (other) =>
      set.open[other] === 1 &&
      (lanes.from[other] === lanes.from[lane] || lanes.to[other] === lanes.to[lane]) &&
      take(lane, other, [lane, other]),
  );
}

/** Closes the lane furthest below its lot; false when there is none. Empty lanes are closed as well. */
function dropShort({ lanes, minLot }: Problem, set: OpenLanes): boolean {
  let worst = -1;
  for (let lane = 0; lane < lanes.count; lane += 1) {
    const load = set.load[lane] ?? 0;
    if (set.open[lane] !== 1 || load >= Math.max(1, minLot)) continue;
    if (worst < 0 || load < (set.load[worst] ?? 0)) worst = lane;
  }
  if (worst < 0) return false;
  set.trial([worst]);
  set.commit();
  return true;
}
