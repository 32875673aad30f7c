import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUSINESS_HOURS, NO_SALES, addToDay, figureOf, hoursPassed, topSkus, upTo } from './board';
import { businessStartOf, HOUR_MS } from './time';

const sale = fc.record({
  hour: fc.nat(23),
  lines: fc.array(
    fc.record({
      skuId: fc.constantFrom('a', 'b', 'c'),
      n: fc.integer({ min: 1, max: 9 }),
      fen: fc.nat(99_999),
      costFen: fc.nat(9_999),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test('the day adds up: total, hours and products are the same money, whatever the order of events', () => {
  fc.assert(
    fc.property(fc.array(sale), fc.array(sale), (sales, refunds) => {
      const day = addToDay(NO_SALES, sales, refunds);
      const worth = (of: typeof sales) => sum(of.flatMap(({ lines }) => lines.map((l) => l.fen)));
      expect(day.refundFen).toBe(worth(refunds));
      expect(day.salesFen).toBe(worth(sales) - day.refundFen);
      expect(sum(Object.values(day.hours))).toBe(day.salesFen);
      expect(sum(Object.values(day.skus).map(({ fen }) => fen))).toBe(day.salesFen);
      expect(sum(Object.values(day.skus).map(({ n }) => n))).toBe(day.pieces);
      expect(day.orders).toBe(sales.length);
      expect(sum(Object.values(day.skus).map(({ n }) => n))).toBe(
        sum(sales.flatMap(({ lines }) => lines.map((l) => l.n))),
      );
      expect(addToDay(NO_SALES, sales.toReversed(), refunds.toReversed())).toEqual(day);
      const half = Math.floor(sales.length / 2);
      const parts = addToDay(
        addToDay(NO_SALES, sales.slice(0, half), refunds),
        sales.slice(half),
        [],
      );
      expect(parts).toEqual(day);
    }),
  );
  expect(NO_SALES).toMatchObject({ salesFen: 0, hours: {}, skus: {} });
});

test('a past day up to an hour grows to the whole day and never beyond', () => {
  fc.assert(
    fc.property(
      fc.array(sale, { minLength: 1 }),
      fc.double({ min: 0, max: 23.9, noNaN: true }),
      (sales, h) => {
        const day = addToDay(NO_SALES, sales, []);
        const part = upTo(day, h);
        expect(part.salesFen).toBeLessThanOrEqual(day.salesFen + 24);
        expect(upTo(day, h + 0.1).salesFen).toBeGreaterThanOrEqual(part.salesFen);
        expect(upTo(day, 24)).toEqual(figureOf([day]));
        expect(upTo(day, 0).salesFen).toBe(0);
      },
    ),
  );
});

test('a past day with refunds: shares of orders stay within the day', () => {
  fc.assert(
    fc.property(
      fc.array(sale),
      fc.array(sale),
      fc.double({ min: 0, max: 24, noNaN: true }),
      (s, r, h) => {
        const day = addToDay(NO_SALES, s, r);
        const { orders, refundFen } = upTo(day, h);
        expect(orders).toBeGreaterThanOrEqual(0);
        expect(orders).toBeLessThanOrEqual(day.orders);
        expect(refundFen).toBeLessThanOrEqual(day.refundFen);
      },
    ),
  );
});

test('the business day begins at four and its clock stops at its ends', () => {
  const start = businessStartOf('2026-11-22');
  expect(hoursPassed('2026-11-22', start - 1)).toBe(0);
  expect(hoursPassed('2026-11-22', start + 6.5 * HOUR_MS)).toBe(6.5);
  expect(hoursPassed('2026-11-22', start + 99 * HOUR_MS)).toBe(24);
  expect([BUSINESS_HOURS[0], BUSINESS_HOURS[19], BUSINESS_HOURS[20], BUSINESS_HOURS[23]]).toEqual([
    4, 23, 0, 3,
  ]);
});

test('best sellers over shops, ties by id', () => {
  const days = [
    { skus: { a: { n: 1, fen: 100 }, b: { n: 2, fen: 300 } } },
    { skus: { a: { n: 1, fen: 200 }, c: { n: 9, fen: 50 } } },
  ];
  expect(topSkus(days, 2)).toEqual([
    { skuId: 'a', pieces: 2, salesFen: 300 },
    { skuId: 'b', pieces: 2, salesFen: 300 },
  ]);
});
