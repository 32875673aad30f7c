import { patchOf } from './patch';
import { lossOf } from './problem';
import type { Problem } from './problem';
import { routerOf } from './route';
import { shadowOf } from './shadow';
import type { Shadow } from './shadow';

/** A set of open lanes with its best flows, kept up to date change by change. */
export interface OpenLanes {
  /** By lane: 1 when open. */
  readonly open: Uint8Array;
  /** By arc. */
  readonly units: Int32Array;
  /** By lane, pieces. */
  readonly load: Int32Array;
  /** Prices of one unit more or less, for judging changes without routing them. */
  readonly shadow: Shadow;
  /** Worth of the plan, less what filling up the lanes below their minimum lot is thought to cost. */
  readonly value: () => number;
  /** Cells and arcs looked at so far: the measure of work. */
  readonly work: () => number;
  /** What flipping these lanes would change. Has to be followed by `commit` or `revert`. */
  trial(lanes: readonly number[]): number;
  commit(): void;
  revert(): void;
}

/**
 * Lanes below their minimum lot are charged what filling them up would cost at the shadow prices, and `fine` for every piece that
 * nothing could fill. `care` times, as filling one lane may empty another.
 */
export function openLanes(problem: Problem, fine: number, care: number): OpenLanes {
  const { lanes, arcs, donors, receivers, minLot, plain } = problem;
  const open = new Uint8Array(lanes.count);
  const units = new Int32Array(arcs.count);
  const load = new Int32Array(lanes.count);
  const given = new Int32Array(donors.count);
  const got = new Int32Array(receivers.count);
  const patch = patchOf(problem, open);
  const freed = { given: new Int32Array(donors.count), got: new Int32Array(receivers.count) };
  const fresh = new Uint8Array(lanes.count);
  const router = routerOf(problem, patch, { units, given, got, freed, fresh });
  const shadow = shadowOf(problem, { open, units, given, got }, patch);
  /** Arcs and lanes the trial touches, and what it does to them. */
  const changed = new Int32Array(arcs.count);
  let changedCount = 0;
  const changedMark = new Int32Array(arcs.count);
  const touched = new Int32Array(lanes.count);
  let touchedCount = 0;
  const touchedMark = new Int32Array(lanes.count);
  const more = new Int32Array(lanes.count);
  let mark = 0;
  let value = 0;
  let work = 0;
  let delta = 0;
  let flipped: readonly number[] = [];

  const flip = (): void => {
    for (const lane of flipped) open[lane] = open[lane] === 1 ? 0 : 1;
  };
  /** Notes the new flow of an arc and what it does to its lane's load. */
  const note = (arc: number, now: number): void => {
    const before = units[arc] ?? 0;
    if (now === before) return;
    const lane = arcs.lane[arc] ?? 0;
    if (touchedMark[lane] !== mark) {
      touchedMark[lane] = mark;
      more[lane] = 0;
      touched[touchedCount] = lane;
      touchedCount += 1;
    }
    more[lane] = (more[lane] ?? 0) + (now - before) * (arcs.pieces[arc] ?? 1);
    router.units[arc] = now;
    changedMark[arc] = mark;
    changed[changedCount] = arc;
    changedCount += 1;
  };
  /** By lane: what filling it up to its lot is thought to cost. */
  const fees = new Float64Array(lanes.count);
  const newFees = new Float64Array(lanes.count);
  const feeOf = (lane: number, missing: number): number => {
    const fills: { pieces: number; loss: number }[] = [];
    const end = lanes.firstArc[lane + 1] ?? 0;
    for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
      const now = changedMark[a] === mark ? router.units[a] : units[a];
      const pieces = ((arcs.cap[a] ?? 0) - (now ?? 0)) * (arcs.pieces[a] ?? 1);
      if (pieces > 0) fills.push({ pieces, loss: shadow.lossOn(a) / (arcs.pieces[a] ?? 1) });
    }
    fills.sort((x, y) => x.loss - y.loss);
    let [left, fee] = [missing, 0];
    for (const { pieces, loss } of fills) {
      const n = Math.min(left, pieces);
      fee += n * loss * care;
      left -= n;
      if (left <= 0) return fee;
    }
    return fee + left * fine;
  };
  const costOf = (lane: number, pieces: number): number => {
    newFees[lane] = pieces > 0 && pieces < minLot ? feeOf(lane, minLot - pieces) : 0;
    return pieces === 0 ? 0 : (lanes.cost[lane] ?? 0) + (newFees[lane] ?? 0);
  };

  /** Tells the router what the flipped lanes free and which are new; takes it back with −1. */
  const mention = (sign: 1 | -1): void => {
    for (const lane of flipped) {
      if (open[lane] === 1) {
        fresh[lane] = sign === 1 ? 1 : 0;
        continue;
      }
      const end = lanes.firstArc[lane + 1] ?? 0;
      for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
        const n = sign * (units[a] ?? 0);
        const [d, r] = [arcs.donor[a] ?? 0, arcs.receiver[a] ?? 0];
        freed.given[d] = (freed.given[d] ?? 0) + n;
        freed.got[r] = (freed.got[r] ?? 0) + n;
      }
    }
  };

  /** Routes the patch just gathered. */
  const settle = (): void => {
    const { arcCount } = patch;
    work += arcCount + 4;
    if (!plain) {
      for (let i = 0; i < patch.donorCount; i += 1) {
        const d = patch.donors[i] ?? 0;
        delta += lossOf(donors, d, given[d] ?? 0);
      }
      for (let i = 0; i < patch.receiverCount; i += 1) {
        const r = patch.receivers[i] ?? 0;
        delta += lossOf(receivers, r, got[r] ?? 0);
      }
    }
    if (arcCount === 0) return;
    let before = 0;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = patch.arcs[i] ?? 0;
      before += (units[arc] ?? 0) * (arcs.profit[arc] ?? 0);
    }
    delta += router.route() - before;
    for (let i = 0; i < arcCount; i += 1) {
      const arc = patch.arcs[i] ?? 0;
      note(arc, router.units[arc] ?? 0);
    }
  };

  return {
    open,
    units,
    load,
    shadow,
    value: () => value,
    work: () => work + router.looks(),
    trial(chosen) {
      flipped = chosen;
      mark += 1;
      [changedCount, touchedCount, delta] = [0, 0, 0];
      flip();
      patch.begin();
      mention(1);
      for (const lane of chosen) {
        const end = lanes.firstArc[lane + 1] ?? 0;
        const closed = open[lane] !== 1;
        for (let a = lanes.firstArc[lane] ?? 0; a < end; a += 1) {
          if (closed) {
            const n = units[a] ?? 0;
            if (n === 0) continue;
            delta -= n * (arcs.profit[a] ?? 0);
            note(a, 0);
          }
          if (patch.fromDonor(arcs.donor[a] ?? 0)) settle();
          if (patch.fromReceiver(arcs.receiver[a] ?? 0)) settle();
        }
      }
      mention(-1);
      for (let i = 0; i < touchedCount; i += 1) {
        const lane = touched[i] ?? 0;
        const before = load[lane] ?? 0;
        delta += before === 0 ? 0 : (lanes.cost[lane] ?? 0) + (fees[lane] ?? 0);
        delta -= costOf(lane, before + (more[lane] ?? 0));
      }
      return delta;
    },
    commit() {
      for (let i = 0; i < changedCount; i += 1) {
        const arc = changed[i] ?? 0;
        const now = router.units[arc] ?? 0;
        const by = now - (units[arc] ?? 0);
        const d = arcs.donor[arc] ?? 0;
        const r = arcs.receiver[arc] ?? 0;
        given[d] = (given[d] ?? 0) + by;
        got[r] = (got[r] ?? 0) + by;
        units[arc] = now;
      }
      for (let i = 0; i < touchedCount; i += 1) {
        const lane = touched[i] ?? 0;
        load[lane] = (load[lane] ?? 0) + (more[lane] ?? 0);
        fees[lane] = newFees[lane] ?? 0;
      }
      value += delta;
      shadow.reprice(flipped);
    },
    revert: flip,
  };
}
