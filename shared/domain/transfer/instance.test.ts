import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain } from './explain';
import { TRANSFER_RULES, instanceOf, keepOf } from './instance';
import type { CellFacts } from './instance';
import { atLeast } from './poisson';
import { suggest } from './suggest';

const cell = (more: Partial<CellFacts>): CellFacts => ({
  store: 0,
  sku: 0,
  available: 0,
  coming: 0,
  safety: 0,
  need7: 0,
  need14: 0,
  marginFen: 1000,
  packSize: 1,
  maySend: true,
  mayReceive: true,
  ...more,
});
const chain = fc.array(
  fc.record({
    available: fc.nat(40),
    coming: fc.nat(6),
    safety: fc.nat(6),
    need7: fc.double({ min: 0, max: 20, noNaN: true }),
    marginFen: fc.integer({ min: -500, max: 4000 }),
  }),
  { minLength: 8, maxLength: 8 },
);

test('no donor falls below its safety stock and its week, no receiver gets beyond its own', () => {
  fc.assert(
    fc.property(chain, fc.integer({ min: 1, max: 6 }), (rows, packSize) => {
      const cells = rows.map((row, i) =>
        cell({ ...row, store: i >> 1, sku: i & 1, need14: 2 * row.need7, packSize }),
      );
      const pairs = [0, 1, 2, 3].flatMap((from) =>
        [0, 1, 2, 3].flatMap((to) => (from === to ? [] : [{ from, to, distanceM: 1000 }])),
      );
      const instance = instanceOf(cells, pairs);
      for (const flow of suggest(instance, { work: 1e5, nodes: 50 }).flows) {
        const lane = instance.lanes[flow.lane];
        const of = (store: number | undefined) =>
          cells.find((c) => c.store === store && c.sku === flow.sku) ?? cell({});
        const donor = of(lane?.from);
        const receiver = of(lane?.to);
        const qty = flow.packs * packSize;
        expect(donor.available - qty).toBeGreaterThanOrEqual(keepOf(donor));
        // Up to one pack more than the need, as packs are not broken.
        const have = receiver.available + receiver.coming;
        expect(have + qty).toBeLessThan(keepOf(receiver) + packSize);
        expect(receiver.marginFen).toBeGreaterThan(0);
      }
    }),
    { numRuns: 150 },
  );
});

test('goods on their way close the gap; shops that may not send or receive stay out', () => {
  const short = cell({ store: 1, need7: 10, need14: 20 });
  const rich = cell({ store: 0, available: 50 });
  const pairs = [{ from: 0, to: 1, distanceM: 1000 }];
  const qty = (a: CellFacts, b: CellFacts) =>
    suggest(instanceOf([a, b], pairs)).flows.reduce((n, { packs }) => n + packs, 0);
  expect(qty(rich, short)).toBe(10);
  expect(qty(rich, { ...short, coming: 7 })).toBe(0);
  expect(qty({ ...rich, maySend: false }, short)).toBe(0);
  expect(qty(rich, { ...short, mayReceive: false })).toBe(0);
});

test('one piece is not carried across town', () => {
  const pairs = [{ from: 0, to: 1, distanceM: 80_000 }];
  const cells = [cell({ available: 50 }), cell({ store: 1, need7: 3, need14: 6 })];
  expect(suggest(instanceOf(cells, pairs)).flows).toEqual([]);
  const free = { ...TRANSFER_RULES, laneFen: 0, perKmFen: 0, handlingFen: 0, minLot: 1 };
  expect(suggest(instanceOf(cells, pairs, free)).flows).toHaveLength(1);
});

test('Poisson tails: known values, falling in n, rising in the mean', () => {
  expect(atLeast(0, 3)).toBe(1);
  expect(atLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
  expect(atLeast(5, 5)).toBeCloseTo(0.559507, 6);
  expect(atLeast(3, 0)).toBe(0);
  expect(atLeast(600, 600)).toBeCloseTo(0.505, 2);
  fc.assert(
    fc.property(fc.nat(80), fc.double({ min: 0, max: 60, noNaN: true }), (n, mean) => {
      expect(atLeast(n + 1, mean)).toBeLessThanOrEqual(atLeast(n, mean) + 1e-12);
      expect(atLeast(n, mean + 1)).toBeGreaterThanOrEqual(atLeast(n, mean) - 1e-12);
    }),
  );
});

test('the sentence tells its numbers, also at the edges', () => {
  const from = { name: '甲店', available: 40, perDay: 0 };
  const to = { name: '乙店', available: 0, coming: 0, perDay: 3.25 };
  const line = { qty: 12, gainFen: 3_441, distanceM: 9_840, unit: '盒' };
  expect(explain({ ...line, from, to })).toBe(
    '乙店现有 0 盒、日均售 3.3 盒，已断货；甲店有 40 盒，近期没有卖动。调 12 盒、路程 9.8 公里，预计多赚 ¥34.41',
  );
  expect(explain({ ...line, from, to: { ...to, coming: 2 } })).toContain(
    '现有 2 盒（含在途 2 盒）、日均售 3.3 盒，预计不到 1 天后缺货',
  );
});
