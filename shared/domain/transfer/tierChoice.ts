import { CLOSED, OPEN, UNDECIDED } from './laneChoice';
import type { Priced } from './laneChoice';
import type { Cells, Problem } from './problem';

/** Some units of one lane from a donor's tier to a receiver's, and what each brings. */
interface Pick {
  readonly donor: number;
  readonly receiver: number;
  readonly units: number;
  readonly pieces: number;
  readonly margin: number;
}

/**
 * What `chooseLanes` does, for cells of several tiers. On an arc the cheapest tiers of both ends meet first, whatever their order in the
 * cell. Each tier has its own price: a sliver of a lane then cannot fetch the best unit of every cell, which makes the
 * bound several per cent tighter than prices by cell.
 */
export function tierChoice({ donors, receivers }: Problem) {
  const from = new Int32Array(longest(donors));
  const to = new Int32Array(longest(receivers));

  return (
    { lanes, arcs, minLot }: Problem,
    states: Uint8Array | undefined,
    give: Priced,
    get: Priced,
    profit: Float64Array,
  ): number => {
    give.moved.fill(0);
    get.moved.fill(0);
    const move = (pick: Pick, units: number): void => {
      give.moved[pick.donor] = (give.moved[pick.donor] ?? 0) + units;
      get.moved[pick.receiver] = (get.moved[pick.receiver] ?? 0) + units;
    };
    /** All pairs of tiers that meet on the arc, best first; their margins fall. */
    const picksOf = (arc: number, picks: Pick[]): void => {
      const ends = [
        sortTiers(donors, arcs.donor[arc] ?? 0, give.price, from),
        sortTiers(receivers, arcs.receiver[arc] ?? 0, get.price, to),
      ];
      let [i, j, left] = [0, 0, arcs.cap[arc] ?? 0];
      let spare = donors.size[from[0] ?? 0] ?? 0;
      let room = receivers.size[to[0] ?? 0] ?? 0;
      while (left > 0 && i < (ends[0] ?? 0) && j < (ends[1] ?? 0)) {
        const [donor, receiver] = [from[i] ?? 0, to[j] ?? 0];
        const units = Math.min(spare, room, left);
        const cost =
          (donors.loss[donor] ?? 0) +
          (give.price[donor] ?? 0) +
          (receivers.loss[receiver] ?? 0) +
          (get.price[receiver] ?? 0);
        const margin = (arcs.profit[arc] ?? 0) - cost;
        // Below nought only what may have to fill a lot.
        if (margin <= 0 && minLot <= 1) return;
        picks.push({ donor, receiver, units, pieces: arcs.pieces[arc] ?? 1, margin });
        left -= units;
        spare -= units;
        room -= units;
        if (spare === 0) spare = donors.size[from[(i += 1)] ?? 0] ?? 0;
        if (room === 0) room = receivers.size[to[(j += 1)] ?? 0] ?? 0;
      }
    };

    let sum = 0;
    for (let lane = 0; lane < lanes.count; lane += 1) {
      const first = lanes.firstArc[lane] ?? 0;
      const end = lanes.firstArc[lane + 1] ?? 0;
      const state = states?.[lane] ?? UNDECIDED;
      if (first === end || state === CLOSED) {
        profit[lane] = Number.NEGATIVE_INFINITY;
        continue;
      }
      const picks: Pick[] = [];
      for (let a = first; a < end; a += 1) picksOf(a, picks);
      let value = -(lanes.cost[lane] ?? 0);
      let pieces = 0;
      for (const pick of picks) {
        if (pick.margin <= 0) continue;
        value += pick.margin * pick.units;
        pieces += pick.units * pick.pieces;
      }
      const fills = pieces < minLot && (value > 0 || state === OPEN) ? cheapest(picks) : [];
      let missing = minLot - pieces;
      const taken: [Pick, number][] = [];
      for (const pick of fills) {
        if (missing <= 0) break;
        const units = Math.min(pick.units, missing / pick.pieces);
        value += units * pick.margin;
        missing -= units * pick.pieces;
        taken.push([pick, units]);
      }
      profit[lane] = value;
      if (value <= 0 && state !== OPEN) continue;
      sum += value;
      for (const pick of picks) if (pick.margin > 0) move(pick, pick.units);
      for (const [pick, units] of taken) move(pick, units);
    }
    return sum;
  };
}

const cheapest = (picks: readonly Pick[]): Pick[] =>
  picks
    .filter(({ margin }) => margin <= 0)
    .sort((a, b) => b.margin / b.pieces - a.margin / a.pieces);

const longest = ({ count, firstTier }: Cells): number => {
  let most = 0;
  for (let c = 0; c < count; c += 1) {
    most = Math.max(most, (firstTier[c + 1] ?? 0) - (firstTier[c] ?? 0));
  }
  return most;
};

/** Writes the cell's tiers to `order`, cheapest first; returns how many. */
function sortTiers(
  { firstTier, loss }: Cells,
  cell: number,
  price: Float64Array,
  order: Int32Array,
): number {
  const first = firstTier[cell] ?? 0;
  const count = (firstTier[cell + 1] ?? 0) - first;
  for (let i = 0; i < count; i += 1) {
    const cost = (loss[first + i] ?? 0) + (price[first + i] ?? 0);
    let j = i - 1;
    for (; j >= 0; j -= 1) {
      const other = order[j] ?? 0;
      if ((loss[other] ?? 0) + (price[other] ?? 0) <= cost) break;
      order[j + 1] = other;
    }
    order[j + 1] = first + i;
  }
  return count;
}
