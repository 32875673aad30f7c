import type { Patch } from './patch';
import { lossOf, roomAfter, tierAfter } from './problem';
import type { Cells, Problem } from './problem';

/** The flow before the change, best for the lanes open then. */
export interface Before {
  readonly units: Int32Array;
  readonly given: Int32Array;
  readonly got: Int32Array;
  /** By cell: units that flowed over lanes now closed. */
  readonly freed: { readonly given: Int32Array; readonly got: Int32Array };
  /** By lane: 1 when it was closed before. */
  readonly fresh: Uint8Array;
}

export interface Reroute {
  /** Brings the flow through the patch up to date; returns its value. */
  (): number;
  /** Arcs looked at so far. */
  looks(): number;
}

/** Improvements below this are rounding. */
const TINY = 1e-9;
/** Where a way comes from: the ground, that is a donor's stock or a receiver's place. */
const GROUND = -2;

/**
 * Brings a best flow up to date after lanes were opened and closed. Only what changed can pay: units freed at a donor, places freed
 * at a receiver, arcs of new lanes. They are let in one after the other, each along its best ways through what flows
 * already, until no way gains; so the flow is best again after every one. Writes `units`, returns the flow's value.
 */
export function rerouterOf(
  problem: Problem,
  patch: Patch,
  before: Before,
  units: Int32Array,
): Reroute {
  const { arcs, donors, receivers, plain } = problem;
  const { freed, fresh } = before;
  /** Units really flowing, and units still held back although nothing uses them any more. */
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);
  const heldGiven = new Int32Array(donors.count);
  const heldGot = new Int32Array(receivers.count);
  const barred = new Uint8Array(arcs.count);
  /** Values of the best ways, and the arcs they come over; the ground's way comes from a cell. */
  const atDonor = new Float64Array(donors.count);
  const atReceiver = new Float64Array(receivers.count);
  const donorVia = new Int32Array(donors.count);
  const receiverVia = new Int32Array(receivers.count);
  let looked = 0;
  let atGround = 0;
  let groundFromDonor = -1;
  let groundFromReceiver = -1;

  const nextLoss = (cells: Cells, cell: number, used: number): number => {
    if (used >= (cells.total[cell] ?? 0)) return Number.POSITIVE_INFINITY;
    return plain ? 0 : (cells.loss[tierAfter(cells, cell, used)] ?? 0);
  };
  const lastLoss = (cells: Cells, cell: number, used: number): number =>
    plain || used === 0 ? 0 : (cells.loss[tierAfter(cells, cell, used - 1)] ?? 0);

  /** Best ways from one place to all others; nothing leaves `endDonor`, `endReceiver` or, with both −1, the ground. */
  function search(endDonor: number, endReceiver: number): void {
    const { donors: ds, receivers: rs, arcs: own, donorCount, receiverCount, arcCount } = patch;
    const toGround = endDonor < 0 && endReceiver < 0;
    for (
      let changed = true, sweep = donorCount + receiverCount + 2;
      changed && sweep > 0;
      sweep -= 1
    ) {
      changed = false;
      looked += arcCount;
      for (let i = 0; i < arcCount; i += 1) {
        const arc = own[i] ?? 0;
        if (barred[arc] === 1) continue;
        const d = arcs.donor[arc] ?? 0;
        const r = arcs.receiver[arc] ?? 0;
        const profit = arcs.profit[arc] ?? 0;
        const forth = (atDonor[d] ?? 0) + profit;
        if (forth > (atReceiver[r] ?? 0) + TINY && d !== endDonor) {
          atReceiver[r] = forth;
          receiverVia[r] = arc;
          changed = true;
        }
        if ((units[arc] ?? 0) === 0 || r === endReceiver) continue;
        const back = (atReceiver[r] ?? 0) - profit;
        if (back > (atDonor[d] ?? 0) + TINY) {
          atDonor[d] = back;
          donorVia[d] = arc;
          changed = true;
        }
      }
      for (let i = 0; i < donorCount; i += 1) {
        const d = ds[i] ?? 0;
        const used = (given[d] ?? 0) + (heldGiven[d] ?? 0);
        if (d !== endDonor && (given[d] ?? 0) > 0) {
          const value = (atDonor[d] ?? 0) + lastLoss(donors, d, used);
          if (value > atGround + TINY) {
            [atGround, groundFromDonor, groundFromReceiver] = [value, d, -1];
            changed = true;
          }
        }
        if (toGround) continue;
        const value = atGround - nextLoss(donors, d, used);
        if (value > (atDonor[d] ?? 0) + TINY) {
          atDonor[d] = value;
          donorVia[d] = GROUND;
          changed = true;
        }
      }
      for (let i = 0; i < receiverCount; i += 1) {
        const r = rs[i] ?? 0;
        const used = (got[r] ?? 0) + (heldGot[r] ?? 0);
        if (r !== endReceiver) {
          const value = (atReceiver[r] ?? 0) - nextLoss(receivers, r, used);
          if (value > atGround + TINY) {
            [atGround, groundFromDonor, groundFromReceiver] = [value, -1, r];
            changed = true;
          }
        }
        if (toGround || (got[r] ?? 0) === 0) continue;
        const value = atGround + lastLoss(receivers, r, used);
        if (value > (atReceiver[r] ?? 0) + TINY) {
          atReceiver[r] = value;
          receiverVia[r] = GROUND;
          changed = true;
        }
      }
    }
  }

  function forget(): void {
    for (let i = 0; i < patch.donorCount; i += 1) {
      const d = patch.donors[i] ?? 0;
      atDonor[d] = Number.NEGATIVE_INFINITY;
      donorVia[d] = -1;
    }
    for (let i = 0; i < patch.receiverCount; i += 1) {
      const r = patch.receivers[i] ?? 0;
      atReceiver[r] = Number.NEGATIVE_INFINITY;
      receiverVia[r] = -1;
    }
    atGround = Number.NEGATIVE_INFINITY;
    groundFromDonor = -1;
    groundFromReceiver = -1;
  }

  /** Walks the way found back from its end; `amount` 0 measures what fits, otherwise sends it. */
  function along(endDonor: number, endReceiver: number, amount: number): number {
    let fits = Number.MAX_SAFE_INTEGER;
    let [d, r] = [endDonor, endReceiver];
    for (;;) {
      if (d >= 0) {
        const via = donorVia[d] ?? -1;
        if (via === -1) return fits;
        if (via === GROUND) {
          const used = (given[d] ?? 0) + (heldGiven[d] ?? 0);
          fits = Math.min(fits, roomAfter(donors, d, used));
          given[d] = (given[d] ?? 0) + amount;
          d = -1;
        } else {
          fits = Math.min(fits, units[via] ?? 0);
          units[via] = (units[via] ?? 0) - amount;
          [d, r] = [-1, arcs.receiver[via] ?? 0];
        }
      } else if (r >= 0) {
        const via = receiverVia[r] ?? -1;
        if (via === -1) return fits;
        if (via === GROUND) {
          fits = Math.min(fits, lastRoom(receivers, r, got[r] ?? 0, heldGot[r] ?? 0));
          got[r] = (got[r] ?? 0) - amount;
          r = -1;
        } else {
          units[via] = (units[via] ?? 0) + amount;
          [d, r] = [arcs.donor[via] ?? 0, -1];
        }
      } else if (groundFromDonor >= 0) {
        d = groundFromDonor;
        fits = Math.min(fits, lastRoom(donors, d, given[d] ?? 0, heldGiven[d] ?? 0));
        given[d] = (given[d] ?? 0) - amount;
      } else if (groundFromReceiver >= 0) {
        r = groundFromReceiver;
        fits = Math.min(fits, roomAfter(receivers, r, (got[r] ?? 0) + (heldGot[r] ?? 0)));
        got[r] = (got[r] ?? 0) + amount;
      } else return fits;
    }
  }

  /** Units that can be taken back before the loss of the last one changes. */
  function lastRoom(cells: Cells, cell: number, real: number, held: number): number {
    if (plain) return real;
    let below = real + held;
    for (let t = cells.firstTier[cell] ?? 0; below > (cells.size[t] ?? below); t += 1) {
      below -= cells.size[t] ?? 0;
    }
    return Math.min(real, below);
  }

  /** Units freed at a donor look for somewhere better to go. */
  function letGo(d: number): void {
    heldGiven[d] = 0;
    for (;;) {
      const used = given[d] ?? 0;
      const loss = nextLoss(donors, d, used);
      if (loss === Number.POSITIVE_INFINITY) return;
      forget();
      atDonor[d] = -loss;
      search(-1, -1);
      if (atGround <= TINY) return;
      const amount = Math.min(roomAfter(donors, d, used), along(-1, -1, 0));
      given[d] = used + amount;
      along(-1, -1, amount);
    }
  }

  /** Places freed at a receiver look for something better to get. */
  function letIn(r: number): void {
    heldGot[r] = 0;
    for (;;) {
      const used = got[r] ?? 0;
      const loss = nextLoss(receivers, r, used);
      if (loss === Number.POSITIVE_INFINITY) return;
      forget();
      atGround = 0;
      search(-1, r);
      if ((atReceiver[r] ?? 0) - loss <= TINY) return;
      const amount = Math.min(roomAfter(receivers, r, used), along(-1, r, 0));
      got[r] = used + amount;
      along(-1, r, amount);
    }
  }

  /** A new arc takes what pays better over it. */
  function use(arc: number): void {
    barred[arc] = 0;
    const [d, r] = [arcs.donor[arc] ?? 0, arcs.receiver[arc] ?? 0];
    for (;;) {
      forget();
      atReceiver[r] = arcs.profit[arc] ?? 0;
      search(d, -1);
      if ((atDonor[d] ?? 0) <= TINY) return;
      const amount = along(d, -1, 0);
      units[arc] = (units[arc] ?? 0) + amount;
      along(d, -1, amount);
    }
  }

  const reroute = (): number => {
    const { donors: ds, receivers: rs, arcs: own, donorCount, receiverCount, arcCount } = patch;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      units[arc] = before.units[arc] ?? 0;
      barred[arc] = fresh[arcs.lane[arc] ?? 0] ?? 0;
    }
    for (let i = 0; i < donorCount; i += 1) {
      const d = ds[i] ?? 0;
      heldGiven[d] = freed.given[d] ?? 0;
      given[d] = (before.given[d] ?? 0) - (freed.given[d] ?? 0);
    }
    for (let i = 0; i < receiverCount; i += 1) {
      const r = rs[i] ?? 0;
      heldGot[r] = freed.got[r] ?? 0;
      got[r] = (before.got[r] ?? 0) - (freed.got[r] ?? 0);
    }
    for (let i = 0; i < donorCount; i += 1) {
      const d = ds[i] ?? 0;
      if ((heldGiven[d] ?? 0) > 0) letGo(d);
    }
    for (let i = 0; i < receiverCount; i += 1) {
      const r = rs[i] ?? 0;
      if ((heldGot[r] ?? 0) > 0) letIn(r);
    }
    for (let i = 0; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      if (barred[arc] === 1) use(arc);
    }
    let value = 0;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = own[i] ?? 0;
      value += (units[arc] ?? 0) * (arcs.profit[arc] ?? 0);
    }
    if (plain) return value;
    for (let i = 0; i < donorCount; i += 1) {
      const d = ds[i] ?? 0;
      value -= lossOf(donors, d, given[d] ?? 0);
    }
    for (let i = 0; i < receiverCount; i += 1) {
      const r = rs[i] ?? 0;
      value -= lossOf(receivers, r, got[r] ?? 0);
    }
    return value;
  };
  return Object.assign(reroute, { looks: () => looked });
}
