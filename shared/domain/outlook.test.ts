import { expect, test } from 'vitest';
import type { ForecastRow } from './forecast/sheet';
import { SUPPLY_RULES, leadNeed, needIn, normalQuantile, outlookOf, safetyFor } from './outlook';

const row: ForecastRow = {
  skuId: 'tea',
  daily: [1, 2, 3, 4, 5, 6, 7],
  lo: [0, 0, 0, 0, 0, 0, 0],
  hi: [9, 9, 9, 9, 9, 9, 9],
  week: [28, 18, 38],
  method: 'trees',
};
const history = { from: '2026-11-01', sold: Array.from({ length: 28 }, () => 2), outHours: [] };

test('the night’s forecast begins today; one of the night before is turned by a day', () => {
  const fresh = outlookOf(row, '2026-11-21', history, '2026-11-22');
  expect(fresh.days).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(needIn(fresh, 2)).toBe(3);
  expect(needIn(fresh, 14)).toBe(56);
  expect(outlookOf(row, '2026-11-20', history, '2026-11-22').days).toEqual([2, 3, 4, 5, 6, 7, 1]);
});

test('after midnight, before the day is closed, the day of the sheet itself stands for a week later', () => {
  expect(outlookOf(row, '2026-11-22', history, '2026-11-22').days[0]).toBe(7);
});

test('too old or missing: the pace of the last four weeks, and days of cover', () => {
  const old = outlookOf(row, '2026-11-10', history, '2026-11-22');
  expect(old).toMatchObject({ source: 'rate', weekSd: null });
  expect(old.perDay).toBeCloseTo(2);
  expect(safetyFor(0, old, SUPPLY_RULES)).toBe(6);
  expect(leadNeed(old, SUPPLY_RULES)).toBe(0);
});

test('the safety stock grows with the error, the service level and the wait; a set one rules', () => {
  const seen = outlookOf(row, '2026-11-21', history, '2026-11-22');
  const keep = (serviceLevel: number, leadDays: number) =>
    safetyFor(0, seen, { serviceLevel, leadDays });
  expect(keep(0.95, 2)).toBe(Math.ceil((1.645 * 10 * Math.sqrt(2 / 7)) / 1.2816));
  expect(keep(0.99, 2)).toBeGreaterThan(keep(0.95, 2));
  expect(keep(0.95, 7)).toBeGreaterThan(keep(0.95, 2));
  expect(safetyFor(3, seen, SUPPLY_RULES)).toBe(3);
});

test('goods that hardly sell are not watched', () => {
  const dead = { ...row, daily: row.daily.map(() => 0), week: [0, 0, 1] as const };
  expect(safetyFor(0, outlookOf(dead, '2026-11-21', history, '2026-11-22'), SUPPLY_RULES)).toBe(0);
});

test('the normal quantile agrees with the table', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.96, 2);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2816, 2);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 3);
  expect(normalQuantile(0.1)).toBeCloseTo(-1.2816, 2);
});
