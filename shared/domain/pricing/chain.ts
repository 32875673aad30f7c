import type { Arcs } from './arcs';
import type { Path } from './settle';

/**
 * Shortest ways through the lines: layer = line, node = state of the mixed rules, edge = arc. With prices
 * put on what an edge counts for, this is the relaxation that bounds the search.
 */
export interface Prices {
  /** Weight of a line's amount, by line and arc. */
  readonly onFen: readonly (readonly number[])[];
  /** Added for taking the arc, by line and arc. */
  readonly flat: readonly (readonly number[])[] | null;
}

/** Cheapest cost from line i on in state s, at `i × states + s`. */
export type Tail = Float64Array;

export function tailOf({ lines, states }: Arcs, { onFen, flat }: Prices): Tail {
  const tail = new Float64Array((lines.length + 1) * states);
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const arcs = lines[i]?.arcs ?? [];
    const weights = onFen[i] ?? [];
    const adds = flat?.[i];
    for (let s = 0; s < states; s += 1) {
      let least = Infinity;
      for (let k = 0; k < arcs.length; k += 1) {
        const arc = arcs[k];
        if (!arc) continue;
        const after = tail[(i + 1) * states + (arc.next[s] ?? 0)] ?? 0;
        const cost = (arc.amounts[s] ?? 0) * (weights[k] ?? 0) + (adds?.[k] ?? 0) + after;
        if (cost < least) least = cost;
      }
      tail[i * states + s] = least;
    }
  }
  return tail;
}

/** A way whose cost is the tail's; of equal ones the first arc. */
export function pathOf({ lines, states }: Arcs, { onFen, flat }: Prices, tail: Tail): Path {
  const arcs: number[] = [];
  const amounts: number[] = [];
  let s = 0;
  lines.forEach((line, i) => {
    let [best, least] = [0, Infinity];
    line.arcs.forEach((arc, k) => {
      const after = tail[(i + 1) * states + (arc.next[s] ?? 0)] ?? 0;
      const weight = onFen[i]?.[k] ?? 0;
      const cost = (arc.amounts[s] ?? 0) * weight + (flat?.[i]?.[k] ?? 0) + after;
      if (cost < least - 1e-9) [best, least] = [k, cost];
    });
    arcs.push(best);
    amounts.push(line.arcs[best]?.amounts[s] ?? 0);
    s = line.arcs[best]?.next[s] ?? 0;
  });
  return { arcs, amounts };
}

/** The largest amounts that can still come, from line i on. */
export function mostAfter({ lines }: Arcs, counts: (i: number, k: number) => boolean): number[] {
  const most = lines.map(() => 0);
  most.push(0);
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const here = (lines[i]?.arcs ?? []).flatMap((arc, k) => (counts(i, k) ? arc.amounts : [0]));
    most[i] = (most[i + 1] ?? 0) + Math.max(...here);
  }
  return most;
}
