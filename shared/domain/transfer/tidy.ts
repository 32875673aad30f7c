import type { OpenLanes } from './openLanes';
import type { Problem } from './problem';

/** Gains below this are rounding. */
const TINY = 1e-9;

/** Flips single lanes as long as that helps. */
export function* tidy({ lanes }: Problem, set: OpenLanes): Generator<void> {
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
  for (let won = true; won;) {
    won = false;
    for (const lane of usable) if (flip(lane)) won = true;
    yield;
  }
}

/** Closes lanes that carry nothing or less than their lot, the emptiest first, until all that is left holds. */
export function dropShort({ lanes, minLot }: Problem, set: OpenLanes): void {
  for (;;) {
    let worst = -1;
    for (let lane = 0; lane < lanes.count; lane += 1) {
      const load = set.load[lane] ?? 0;
      if (set.open[lane] !== 1 || load >= Math.max(1, minLot)) continue;
      if (worst < 0 || load < (set.load[worst] ?? 0)) worst = lane;
    }
    if (worst < 0) return;
    set.trial([worst]);
    set.commit();
  }
}
