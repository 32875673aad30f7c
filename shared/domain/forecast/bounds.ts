/** Ratios of what came to what was expected: at the lower end, the middle and the upper end. */
export interface Cell {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}
/**
 * How far what comes strays from what is expected, measured on series the trees never saw: by the size of the
 * forecast and by how unevenly the series sells.
 */
export interface Bounds {
  /** Middle of each class of sizes, as natural logs, ascending. */
  readonly sizes: readonly number[];
  /** Unevenness below the first value is class 0, below the second class 1, from there on class 2. */
  readonly uneven: readonly [number, number];
  /** By class of unevenness, then of size. */
  readonly cells: readonly (readonly Cell[])[];
}
export interface Outcome {
  readonly expected: number;
  readonly came: number;
  readonly uneven: number;
}
export interface Range {
  readonly mid: number;
  readonly low: number;
  readonly high: number;
}
/**
 * Eight in ten, and a little more: days to come stray further than those learnt from, and seven days together
 * further still, because what a whole week does to the chain does not even out.
 */
export const DAY_COVER = 0.81;
export const WEEK_COVER = 0.82;
const HALVINGS = 10;
const SIZE_CLASSES = 12;
/** Fewer outcomes than these in a cell are too few for a tenth of them. */
const LEAST = 30;
const TINY = 1e-6;

/**
 * Conformal bounds from outcomes; wide open ones (0–3 ×) where there are none. Products that sell nothing on nine days
 * in ten lie in any range, so the others' ranges are set such that all together come out right.
 */
export function boundsOf(outcomes: readonly Outcome[], cover: number): Bounds {
  const groups = groupsOf(outcomes);
  let low = 0.5;
  let high = 0.98;
  for (let i = 0; i < HALVINGS; i += 1) {
    const aim = (low + high) / 2;
    if (coverOf(boundsFor(groups, aim), outcomes) < cover) low = aim;
    else high = aim;
  }
  return boundsFor(groups, high);
}

/** Share of the outcomes that lie in their range. */
export function coverOf(bounds: Bounds, outcomes: readonly Outcome[]): number {
  let inside = 0;
  for (const { expected, came, uneven } of outcomes) {
    const range = rangeOf(bounds, expected, uneven);
    if (came >= range.low && came <= range.high) inside += 1;
  }
  return inside / Math.max(1, outcomes.length);
}

interface Groups {
  readonly sizes: readonly number[];
  readonly uneven: readonly [number, number];
  /** Ascending ratios by class of unevenness, then of size. */
  readonly ratios: readonly (readonly Float64Array[])[];
}

function groupsOf(outcomes: readonly Outcome[]): Groups {
  const sorted = [...outcomes].sort((a, b) => a.expected - b.expected);
  const classes = Math.max(1, Math.min(SIZE_CLASSES, Math.floor(sorted.length / (6 * LEAST))));
  const groups = Array.from({ length: classes }, (_, i) =>
    sorted.slice(
      Math.floor((i * sorted.length) / classes),
      Math.floor(((i + 1) * sorted.length) / classes),
    ),
  );
  const spread = Float64Array.from(sorted, (o) => o.uneven).sort();
  const third = (k: number): number => spread[Math.floor((k * spread.length) / 3)] ?? 0;
  const uneven: readonly [number, number] = [third(1), third(2)];
  const ratiosOf = (of: readonly Outcome[]): Float64Array =>
    Float64Array.from(of, (o) => o.came / (o.expected + TINY)).sort();
  return {
    sizes: groups.map((g) => Math.log((g[Math.floor(g.length / 2)]?.expected ?? 1) + TINY)),
    uneven,
    ratios: [0, 1, 2].map((kind) =>
      groups.map((g) => {
        const own = g.filter((o) => kindOf(o.uneven, uneven) === kind);
        return ratiosOf(own.length >= LEAST ? own : g);
      }),
    ),
  };
}

const boundsFor = ({ sizes, uneven, ratios }: Groups, aim: number): Bounds => ({
  sizes,
  uneven,
  cells: ratios.map((kind) => kind.map((cell) => cellOf(cell, aim))),
});

/**
 * Where nothing at all is sold on more than one day in ten, the lower end is nothing, misses all lie
 * above, and the upper end moves in so that the range still holds as many.
 */
function cellOf(ratios: Float64Array, aim: number): Cell {
  if (ratios.length === 0) return { low: 0, mid: 1, high: 3 };
  const at = (q: number): number =>
    ratios[Math.min(ratios.length - 1, Math.floor(q * ratios.length))] ?? 0;
  const low = at((1 - aim) / 2);
  return { low, mid: at(0.5), high: low > 0 ? at((1 + aim) / 2) : at(aim) };
}

/** The middle and the range that holds eight in ten; the expected value always lies in it. */
export function rangeOf(bounds: Bounds, expected: number, uneven: number): Range {
  const cells = bounds.cells[kindOf(uneven, bounds.uneven)] ?? [];
  const size = Math.log(expected + TINY);
  const { sizes } = bounds;
  let above = 0;
  while (above < sizes.length && (sizes[above] ?? 0) < size) above += 1;
  const right = cells[Math.min(above, cells.length - 1)];
  const left = cells[Math.max(0, above - 1)];
  if (!left || !right) return { mid: expected, low: 0, high: 3 * expected };
  const a = sizes[above - 1] ?? size;
  const b = sizes[above] ?? size;
  const share = b > a ? Math.min(1, Math.max(0, (size - a) / (b - a))) : 0;
  const ratio = (pick: (cell: Cell) => number): number =>
    (1 - share) * pick(left) + share * pick(right);
  return {
    mid: expected * ratio((c) => c.mid),
    low: Math.min(expected, expected * ratio((c) => c.low)),
    high: Math.max(expected, expected * ratio((c) => c.high)),
  };
}

const kindOf = (uneven: number, [a, b]: readonly [number, number]): 0 | 1 | 2 =>
  uneven < a ? 0 : uneven < b ? 1 : 2;
