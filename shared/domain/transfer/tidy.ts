import type { OpenLanes } from './openLanes';
import type { Problem } from './problem';

/** Gains below this are rounding. */
const TINY = 1e-9;

/** Flips single lanes as long as that helps; then closes what carries less than its lot, until all that is left holds. */
export function* tidy({ lanes, minLot }: Problem, set: OpenLanes): Generator<void> {
  const usable = [...lanes.from.keys()].filter(
    (lane) => (lanes.firstArc[lane + 1] ?? 0) > (lanes.firstArc[lane] ?? 0),
  );
  const one = [0];
  const flip = (lane: number): boolean => {
    const opens = set.open[lane] !== 1;
    if (set.shadow.hope(opens ? lane : -1, opens ? -1 : lane) <= TINY) return false;
    one[0] = lane;
    if (set.trial(one) > TINY) {
      set.commit();
      return true;
    }
    set.revert();
    return false;
  };
  const shortest = (): number => {
    let worst = -1;
    for (const lane of usable) {
      const load = set.load[lane] ?? 0;
      if (set.open[lane] !== 1 || load >= Math.max(1, minLot)) continue;
      if (worst < 0 || load < (set.load[worst] ?? 0)) worst = lane;
    }
    return worst;
  };
  for (let won = true; won;) {
    won = false;
    for (const lane of usable) if (flip(lane)) won = true;
    yield;
  }
  for (let lane = shortest(); lane >= 0; lane = shortest()) {
    set.trial([lane]);
    set.commit();
  }
}
