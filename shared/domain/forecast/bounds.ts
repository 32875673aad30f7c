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
  /** Unevenness up to the first value is class 0, up to the second class 1, beyond class 2. */
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
const COVER = 0.8;
const SIZE_CLASSES = 12;
/** Fewer outcomes than these in a cell are too few for a tenth of them. */
const LEAST = 30;
const TINY = 1e-6;

/** Conformal bounds from outcomes; wide open ones (0–3 ×) where there are hardly any. */
export function boundsOf(outcomes: readonly Outcome[]): Bounds {
  const sorted = [...outcomes].sort((a, b) => a.expected - b.expected);
  const classes = Math.max(1, Math.min(SIZE_CLASSES, Math.floor(sorted.length / (6 * LEAST))));
  const groups = Array.from({ length: classes }, (_, i) =>
    sorted.slice(
      Math.floor((i * sorted.length) / classes),
      Math.floor(((i + 1) * sorted.length) / classes),
    ),
  );
  const spread = sorted.map((o) => o.uneven).sort((a, b) => a - b);
  const third = (k: number): number => spread[Math.floor((k * spread.length) / 3)] ?? 0;
  const uneven: readonly [number, number] = [third(1), third(2)];
  return {
    sizes: groups.map((g) => Math.log((g[Math.floor(g.length / 2)]?.expected ?? 1) + TINY)),
    uneven,
    cells: [0, 1, 2].map((kind) =>
      groups.map((g) => {
        const own = g.filter((o) => kindOf(o.uneven, uneven) === kind);
        return cellOf(own.length >= LEAST ? own : g);
      }),
    ),
  };
}

/**
 * Where nothing at all is sold on more than one day in ten, the lower end is nothing, misses all lie
 * above, and the upper end moves in so that the range still holds eight in ten.
 */
function cellOf(outcomes: readonly Outcome[]): Cell {
  const ratios = outcomes.map((o) => o.came / (o.expected + TINY)).sort((a, b) => a - b);
  if (ratios.length === 0) return { low: 0, mid: 1, high: 3 };
  const at = (q: number): number =>
    ratios[Math.min(ratios.length - 1, Math.floor(q * ratios.length))] ?? 0;
  const low = at((1 - COVER) / 2);
  return { low, mid: at(0.5), high: low > 0 ? at((1 + COVER) / 2) : at(COVER) };
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
  uneven <= a ? 0 : uneven <= b ? 1 : 2;
