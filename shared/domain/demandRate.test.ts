import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SELLING_HOURS, demandRate, needOf } from './demandRate';
import { addDays, weekdayOf } from './time';

const FROM = '2026-10-25';
const steady = (days: number, sold: (i: number) => number, out: (i: number) => number) => ({
  from: FROM,
  sold: Array.from({ length: days }, (_, i) => sold(i)),
  outHours: Array.from({ length: days }, (_, i) => out(i)),
});

test('a day without stock is not a day without demand', () => {
  const rate = demandRate(
    steady(
      28,
      (i) => (i % 2 ? 6 : 0),
      (i) => (i % 2 ? 0 : SELLING_HOURS),
    ),
  );
  expect(rate.perDay).toBeCloseTo(6);
  expect(rate.evidenceDays).toBe(14);
});

test('half a day of stock counts half: four sold in it are eight a day', () => {
  expect(
    demandRate(
      steady(
        28,
        () => 4,
        () => 8,
      ),
    ).perDay,
  ).toBeCloseTo(8);
});

test('the coming week is counted weekday by weekday, also where stock-outs hit the strong days', () => {
  const weekend = (i: number) => [0, 6].includes(weekdayOf(addDays(FROM, i)));
  // Ten on weekend days, two on others; every second weekend the shelf was empty.
  const empty = (i: number) => weekend(i) && i >= 14;
  const rate = demandRate(
    steady(
      28,
      (i) => (empty(i) ? 0 : weekend(i) ? 10 : 2),
      (i) => (empty(i) ? 16 : 0),
    ),
  );
  expect(rate.weekdays[6] ?? 0).toBeGreaterThan(2 * (rate.weekdays[3] ?? 0));
  const week = needOf(rate, '2026-11-22', 7);
  // The plain mean over all days would say 20 of the true 30.
  expect(week).toBeGreaterThan(24);
  expect(week).toBeLessThan(31);
  expect(needOf(rate, '2026-11-21', 2)).toBeGreaterThan(needOf(rate, '2026-11-24', 2));
});

test('nothing known, nothing sold, nothing there', () => {
  for (const history of [
    undefined,
    steady(
      28,
      () => 0,
      () => 0,
    ),
    steady(
      28,
      () => 0,
      () => 16,
    ),
  ]) {
    expect(demandRate(history).perDay).toBe(0);
    expect(needOf(demandRate(history), FROM, 7)).toBe(0);
  }
  expect(demandRate(undefined).evidenceDays).toBe(0);
});

test('four weeks count, older ones only when these were empty throughout', () => {
  expect(
    demandRate(
      steady(
        60,
        (i) => (i < 32 ? 9 : 1),
        () => 0,
      ),
    ).perDay,
  ).toBeCloseTo(1);
  const gone = steady(
    60,
    (i) => (i < 32 ? 9 : 0),
    (i) => (i < 32 ? 0 : 16),
  );
  expect(demandRate(gone).perDay).toBeCloseTo(9);
});

test('more sold never means less demand, and seven days are always one of each weekday', () => {
  const day = fc.record({ sold: fc.nat(50), out: fc.nat(16) });
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 40 }), fc.nat(39), (days, at) => {
      const history = (extra: number) => ({
        from: FROM,
        sold: days.map(({ sold }, i) => sold + (i === at % days.length ? extra : 0)),
        outHours: days.map(({ out }) => out),
      });
      const before = demandRate(history(0));
      const after = demandRate(history(5));
      const counts =
        at % days.length >= days.length - 28 && (days[at % days.length]?.out ?? 0) < 16;
      expect(!counts || after.perDay >= before.perDay).toBe(true);
      expect(needOf(before, FROM, 7)).toBeCloseTo(7 * before.perDay);
      expect(before.weekdays.every((v) => v >= 0 && Number.isFinite(v))).toBe(true);
    }),
  );
});
