import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { split, sum } from '../money';
import { rateText } from './rateText';
import { grid, spread, spreadCapped } from './share';

const amounts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 });

test('the fast split is the exact one, on bills of any size', () => {
  const large = fc.array(fc.nat(4_000_000_000), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.oneof(amounts, large), fc.nat(4_000_000_000), (weights, total) => {
      const parts = spread(total, weights);
      expect(parts).toEqual(sum(weights) === 0 ? weights.map(() => 0) : split(total, weights));
    }),
  );
});

test('caps hold, and what they leave goes to the others', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.nat(3_000_000),
      fc.infiniteStream(fc.nat(100)),
      (weights, total, part) => {
        const caps = weights.map((w) => Math.floor((w * (part.next().value ?? 0)) / 100));
        const parts = spreadCapped(total, weights, caps);
        expect(sum(parts)).toBe(Math.min(total, sum(caps)));
        parts.forEach((fen, i) => expect(fen).toBeLessThanOrEqual(caps[i] ?? 0));
      },
    ),
  );
  expect(spreadCapped(100, [100, 100, 200], [10, 100, 200])).toEqual([10, 30, 60]);
});

test('a table adds up by rows and by columns', () => {
  fc.assert(
    fc.property(amounts, fc.nat(10_000), fc.nat(10_000), (rows, a, b) => {
      const whole = sum(rows);
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((bp) =>
        Math.floor((whole * bp) / 10_000),
      );
      const columns = [low ?? 0, (high ?? 0) - (low ?? 0), whole - (high ?? 0)];
      const table = grid(rows, columns);
      expect(table.map(sum)).toEqual(rows);
      expect(columns.map((_, i) => sum(table.map((row) => row[i] ?? 0)))).toEqual(columns);
      expect(Math.min(...table.flat())).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('rates as shops write them', () => {
  expect([9_500, 9_000, 8_800, 8_850, 500, 0].map(rateText)).toEqual([
    '95折',
    '9折',
    '88折',
    '88.5折',
    '0.5折',
    '0折',
  ]);
});
