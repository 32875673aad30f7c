import { describe, expect, test } from 'vitest';
import { boundsOf, coverOf, rangeOf } from './bounds';
import type { Outcome } from './bounds';
import { chance, poisson } from './testing';

const outcomes = (count: number, seed: number, mean: (u: number) => number): Outcome[] => {
  const random = chance(seed);
  return Array.from({ length: count }, () => {
    const expected = mean(random());
    return { expected, came: poisson(expected, random), uneven: 1 };
  });
};

describe('ranges', () => {
  test('eight in ten of what comes later lie inside, for slow and fast sellers alike', () => {
    const bounds = boundsOf(
      outcomes(12_000, 1, (u) => 0.5 * 60 ** u),
      0.8,
    );
    const later = outcomes(12_000, 2, (u) => 0.5 * 60 ** u);
    expect(coverOf(bounds, later)).toBeGreaterThan(0.78);
    expect(coverOf(bounds, later)).toBeLessThan(0.82);
    for (const [low, high] of [
      [0, 2],
      [2, 8],
      [8, 60],
    ] as const) {
      const part = later.filter((o) => o.expected >= low && o.expected < high);
      expect(coverOf(bounds, part)).toBeGreaterThan(0.74);
      expect(coverOf(bounds, part)).toBeLessThan(0.87);
    }
  });

  test('what sells once in ten days ends at nothing below, and holds its expected value', () => {
    const bounds = boundsOf(
      outcomes(6_000, 3, () => 0.1),
      0.8,
    );
    const range = rangeOf(bounds, 0.1, 1);
    expect(range.low).toBe(0);
    expect(range.high).toBeGreaterThanOrEqual(0.1);
  });

  test('uneven sellers get wider ranges', () => {
    const random = chance(5);
    const mixed = Array.from({ length: 9_000 }, (_, i) => {
      const expected = 5 + 10 * random();
      const uneven = i % 3;
      const swing = uneven === 0 ? 0.1 : uneven === 1 ? 0.4 : 0.9;
      return { expected, came: expected * (1 + swing * (2 * random() - 1)), uneven };
    });
    const bounds = boundsOf(mixed, 0.8);
    const width = (uneven: number): number => {
      const { low, high } = rangeOf(bounds, 10, uneven);
      return high - low;
    };
    expect(width(1)).toBeGreaterThan(2 * width(0));
    expect(width(2)).toBeGreaterThan(1.5 * width(1));
  });

  test('without any evidence the range is wide and no error', () => {
    expect(rangeOf(boundsOf([], 0.8), 2, 1)).toEqual({ mid: 2, low: 0, high: 6 });
  });
});
