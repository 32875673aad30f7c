/** Values a feature is cut into, at most; a bin number fits a byte. */
export const BINS = 64;

/** By feature: ascending cuts; a value's bin is the number of cuts not above it. */
export type Cuts = readonly Float32Array[];

/**
 * Cuts at equal shares of a sample, so that every bin holds about as many rows; each lies midway between two values,
 * so that rounding it moves no row.
 */
export function cutsOf(rows: Float32Array, width: number, sample = 20_000): Cuts {
  const count = rows.length / width;
  const step = Math.max(1, Math.floor(count / sample));
  const size = Math.ceil(count / step);
  const values = new Float32Array(size);
  return Array.from({ length: width }, (_, feature) => {
    for (let i = 0; i < size; i += 1) values[i] = rows[i * step * width + feature] ?? 0;
    values.sort();
    const cuts: number[] = [];
    let last = values[0] ?? 0;
    for (let k = 1; k < BINS; k += 1) {
      const value = values[Math.floor((k * size) / BINS)] ?? 0;
      if (value <= last) continue;
      cuts.push(((values[firstOf(values, value) - 1] ?? last) + value) / 2);
      last = value;
    }
    return Float32Array.from(cuts);
  });
}

/** Index of the first entry that is not less. */
function firstOf(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((sorted[mid] ?? 0) < value) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** The rows as bin numbers, row by row. */
export function binned(rows: Float32Array, width: number, cuts: Cuts): Uint8Array {
  const bins = new Uint8Array(rows.length);
  cuts.forEach((cut, feature) => {
    for (let i = feature; i < rows.length; i += width) bins[i] = binOf(cut, rows[i] ?? 0);
  });
  return bins;
}

function binOf(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (value < (cuts[mid] ?? 0)) high = mid;
    else low = mid + 1;
  }
  return low;
}
