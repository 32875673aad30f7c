import type { Problem } from './problem';

/**
 * The open arcs and cells of one SKU that hang together around a change. With the open lanes given, the SKUs are
 * independent and each falls into small patches, so exact flows are cheap.
 */
export interface Patch {
  /** Cells and arcs of the patch: the first `donorCount`, `receiverCount`, `arcCount` entries. */
  readonly donors: Int32Array;
  readonly receivers: Int32Array;
  readonly arcs: Int32Array;
  donorCount: number;
  receiverCount: number;
  arcCount: number;
  /** Forgets what was gathered before: from here on every cell is gathered once. */
  begin(): void;
  /** Gathers the patch around a cell; false when it was gathered since `begin`. */
  fromDonor(cell: number): boolean;
  fromReceiver(cell: number): boolean;
}

export function patchOf(problem: Problem, open: Uint8Array): Patch {
  const { arcs, donors, receivers } = problem;
  const donorMark = new Int32Array(donors.count);
  const receiverMark = new Int32Array(receivers.count);
  let mark = 0;

  const patch: Patch = {
    donors: new Int32Array(donors.count),
    receivers: new Int32Array(receivers.count),
    arcs: new Int32Array(arcs.count),
    donorCount: 0,
    receiverCount: 0,
    arcCount: 0,
    begin() {
      mark += 1;
    },
    fromDonor(cell) {
      if (donorMark[cell] === mark) return false;
      donorMark[cell] = mark;
      patch.donors[0] = cell;
      grow(1, 0);
      return true;
    },
    fromReceiver(cell) {
      if (receiverMark[cell] === mark) return false;
      receiverMark[cell] = mark;
      patch.receivers[0] = cell;
      grow(0, 1);
      return true;
    },
  };

  function grow(donorCount: number, receiverCount: number): void {
    const { donors: ds, receivers: rs, arcs: found } = patch;
    let [nd, nr, na] = [donorCount, receiverCount, 0];
    let [d, r] = [0, 0];
    while (d < nd || r < nr) {
      if (d < nd) {
        const cell = ds[d] ?? 0;
        d += 1;
        const end = donors.firstArc[cell + 1] ?? 0;
        for (let i = donors.firstArc[cell] ?? 0; i < end; i += 1) {
          const arc = donors.arcs[i] ?? 0;
          if (open[arcs.lane[arc] ?? 0] !== 1) continue;
          found[na] = arc;
          na += 1;
          const to = arcs.receiver[arc] ?? 0;
          if (receiverMark[to] === mark) continue;
          receiverMark[to] = mark;
          rs[nr] = to;
          nr += 1;
        }
      } else {
        const cell = rs[r] ?? 0;
        r += 1;
        const end = receivers.firstArc[cell + 1] ?? 0;
        for (let i = receivers.firstArc[cell] ?? 0; i < end; i += 1) {
          const arc = receivers.arcs[i] ?? 0;
          if (open[arcs.lane[arc] ?? 0] !== 1) continue;
          const from = arcs.donor[arc] ?? 0;
          if (donorMark[from] === mark) continue;
          donorMark[from] = mark;
          ds[nd] = from;
          nd += 1;
        }
      }
    }
    patch.donorCount = nd;
    patch.receiverCount = nr;
    patch.arcCount = na;
  }
  return patch;
}
