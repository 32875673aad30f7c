import { binned, cutsOf } from './bins';
import { grower } from './grow';
import type { Grown } from './grow';
import type { Forest, Tree } from './tree';

/** Rows to learn from: `width` features a row, the target as a multiple of the level, and a weight. */
export interface Rows {
  readonly width: number;
  readonly features: Float32Array;
  readonly target: Float32Array;
  readonly weight: Float32Array;
}
export interface BoostOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  /** Shares of the rows and of the features a tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** In average rows. */
  readonly ridgeRows: number;
  readonly leastRows: number;
  readonly seed: number;
  /** Features the trees may not use. */
  readonly without: ReadonlySet<number>;
}
export const BOOST: BoostOptions = {
  trees: 150,
  leaves: 31,
  rate: 0.08,
  rowShare: 0.4,
  featureShare: 0.35,
  ridgeRows: 20,
  leastRows: 60,
  seed: 12_345,
  without: new Set(),
};

/**
 * Gradient-boosted trees on histograms with the Poisson loss: estimates are never negative, effects multiply, and a
 * day's error weighs as much as its expected count says it should. Draws rows and features by a fixed seed, so the
 * same rows give the same trees. Yields after every tree, so that long training can be watched, and interrupted:
 * `before` are trees of the same rows and options, and the rest grows as if nothing had happened.
 */
export function* boost(
  { width, features, target, weight }: Rows,
  o: BoostOptions,
  before: readonly Tree[] = [],
): Generator<readonly Tree[], Forest> {
  const count = target.length;
  const cuts = cutsOf(features, width);
  const bins = binned(features, width, cuts);
  let weights = 0;
  let total = 0;
  for (let r = 0; r < count; r += 1) {
    weights += weight[r] ?? 0;
    total += (weight[r] ?? 0) * (target[r] ?? 0);
  }
  if (!(total > 0)) return { start: Math.log(1e-6), trees: [] };
  const start = Math.log(total / weights);
  const average = weights / count;
  const score = new Float32Array(count).fill(start);
  const slope = new Float32Array(count);
  const curve = new Float32Array(count);
  const grow = grower(
    { bins, width, cuts, slope, curve },
    {
      leaves: o.leaves,
      rate: o.rate,
      ridge: o.ridgeRows * average,
      least: o.leastRows * average,
    },
  );
  const random = sequence(o.seed);
  const drawn = new Int32Array(count);
  const usable = cuts.flatMap((cut, k) => (cut.length > 0 && !o.without.has(k) ? [k] : []));
  const trees: Tree[] = [...before];
  for (const tree of before) addFrom(score, tree, features, width);
  // The draws of the trees that are there already.
  for (let i = before.length * (count + usable.length); i > 0; i -= 1) random();
  while (trees.length < o.trees && usable.length > 0) {
    let size = 0;
    for (let r = 0; r < count; r += 1) {
      if (random() >= o.rowShare) continue;
      const w = weight[r] ?? 0;
      const expected = Math.exp(score[r] ?? 0);
      slope[r] = w * ((target[r] ?? 0) - expected);
      curve[r] = w * expected;
      drawn[size] = r;
      size += 1;
    }
    const some = usable.filter(() => random() < o.featureShare);
    const tree = grow(drawn.subarray(0, size), some.length > 0 ? some : usable);
    addTo(score, tree, bins, width);
    const { feature, cut, left, right, value } = tree;
    trees.push({ feature, cut, left, right, value });
    yield trees;
  }
  return { start, trees };
}

/** The same from a tree without bins. */
function addFrom(score: Float32Array, tree: Tree, features: Float32Array, width: number): void {
  const { feature, cut, left, right, value } = tree;
  for (let r = 0; r < score.length; r += 1) {
    const base = r * width;
    let node = 0;
    for (let f = feature[0] ?? -1; f >= 0; f = feature[node] ?? -1)
      node = ((features[base + f] ?? 0) < (cut[node] ?? 0) ? left[node] : right[node]) ?? 0;
    score[r] = (score[r] ?? 0) + (value[node] ?? 0);
  }
}

function addTo(score: Float32Array, tree: Grown, bins: Uint8Array, width: number): void {
  const { feature, bin, left, right, value } = tree;
  for (let r = 0; r < score.length; r += 1) {
    const base = r * width;
    let node = 0;
    for (let f = feature[0] ?? -1; f >= 0; f = feature[node] ?? -1)
      node = ((bins[base + f] ?? 0) > (bin[node] ?? 0) ? right[node] : left[node]) ?? 0;
    score[r] = (score[r] ?? 0) + (value[node] ?? 0);
  }
}

/** Numbers of 0–1 that are the same on every run. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
