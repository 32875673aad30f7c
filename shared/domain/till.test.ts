import { describe, expect, test } from 'vitest';
import { changeOf, countedFen, diffText, likelyNotes } from './till';

describe('cash in a drawer', () => {
  test('a count is worth its notes and coins', () => {
    expect(
      countedFen([
        { fen: 10_000, n: 3 },
        { fen: 500, n: 2 },
        { fen: 10, n: 7 },
      ]),
    ).toBe(31_070);
    expect(countedFen([])).toBe(0);
  });
  test('change is what was given beyond the sum, and nothing when too little was given', () => {
    expect(changeOf(1_850, 2_000)).toBe(150);
    expect(changeOf(1_850, 1_850)).toBe(0);
    expect(changeOf(1_850, 1_849)).toBeNull();
  });
  test('likely notes lie above the sum, the nearest first', () => {
    expect(likelyNotes(1_850)).toEqual([1_900, 2_000, 5_000, 10_000]);
    expect(likelyNotes(10_000)).toEqual([]);
    expect(likelyNotes(23_450)).toEqual([23_500, 24_000, 25_000, 30_000]);
  });
  test('a difference says which way', () => {
    expect([-500, 50, 0].map(diffText)).toEqual(['少 ¥5.00', '多 ¥0.50', '相符']);
  });
});
