import { BINS } from './bins';
import type { Cuts } from './bins';
import type { Tree } from './tree';

/** Rows as bins, with the slope and curvature of the loss of every row. */
export interface Ground {
  readonly bins: Uint8Array;
  readonly width: number;
  readonly cuts: Cuts;
  readonly slope: Float32Array;
  readonly curve: Float32Array;
}
export interface Shape {
  readonly leaves: number;
  /** Share of its best value that a leaf takes. */
  readonly rate: number;
  /** Curvature of a leaf that stays at 0: draws small leaves towards it. */
  readonly ridge: number;
  /** Least curvature of a leaf. */
  readonly least: number;
}
interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly slope: number;
  readonly curve: number;
  /** Slope and curvature by feature and bin. */
  readonly sums: Float64Array;
  gain: number;
  column: number;
  bin: number;
}
const STRIDE = 2 * BINS;
/** One tree changes an estimate by half at most: rare rows must not throw it. */
const MOST_STEP = 0.5;

/** A tree and, by node, the bin it splits after: training walks bins, forecasting walks values. */
export interface Grown extends Tree {
  readonly bin: readonly number[];
}

/**
 * Grows trees leaf by leaf, the split with the highest gain first. A leaf's sums by bin are counted for the smaller
 * child only and taken from the parent's for the other.
 */
export function grower({ bins, width, cuts, slope, curve }: Ground, shape: Shape) {
  const scratch = new Int32Array(slope.length);
  const spare: Float64Array[] = [];

  /** @param rows the rows to learn from; they are reordered */
  return (rows: Int32Array, features: readonly number[]): Grown => {
    const columns = Int32Array.from(features);
    const size = columns.length * STRIDE;
    const count = (from: number, to: number): Float64Array => {
      const sums = spare.pop()?.fill(0) ?? new Float64Array(width * STRIDE);
      for (let i = from; i < to; i += 1) {
        const row = rows[i] ?? 0;
        const base = row * width;
        const s = slope[row] ?? 0;
        const c = curve[row] ?? 0;
        for (let k = 0; k < columns.length; k += 1) {
          const at = k * STRIDE + 2 * (bins[base + (columns[k] ?? 0)] ?? 0);
          sums[at] = (sums[at] ?? 0) + s;
          sums[at + 1] = (sums[at + 1] ?? 0) + c;
        }
      }
      return sums;
    };
    const look = (leaf: Leaf): Leaf => {
      if (leaf.curve < 2 * shape.least) return leaf;
      const whole = (leaf.slope * leaf.slope) / (leaf.curve + shape.ridge);
      for (let k = 0; k < columns.length; k += 1) {
        const last = cuts[columns[k] ?? 0]?.length ?? 0;
        let s = 0;
        let c = 0;
        for (let bin = 0; bin < last; bin += 1) {
          s += leaf.sums[k * STRIDE + 2 * bin] ?? 0;
          c += leaf.sums[k * STRIDE + 2 * bin + 1] ?? 0;
          if (c < shape.least) continue;
          const rest = leaf.curve - c;
          if (rest < shape.least) break;
          const gain =
            (s * s) / (c + shape.ridge) +
            ((leaf.slope - s) * (leaf.slope - s)) / (rest + shape.ridge) -
            whole;
          if (gain > leaf.gain) [leaf.gain, leaf.column, leaf.bin] = [gain, k, bin];
        }
      }
      return leaf;
    };
    const tree = {
      feature: [] as number[],
      bin: [] as number[],
      cut: [] as number[],
      left: [] as number[],
      right: [] as number[],
      value: [] as number[],
    };
    const leafOf = (from: number, to: number, s: number, c: number, sums: Float64Array): Leaf => {
      const step = (shape.rate * s) / (c + shape.ridge);
      const node = tree.feature.push(-1) - 1;
      tree.bin.push(0);
      tree.cut.push(0);
      tree.left.push(0);
      tree.right.push(0);
      tree.value.push(Math.max(-MOST_STEP, Math.min(MOST_STEP, step)));
      return { node, from, to, slope: s, curve: c, sums, gain: 0, column: -1, bin: 0 };
    };
    const partition = (leaf: Leaf, column: number): number => {
      let end = leaf.from;
      let kept = 0;
      for (let i = leaf.from; i < leaf.to; i += 1) {
        const row = rows[i] ?? 0;
        if ((bins[row * width + column] ?? 0) > leaf.bin) {
          scratch[kept] = row;
          kept += 1;
        } else {
          rows[end] = row;
          end += 1;
        }
      }
      rows.set(scratch.subarray(0, kept), end);
      return end;
    };
    const split = (leaf: Leaf): [Leaf, Leaf] => {
      const column = columns[leaf.column] ?? 0;
      let s = 0;
      let c = 0;
      for (let bin = 0; bin <= leaf.bin; bin += 1) {
        s += leaf.sums[leaf.column * STRIDE + 2 * bin] ?? 0;
        c += leaf.sums[leaf.column * STRIDE + 2 * bin + 1] ?? 0;
      }
      const mid = partition(leaf, column);
      const leftIsSmall = mid - leaf.from < leaf.to - mid;
      const small = leftIsSmall ? count(leaf.from, mid) : count(mid, leaf.to);
      const large = leaf.sums;
      for (let i = 0; i < size; i += 1) large[i] = (large[i] ?? 0) - (small[i] ?? 0);
      const left = leafOf(leaf.from, mid, s, c, leftIsSmall ? small : large);
      const right = leafOf(
        mid,
        leaf.to,
        leaf.slope - s,
        leaf.curve - c,
        leftIsSmall ? large : small,
      );
      tree.feature[leaf.node] = column;
      tree.bin[leaf.node] = leaf.bin;
      tree.cut[leaf.node] = cuts[column]?.[leaf.bin] ?? 0;
      tree.left[leaf.node] = left.node;
      tree.right[leaf.node] = right.node;
      return [left, right];
    };

    let s = 0;
    let c = 0;
    for (const row of rows) {
      s += slope[row] ?? 0;
      c += curve[row] ?? 0;
    }
    const leaves = [look(leafOf(0, rows.length, s, c, count(0, rows.length)))];
    while (leaves.length < shape.leaves) {
      let best = 0;
      leaves.forEach((leaf, i) => {
        if (leaf.gain > (leaves[best]?.gain ?? 0)) best = i;
      });
      const leaf = leaves[best];
      if (!leaf || leaf.column < 0) break;
      const [left, right] = split(leaf);
      leaves[best] = look(left);
      leaves.push(look(right));
    }
    for (const leaf of leaves) spare.push(leaf.sums);
    return tree;
  };
}
