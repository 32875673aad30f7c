/** A tree as parallel lists: node 0 is the root; `feature` −1 marks a leaf worth `value`. */
export interface Tree {
  readonly feature: readonly number[];
  /** Values below go `left`, the others `right`. */
  readonly cut: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}
/** A sum of trees on the log scale. */
export interface Forest {
  readonly start: number;
  readonly trees: readonly Tree[];
}

/** Expected value of the row that begins at `at`, as a multiple of the series' level. */
export function valueOf(forest: Forest, rows: Float32Array, at: number): number {
  let sum = forest.start;
  for (const { feature, cut, left, right, value } of forest.trees) {
    let node = 0;
    for (let f = feature[0] ?? -1; f >= 0; f = feature[node] ?? -1)
      node = ((rows[at + f] ?? 0) < (cut[node] ?? 0) ? left[node] : right[node]) ?? 0;
    sum += value[node] ?? 0;
  }
  return Math.exp(sum);
}

/** One forest that expects the geometric mean of what several expect. */
export function averaged(forests: readonly Forest[]): Forest {
  const share = 1 / Math.max(1, forests.length);
  return {
    start: forests.reduce((sum, f) => sum + f.start * share, 0),
    trees: forests.flatMap((f) =>
      f.trees.map((tree) => ({ ...tree, value: tree.value.map((v) => v * share) })),
    ),
  };
}
