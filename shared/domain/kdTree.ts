/** Points on the unit sphere in a balanced tree: the nearest of ten thousand in microseconds, and exactly. */
export interface KdTree {
  readonly size: number;
  /** x, y, z of every point, by index. */
  readonly coords: Float64Array;
  /** Indexes in tree order: a stretch's median splits it along `axes` of that median. */
  readonly order: Int32Array;
  readonly axes: Uint8Array;
}
export interface Hit {
  readonly index: number;
  /** Squared straight distance between the unit vectors. */
  readonly chord2: number;
}

const LEAF = 8;
type Vector = readonly [number, number, number];

export function buildTree(points: readonly Vector[]): KdTree {
  const size = points.length;
  const coords = Float64Array.from(points.flat());
  const order = Int32Array.from({ length: size }, (_, i) => i);
  const axes = new Uint8Array(size);
  const at = (i: number, axis: number): number => coords[3 * (order[i] ?? 0) + axis] ?? 0;

  const widest = (from: number, to: number): number => {
    let best = 0;
    let width = -1;
    for (let axis = 0; axis < 3; axis += 1) {
      let low = Infinity;
      let high = -Infinity;
      for (let i = from; i <= to; i += 1) {
        low = Math.min(low, at(i, axis));
        high = Math.max(high, at(i, axis));
      }
      if (high - low > width) [best, width] = [axis, high - low];
    }
    return best;
  };
  const split = (from: number, to: number): void => {
    if (to - from < LEAF) return;
    const axis = widest(from, to);
    order
      .subarray(from, to + 1)
      .sort((a, b) => (coords[3 * a + axis] ?? 0) - (coords[3 * b + axis] ?? 0));
    const mid = (from + to) >> 1;
    axes[mid] = axis;
    split(from, mid - 1);
    split(mid + 1, to);
  };
  split(0, size - 1);
  return { size, coords, order, axes };
}

/**
 * The `k` nearest accepted points, nearest first, equal distances by index. `accept` is asked only of points
 * that would be among them, and told how far they are.
 *
 * @param within squared straight distance beyond which nothing counts
 */
export function nearest(
  { size, coords, order, axes }: KdTree,
  [x, y, z]: Vector,
  k: number,
  accept: (index: number, chord2: number) => boolean,
  within = Infinity,
): Hit[] {
  const found: number[] = [];
  const chords: number[] = [];
  /** Nothing farther than this can enter any more. */
  let bound = within;

  const offer = (index: number): void => {
    const dx = (coords[3 * index] ?? 0) - x;
    const dy = (coords[3 * index + 1] ?? 0) - y;
    const dz = (coords[3 * index + 2] ?? 0) - z;
    const chord2 = dx * dx + dy * dy + dz * dz;
    if (chord2 > bound) return;
    let at = found.length;
    while (at > 0 && after(chords[at - 1] ?? 0, found[at - 1] ?? 0, chord2, index)) at -= 1;
    if (at >= k || !accept(index, chord2)) return;
    found.splice(at, 0, index);
    chords.splice(at, 0, chord2);
    if (found.length > k) {
      found.pop();
      chords.pop();
    }
    if (found.length === k) bound = chords[k - 1] ?? bound;
  };
  const visit = (from: number, to: number): void => {
    if (to - from < LEAF) {
      for (let i = from; i <= to; i += 1) offer(order[i] ?? 0);
      return;
    }
    const mid = (from + to) >> 1;
    const index = order[mid] ?? 0;
    const axis = axes[mid] ?? 0;
    const gap = (axis === 0 ? x : axis === 1 ? y : z) - (coords[3 * index + axis] ?? 0);
    if (gap < 0) visit(from, mid - 1);
    else visit(mid + 1, to);
    offer(index);
    if (gap * gap > bound) return;
    if (gap < 0) visit(mid + 1, to);
    else visit(from, mid - 1);
  };
  if (size > 0 && k > 0) visit(0, size - 1);
  return found.map((index, i) => ({ index, chord2: chords[i] ?? 0 }));
}

/** True when (c1, i1) ranks after (c2, i2). */
const after = (c1: number, i1: number, c2: number, i2: number): boolean =>
  c1 === c2 ? i1 > i2 : c1 > c2;
