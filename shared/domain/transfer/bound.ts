import type { Cell } from './model';
import type { Network } from './network';

/** A lane's place in the search. */
export const UNDECIDED = 0;
export const OPEN = 1;
export const CLOSED = 2;

/** A price for every single pack a donor may give and a receiver may get: the multipliers. */
export interface Prices {
  readonly donor: Float64Array;
  readonly receiver: Float64Array;
}
export interface Bound {
  /** No plan that respects the lane states is worth more. */
  readonly valueFen: number;
  readonly prices: Prices;
  /** By lane, at the best prices: what the lane earns at them less its cost. */
  readonly profit: Float64Array;
  /** By lane: share of the rounds in which the lane paid; near ½ means undecided. */
  readonly share: Float64Array;
}

/** One side's packs laid end to end: cell `c` owns `start[c]` … `start[c + 1] − 1`. */
interface Side {
  readonly start: Int32Array;
  readonly worth: Float64Array;
}
const sideOf = (cells: readonly Cell[]): Side => {
  const start = new Int32Array(cells.length + 1);
  cells.forEach((cell, c) => {
    start[c + 1] = (start[c] ?? 0) + cell.worth.length;
  });
  return { start, worth: Float64Array.from(cells.flatMap((cell) => cell.worth)) };
};

export const startPrices = (net: Network): Prices => ({
  donor: sideOf(net.instance.donors).worth,
  receiver: sideOf(net.instance.receivers).worth,
});

const STALL = 8;
const CUT = 0.6;

/**
 * Lagrangian bound: at given prices donors sell, receivers buy and every lane decides for itself whether
 * the price differences of the packs it would pair pay for its trip. Whatever the prices, the sum is an
 * upper bound; a subgradient walk lowers it (Polyak's step towards the best plan known). Prices per pack
 * instead of per cell matter: otherwise a sliver of a lane could fetch everybody's most wanted pack.
 */
export function relax(
  net: Network,
  states: Uint8Array,
  from: Prices,
  target: number,
  rounds: number,
): Bound {
  const sides = { donor: sideOf(net.instance.donors), receiver: sideOf(net.instance.receivers) };
  const prices = { donor: from.donor.slice(), receiver: from.receiver.slice() };
  const order = {
    donor: Int32Array.from(prices.donor, (_, i) => i),
    receiver: Int32Array.from(prices.receiver, (_, i) => i),
  };
  const used = {
    donor: new Int32Array(prices.donor.length),
    receiver: new Int32Array(prices.receiver.length),
  };
  const profit = new Float64Array(net.laneArcs.length);
  const share = new Float64Array(net.laneArcs.length);
  let best: Omit<Bound, 'share'> | undefined;
  let step = 1;
  let stalled = 0;
  let done = 0;
  for (; done < rounds; done += 1) {
    sortCells(sides.donor, order.donor, prices.donor, 1);
    sortCells(sides.receiver, order.receiver, prices.receiver, -1);
    used.donor.fill(0);
    used.receiver.fill(0);
    let value = 0;
    for (let i = 0; i < prices.donor.length; i += 1) {
      value += (prices.donor[i] ?? 0) - (sides.donor.worth[i] ?? 0);
    }
    for (let i = 0; i < prices.receiver.length; i += 1) {
      value += (sides.receiver.worth[i] ?? 0) - (prices.receiver[i] ?? 0);
    }
    for (let lane = 0; lane < profit.length; lane += 1) {
      if (states[lane] === CLOSED) continue;
      const earns = walkLane(net, sides, order, prices, lane);
      profit[lane] = earns;
      if (earns <= 0 && states[lane] !== OPEN) continue;
      value += earns;
      share[lane] = (share[lane] ?? 0) + 1;
      walkLane(net, sides, order, prices, lane, used);
    }
    if (!best || value < best.valueFen - 1e-6) {
      const kept = { donor: prices.donor.slice(), receiver: prices.receiver.slice() };
      best = { valueFen: value, prices: kept, profit: profit.slice() };
      stalled = 0;
      if (value < target + 1) break;
    } else if ((stalled += 1) >= STALL) {
      step *= CUT;
      stalled = 0;
      prices.donor.set(best.prices.donor);
      prices.receiver.set(best.prices.receiver);
      continue;
    }
    if (!move(sides, prices, used, step * Math.max(1, value - target))) break;
  }
  return {
    valueFen: best?.valueFen ?? 0,
    prices: best?.prices ?? from,
    profit: best?.profit ?? profit,
    share: share.map((n) => n / Math.max(1, done)),
  };
}

