import type { Patch } from './patch';
import { roomAfter, tierAfter } from './problem';
import type { Cells, Problem } from './problem';

export interface Router {
  /** By arc, for the arcs routed last: units of the best flow. */
  readonly units: Int32Array;
  /** Finds the best flow through the patch; returns its value without lane costs. */
  route(): number;
}

/** Improvements below this are rounding. */
const TINY = 1e-9;

/** Exact best flows through a patch, whatever it was gathered as last. */
export function routerOf(problem: Problem, patch: Patch): Router {
  const { arcs, donors, receivers, plain } = problem;
  const units = new Int32Array(arcs.count);
  /** Longest ways to the cells and the arcs they come over. */
  const toDonor = new Float64Array(donors.count);
  const toReceiver = new Float64Array(receivers.count);
  const donorVia = new Int32Array(donors.count);
  const receiverVia = new Int32Array(receivers.count);
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);

  function route(): number {
    if (!plain) return augment();
    if (patch.arcCount === 1) {
      const arc = patch.arcs[0] ?? 0;
      const from = donors.total[arcs.donor[arc] ?? 0] ?? 0;
      const to = receivers.total[arcs.receiver[arc] ?? 0] ?? 0;
      const n = from < to ? from : to;
      units[arc] = n;
      return n * (arcs.profit[arc] ?? 0);
    }
    if (patch.receiverCount === 1) {
      return star(receivers.total[patch.receivers[0] ?? 0] ?? 0, arcs.donor, donors);
    }
    if (patch.donorCount === 1) {
      return star(donors.total[patch.donors[0] ?? 0] ?? 0, arcs.receiver, receivers);
    }
    return augment();
  }

  /** Loss of the next unit; infinite when the cell is full. */
  function nextLoss(cells: Cells, cell: number, used: number): number {
    if (used >= (cells.total[cell] ?? 0)) return Number.POSITIVE_INFINITY;
    return plain ? 0 : (cells.loss[tierAfter(cells, cell, used)] ?? 0);
  }

  /** All arcs meet in one cell with `total` units: best arcs first. */
  function star(total: number, far: Int32Array, cells: Cells): number {
    const { arcs: own, arcCount } = patch;
    for (let i = 1; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      const profit = arcs.profit[arc] ?? 0;
      let j = i - 1;
      for (; j >= 0 && (arcs.profit[own[j] ?? 0] ?? 0) < profit; j -= 1) own[j + 1] = own[j] ?? 0;
      own[j + 1] = arc;
    }
    let left = total;
    let value = 0;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      const n = Math.min(left, cells.total[far[arc] ?? 0] ?? 0);
      units[arc] = n;
      left -= n;
      value += n * (arcs.profit[arc] ?? 0);
    }
    return value;
  }

  /**
   * Successive best ways from a donor with units left to a receiver with room, taking back what flows already
   * where that helps. Losses only rise, hence every step keeps the flow best for its amount.
   */
  function augment(): number {
    const { donors: ds, receivers: rs, arcs: own, donorCount, receiverCount, arcCount } = patch;
    for (let i = 0; i < donorCount; i += 1) given[ds[i] ?? 0] = 0;
    for (let i = 0; i < receiverCount; i += 1) got[rs[i] ?? 0] = 0;
    for (let i = 0; i < arcCount; i += 1) units[own[i] ?? 0] = 0;
    let value = 0;
    for (;;) {
      for (let i = 0; i < donorCount; i += 1) {
        const d = ds[i] ?? 0;
        toDonor[d] = -nextLoss(donors, d, given[d] ?? 0);
        donorVia[d] = -1;
      }
      for (let i = 0; i < receiverCount; i += 1) toReceiver[rs[i] ?? 0] = Number.NEGATIVE_INFINITY;
      for (let changed = true; changed;) {
        changed = false;
        for (let i = 0; i < arcCount; i += 1) {
          const arc = own[i] ?? 0;
          const d = arcs.donor[arc] ?? 0;
          const r = arcs.receiver[arc] ?? 0;
          const profit = arcs.profit[arc] ?? 0;
          if ((toDonor[d] ?? 0) + profit > (toReceiver[r] ?? 0) + TINY) {
            toReceiver[r] = (toDonor[d] ?? 0) + profit;
            receiverVia[r] = arc;
            changed = true;
          }
          if ((units[arc] ?? 0) > 0 && (toReceiver[r] ?? 0) - profit > (toDonor[d] ?? 0) + TINY) {
            toDonor[d] = (toReceiver[r] ?? 0) - profit;
            donorVia[d] = arc;
            changed = true;
          }
        }
      }
      let gain = TINY;
      let end = -1;
      for (let i = 0; i < receiverCount; i += 1) {
        const r = rs[i] ?? 0;
        const here = (toReceiver[r] ?? 0) - nextLoss(receivers, r, got[r] ?? 0);
        if (here > gain) [gain, end] = [here, r];
      }
      if (end < 0) return value;
      value += gain * send(end);
    }
  }

  /** Sends as much as fits along the way found to `end`; returns the amount. */
  function send(end: number): number {
    let amount = roomAfter(receivers, end, got[end] ?? 0);
    let start = -1;
    for (let r = end; start < 0;) {
      const d = arcs.donor[receiverVia[r] ?? 0] ?? 0;
      const back = donorVia[d] ?? -1;
      if (back < 0) {
        amount = Math.min(amount, roomAfter(donors, d, given[d] ?? 0));
        start = d;
      } else {
        amount = Math.min(amount, units[back] ?? 0);
        r = arcs.receiver[back] ?? 0;
      }
    }
    got[end] = (got[end] ?? 0) + amount;
    given[start] = (given[start] ?? 0) + amount;
    for (let r = end; ;) {
      const arc = receiverVia[r] ?? 0;
      units[arc] = (units[arc] ?? 0) + amount;
      const back = donorVia[arcs.donor[arc] ?? 0] ?? -1;
      if (back < 0) return amount;
      units[back] = (units[back] ?? 0) - amount;
      r = arcs.receiver[back] ?? 0;
    }
  }
  return { units, route };
}
