import { anneal } from './anneal';
import { chance } from './chance';
import { bestLots } from './lots';
import { networkOf } from './network';
import { openLanes } from './openLanes';
import type { OpenLanes } from './openLanes';
import type { Problem } from './problem';
import { dropShort, tidy } from './tidy';

export interface Attempt {
  /** See `Effort`. */
  readonly work: number;
  readonly seed: number;
  readonly enough: () => boolean;
  /** By lane: how sure the prices are of it, 0–1. */
  readonly share: Float64Array;
  /** How much more than thought the filling of lots is taken to cost. */
  readonly care: number;
}

/** Cases looked at before lots are filled up the first way that holds. */
const FILL_NODES = 100;

/** One walk from the lanes the prices favour to a plan that holds: units by arc. */
export function* findPlan(
  problem: Problem,
  { work, seed, enough, share, care }: Attempt,
): Generator<void, Int32Array[]> {
  const { lanes } = problem;
  let [cost, count] = [0, 0];
  for (let lane = 0; lane < lanes.count; lane += 1) {
    if (lanes.firstArc[lane] === lanes.firstArc[lane + 1]) continue;
    cost += lanes.cost[lane] ?? 0;
    count += 1;
  }
  // A lane's cost is the size of a wrong decision; where lanes cost nothing there is little to decide.
  const heat = Math.max(cost / Math.max(1, count), 1e-6);
  const fine = (2 * heat) / Math.max(1, problem.minLot);
  const set = openLanes(problem, fine, care);
  const move = (wanted: (lane: number) => boolean): void => {
    set.trial([...lanes.cost.keys()].filter((lane) => wanted(lane) !== (set.open[lane] === 1)));
    set.commit();
  };
  move((lane) => (share[lane] ?? 0) > 0.5);
  const open = yield* anneal(problem, set, {
    work,
    from: HOT * heat,
    to: COLD * heat,
    random: chance(seed),
    enough,
  });
  move((lane) => open[lane] === 1);
  yield* tidy(problem, set);
  const filled = fillLots(problem, set);
  dropShort(problem, set);
  return filled ? [filled, set.units] : [set.units];
}

/** Arcs beyond which lots are filled up by the likeliest ways only. */
const LARGE = 3_000;
const HOT = 0.3;
const COLD = 0.03;

/** The plan of these lanes with those below their minimum lot filled up; undefined when all hold or some cannot be. */
function fillLots(problem: Problem, set: OpenLanes): Int32Array | undefined {
  const open = Uint8Array.from(set.load, (pieces) => (pieces > 0 ? 1 : 0));
  if (set.load.every((pieces) => pieces === 0 || pieces >= problem.minLot)) return undefined;
  const large = problem.arcs.count > LARGE;
  return bestLots(networkOf(problem), open, {
    floor: Number.NEGATIVE_INFINITY,
    nodes: large ? 0 : FILL_NODES,
    dive: true,
    start: set.units,
    ...(large && { lossOn: set.shadow.lossOn }),
  }).plan?.units;
}
