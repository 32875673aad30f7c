import type { Network } from './network';

/** A lane's place in the search. */
export const UNDECIDED = 0;
export const OPEN = 1;
export const CLOSED = 2;

/** Prices of one pack at each donor and each receiver: the multipliers of the relaxed balances. */
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

export const startPrices = (net: Network): Prices => ({
  donor: Float64Array.from(net.instance.donors, (cell) => cell.worth[0] ?? 0),
  receiver: Float64Array.from(net.instance.receivers, (cell) => cell.worth[0] ?? 0),
});

/**
 * Lagrangian bound: with a price per pack at every cell, donors sell what loses less than the price,
 * receivers buy what gains more, and a lane opens when the price differences pay for it. Each part is
 * solved on its own, and for any prices the sum is an upper bound; a subgradient walk lowers it.
 * (Geoffrion 1974; the step is Polyak's, measured against the best plan known.)
 */
export function relax(
  net: Network,
  states: Uint8Array,
  from: Prices,
  target: number,
  rounds: number,
): Bound {
  const { donors, receivers, lanes } = net.instance;
  const donor = from.donor.slice();
  const receiver = from.receiver.slice();
  const slopeD = new Float64Array(donors.length);
  const slopeR = new Float64Array(receivers.length);
  const profit = new Float64Array(lanes.length);
  const share = new Float64Array(lanes.length);
  let best: Omit<Bound, 'share'> | undefined;
  let step = 1;
  let stalled = 0;
  let done = 0;
  for (; done < rounds; done += 1) {
    let value = 0;
    donors.forEach((cell, d) => {
      let n = 0;
      const price = donor[d] ?? 0;
      for (; n < cell.worth.length && (cell.worth[n] ?? 0) < price; n += 1) {
        value += price - (cell.worth[n] ?? 0);
      }
      slopeD[d] = n;
    });
    receivers.forEach((cell, r) => {
      let n = 0;
      const price = receiver[r] ?? 0;
      for (; n < cell.worth.length && (cell.worth[n] ?? 0) > price; n += 1) {
        value += (cell.worth[n] ?? 0) - price;
      }
      slopeR[r] = -n;
    });
    net.laneArcs.forEach((arcs, lane) => {
      if (states[lane] === CLOSED || arcs.length === 0) return;
      let earns = -(lanes[lane]?.costFen ?? 0);
      for (const a of arcs) {
        const arc = net.arcs[a];
        if (arc) earns += arc.cap * Math.max(0, (receiver[arc.receiver] ?? 0) - (donor[arc.donor] ?? 0));
      }
      profit[lane] = earns;
      if (earns <= 0 && states[lane] !== OPEN) return;
      value += earns;
      share[lane] = (share[lane] ?? 0) + 1;
      for (const a of arcs) {
        const arc = net.arcs[a];
        if (!arc || (receiver[arc.receiver] ?? 0) <= (donor[arc.donor] ?? 0)) continue;
        slopeD[arc.donor] = (slopeD[arc.donor] ?? 0) - arc.cap;
        slopeR[arc.receiver] = (slopeR[arc.receiver] ?? 0) + arc.cap;
      }
    });

    if (!best || value < best.valueFen - 1e-6) {
      best = {
        valueFen: value,
        prices: { donor: donor.slice(), receiver: receiver.slice() },
        profit: profit.slice(),
      };
      stalled = 0;
      if (value < target + 1) break;
    } else {
      stalled += 1;
      if (stalled >= 8) {
        step *= 0.6;
        stalled = 0;
        donor.set(best.prices.donor);
        receiver.set(best.prices.receiver);
        continue;
      }
    }
    let norm = 0;
    for (const s of slopeD) norm += s * s;
    for (const s of slopeR) norm += s * s;
    if (norm === 0) break;
    const length = (step * Math.max(1, value - target)) / norm;
    donors.forEach((cell, d) => {
      donor[d] = Math.max(cell.worth[0] ?? 0, (donor[d] ?? 0) - length * (slopeD[d] ?? 0));
    });
    receivers.forEach((cell, r) => {
      receiver[r] = Math.min(cell.worth[0] ?? 0, (receiver[r] ?? 0) - length * (slopeR[r] ?? 0));
    });
  }
  const valueFen = best?.valueFen ?? 0;
  return {
    valueFen,
    prices: best?.prices ?? from,
    profit: best?.profit ?? profit,
    share: share.map((n) => n / Math.max(1, done)),
  };
}
