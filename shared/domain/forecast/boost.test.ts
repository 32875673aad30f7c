import { describe, expect, test } from 'vitest';
import { boost, BOOST } from './boost';
import { chance, poisson } from './testing';
import { averaged, valueOf } from './tree';
import type { Forest } from './tree';

const WIDTH = 3;
const COUNT = 6_000;
/** Three times as much from 0.5 on of the first feature, half as much where the second is 1; the third is noise. */
const law = (a: number, b: number): number => (a >= 0.5 ? 3 : 1) * (b === 1 ? 0.5 : 1);
const rows = (() => {
  const random = chance(11);
  const features = new Float32Array(COUNT * WIDTH);
  const target = new Float32Array(COUNT);
  for (let r = 0; r < COUNT; r += 1) {
    const [a, b] = [random(), random() < 0.5 ? 1 : 0];
    features.set([a, b, random()], r * WIDTH);
    target[r] = poisson(law(a, b), random);
  }
  return { width: WIDTH, features, target, weight: new Float32Array(COUNT).fill(1) };
})();
const grown = (seed: number): Forest => {
  const growing = boost(rows, { ...BOOST, trees: 80, featureShare: 1, seed });
  let step = growing.next();
  while (!step.done) step = growing.next();
  return step.value;
};

describe('boosted trees', () => {
  const forest = grown(1);
  test('find effects that multiply', () => {
    for (const [a, b] of [
      [0.2, 0],
      [0.8, 0],
      [0.2, 1],
      [0.8, 1],
    ] as const) {
      const value = valueOf(forest, Float32Array.from([a, b, 0.5]), 0);
      expect(value / law(a, b)).toBeGreaterThan(0.85);
      expect(value / law(a, b)).toBeLessThan(1.15);
    }
  });
  test('are right on the whole', () => {
    let expected = 0;
    let came = 0;
    for (let r = 0; r < COUNT; r += 1) {
      expected += valueOf(forest, rows.features, r * WIDTH);
      came += rows.target[r] ?? 0;
    }
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.02);
  });
  test('several are averaged as factors are', () => {
    const both = averaged([forest, grown(2)]);
    const row = Float32Array.from([0.8, 1, 0.1]);
    const mean = Math.sqrt(valueOf(forest, row, 0) * valueOf(grown(2), row, 0));
    expect(valueOf(both, row, 0)).toBeCloseTo(mean, 9);
  });
  test('interrupted and gone on with, they are the same', () => {
    const options = { ...BOOST, trees: 20, seed: 1 };
    const all = (before?: Forest['trees']): Forest => {
      const growing = boost(rows, options, before);
      let step = growing.next();
      while (!step.done) step = growing.next();
      return step.value;
    };
    const whole = all();
    const rest = all(JSON.parse(JSON.stringify(whole.trees.slice(0, 7))) as Forest['trees']);
    expect(rest).toEqual(whole);
  });
  test('where nothing was ever sold they expect next to nothing', () => {
    const none = { ...rows, target: new Float32Array(COUNT) };
    const growing = boost(none, BOOST);
    const step = growing.next();
    const values = step.done ? [valueOf(step.value, rows.features, 0)] : [];
    expect(values).toHaveLength(1);
    expect(Math.max(...values)).toBeLessThan(1e-5);
  });
});
