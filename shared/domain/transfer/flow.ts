import type { Network } from './network';

/** Least units an arc must carry and most it may; used where a minimum lot has to be forced. */
export interface Limits {
  readonly low: ReadonlyMap<number, number>;
  readonly high: ReadonlyMap<number, number>;
}
export const FREE: Limits = { low: new Map(), high: new Map() };

export interface SkuFlow {
  /** Units by arc. */
  readonly units: ReadonlyMap<number, number>;
  /** Σ profits − Σ losses; −∞ when the limits cannot be met. */
  readonly gain: number;
}

const TINY = 1e-9;

/** A flow that is known already, by its units. */
export function flowOf(net: Network, arcs: readonly number[], known: Int32Array): SkuFlow {
  const units = new Map<number, number>();
  const given = new Map<number, number>();
  const got = new Map<number, number>();
  let gain = 0;
  for (const a of arcs) {
    const arc = net.arcs[a];
    const n = known[a] ?? 0;
    if (!arc || n === 0) continue;
    units.set(a, n);
    gain += n * arc.profit;
    given.set(arc.donor, (given.get(arc.donor) ?? 0) + n);
    got.set(arc.receiver, (got.get(arc.receiver) ?? 0) + n);
  }
  const lost = (cells: Network['donors'], used: ReadonlyMap<number, number>): void => {
    for (const [cell, n] of used) for (let i = 0; i < n; i += 1) gain -= cells[cell]?.[i] ?? 0;
  };
  lost(net.donors, given);
  lost(net.receivers, got);
  return { units, gain };
}

/**
 * Best flow of one SKU over the open lanes within limits, exact: what the limits force first, then units one by one along
 * the best way from any donor to any receiver. Losses rise, hence every step keeps the flow best for its amount.
 */
export function bestFlow(net: Network, sku: number, open: Uint8Array, limits = FREE): SkuFlow {
  const arcs = (net.skuArcs.get(sku) ?? []).filter((a) => open[net.arcs[a]?.lane ?? -1] === 1);
  const units = new Map<number, number>();
  const given = new Map<number, number>();
  const got = new Map<number, number>();
  let gain = 0;
  const donorLoss = (d: number) => net.donors[d]?.[given.get(d) ?? 0] ?? Infinity;
  const receiverLoss = (r: number) => net.receivers[r]?.[got.get(r) ?? 0] ?? Infinity;
  const book = (d: number, r: number): void => {
    gain -= donorLoss(d) + receiverLoss(r);
    given.set(d, (given.get(d) ?? 0) + 1);
    got.set(r, (got.get(r) ?? 0) + 1);
  };
  for (const a of arcs) {
    const arc = net.arcs[a];
    const low = limits.low.get(a) ?? 0;
    if (!arc || low === 0) continue;
    for (let n = 0; n < low; n += 1) {
      gain += arc.profit;
      book(arc.donor, arc.receiver);
    }
    units.set(a, low);
  }
  if (!Number.isFinite(gain)) return { units, gain: Number.NEGATIVE_INFINITY };

  for (;;) {
    const way = bestWay(net, arcs, units, limits, donorLoss);
    let best = TINY;
    let end = -1;
    for (const [r, value] of way.atReceiver) {
      const here = value - receiverLoss(r);
      if (here > best) [best, end] = [here, r];
    }
    if (end < 0) return { units, gain };
    let r = end;
    let d = -1;
    while (r >= 0) {
      const a = way.receiverVia.get(r) ?? -1;
      const arc = net.arcs[a];
      units.set(a, (units.get(a) ?? 0) + 1);
      gain += arc?.profit ?? 0;
      d = arc?.donor ?? -1;
      const back = way.donorVia.get(d);
      const other = back === undefined ? undefined : net.arcs[back];
      r = other?.receiver ?? -1;
      if (back === undefined || !other) break;
      units.set(back, (units.get(back) ?? 0) - 1);
      gain -= other.profit;
    }
    book(d, end);
  }
}

/** Best ways from the donors' next units to all receivers, taking back what flows beyond the limits where that helps. */
function bestWay(
  net: Network,
  arcs: readonly number[],
  units: ReadonlyMap<number, number>,
  limits: Limits,
  donorLoss: (d: number) => number,
) {
  const atDonor = new Map<number, number>();
  const atReceiver = new Map<number, number>();
  const donorVia = new Map<number, number>();
  const receiverVia = new Map<number, number>();
  for (const a of arcs) {
    const d = net.arcs[a]?.donor ?? -1;
    atDonor.set(d, -donorLoss(d));
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const a of arcs) {
      const arc = net.arcs[a];
      if (!arc) continue;
      const n = units.get(a) ?? 0;
      const forth = (atDonor.get(arc.donor) ?? -Infinity) + arc.profit;
      const room = Math.min(arc.cap, limits.high.get(a) ?? Infinity) - n;
      if (room > 0 && forth > (atReceiver.get(arc.receiver) ?? -Infinity) + TINY) {
        atReceiver.set(arc.receiver, forth);
        receiverVia.set(arc.receiver, a);
        changed = true;
      }
      const back = (atReceiver.get(arc.receiver) ?? -Infinity) - arc.profit;
      const spare = n - (limits.low.get(a) ?? 0);
      if (spare > 0 && back > (atDonor.get(arc.donor) ?? -Infinity) + TINY) {
        atDonor.set(arc.donor, back);
        donorVia.set(arc.donor, a);
        changed = true;
      }
    }
  }
  return { atReceiver, donorVia, receiverVia };
}