type Both<T> = { readonly donor: T; readonly receiver: T };

/** What the lane earns pairing cheapest with dearest packs; counts the packs in `used` when given. */
function walkLane(
  net: Network,
  sides: Both<Side>,
  order: Both<Int32Array>,
  prices: Both<Float64Array>,
  lane: number,
  used?: Both<Int32Array>,
): number {
  let earns = -(net.instance.lanes[lane]?.costFen ?? 0);
  for (const a of net.laneArcs[lane] ?? []) {
    const arc = net.arcs[a];
    if (!arc) continue;
    const d0 = sides.donor.start[arc.donor] ?? 0;
    const r0 = sides.receiver.start[arc.receiver] ?? 0;
    for (let n = 0; n < arc.cap; n += 1) {
      const d = order.donor[d0 + n] ?? 0;
      const r = order.receiver[r0 + n] ?? 0;
      const gain = (prices.receiver[r] ?? 0) - (prices.donor[d] ?? 0);
      if (gain <= 0) break;
      earns += gain;
      if (!used) continue;
      used.donor[d] = (used.donor[d] ?? 0) + 1;
      used.receiver[r] = (used.receiver[r] ?? 0) + 1;
    }
  }
  return earns;
}

/** One subgradient step: a pack wanted by several lanes gets dearer, one wanted by none cheaper. */
function move(
  sides: Both<Side>,
  prices: Both<Float64Array>,
  used: Both<Int32Array>,
  length: number,
): boolean {
  let norm = 0;
  const slope = (side: 'donor' | 'receiver', i: number): number => {
    const s = (used[side][i] ?? 0) - 1;
    // Prices never leave the packs' own worth: there nothing pulls.
    return s < 0 && prices[side][i] === sides[side].worth[i] ? 0 : s;
  };
  for (let i = 0; i < used.donor.length; i += 1) norm += slope('donor', i) ** 2;
  for (let i = 0; i < used.receiver.length; i += 1) norm += slope('receiver', i) ** 2;
  if (norm === 0) return false;
  const by = length / norm;
  for (let i = 0; i < used.donor.length; i += 1) {
    const price = (prices.donor[i] ?? 0) + by * slope('donor', i);
    prices.donor[i] = Math.max(sides.donor.worth[i] ?? 0, price);
  }
  for (let i = 0; i < used.receiver.length; i += 1) {
    const price = (prices.receiver[i] ?? 0) - by * slope('receiver', i);
    prices.receiver[i] = Math.min(sides.receiver.worth[i] ?? 0, price);
  }
  return true;
}

/** Orders each cell's packs by price; nearly sorted from the round before, so insertion is quick. */
function sortCells(side: Side, order: Int32Array, price: Float64Array, sign: 1 | -1): void {
  for (let c = 0; c + 1 < side.start.length; c += 1) {
    const from = side.start[c] ?? 0;
    const to = side.start[c + 1] ?? 0;
    for (let i = from + 1; i < to; i += 1) {
      const item = order[i] ?? 0;
      const key = sign * (price[item] ?? 0);
      let j = i - 1;
      for (; j >= from && sign * (price[order[j] ?? 0] ?? 0) > key; j -= 1) {
        order[j + 1] = order[j] ?? 0;
      }
      order[j + 1] = item;
    }
  }
}
