import { describe, expect, test } from 'vitest';
import { servedShare } from './availability';
import { elasticities, priceEffect } from './effects';
import { liftKey, liftsAt, occurrences } from './events';
import { trackOf } from './history';
import { epochDay, weekdayOfEpochDay } from './series';
import type { Calendar, Series } from './series';
import { smoothed } from './smoothing';

const FIRST = epochDay('2025-01-01');
const of = (sold: readonly number[], more: Partial<Series> = {}): Series => ({
  id: 'a/x',
  store: 'a',
  item: 'x',
  category: 'milk',
  region: 'hz',
  first: FIRST,
  sold,
  ...more,
});
const days = <T>(n: number, value: (t: number) => T): T[] =>
  Array.from({ length: n }, (_, t) => value(t));

test('the longer without stock, the less could be served; a morning without costs nothing', () => {
  const shares = days(33, (k) => servedShare(k / 32));
  shares.slice(1).forEach((share, k) => expect(share).toBeLessThanOrEqual(shares[k] ?? 0));
  expect(servedShare(0.2)).toBe(1);
  expect(servedShare(1)).toBeLessThan(0.1);
});

describe('prices', () => {
  const priced = (slope: number) => {
    const price = days(100, (t) => (t % 3 === 0 ? 0.7 : 1));
    return of(
      price.map((p) => 10 * p ** -slope),
      { price },
    );
  };
  test('a category that answers strongly is found out', () => {
    const found = elasticities(
      days(60, () => trackOf(priced(2.5))),
      FIRST + 99,
    );
    expect(found.get('milk')).toBeGreaterThan(2.2);
    expect(found.get('milk')).toBeLessThan(2.6);
  });
  test('prices that follow demand never turn the sign', () => {
    const found = elasticities(
      days(60, () => trackOf(priced(-1))),
      FIRST + 99,
    );
    expect(found.get('milk')).toBe(0.3);
  });
  test('ten per cent off at an elasticity of 1.5 sells 17 % more', () => {
    expect(priceEffect(0.9, 1.5)).toBeCloseTo(1.17, 2);
  });
});

describe('festivals', () => {
  const festival = epochDay('2025-02-12');
  const calendar: Calendar = (_region, day) => ({
    off: 0,
    event: day === festival ? '元宵' : '',
    flag: 0,
  });
  const tracks = [trackOf(of(days(60, (t) => (FIRST + t === festival ? 30 : 10))))];
  const past = occurrences(tracks, calendar, FIRST + 59);
  const key = liftKey('milk', 'hz', '元宵');

  test('what one did to a category is known afterwards, and only afterwards', () => {
    expect(liftsAt(past, festival - 1).get(key)).toBeUndefined();
    const lift = liftsAt(past, festival).get(key);
    // One occurrence at 3 ×, mixed with half a one at 1 ×.
    expect(lift?.on).toBeCloseTo((3 + 0.5) / 1.5, 9);
    expect(lift?.eve).toBeCloseTo(1, 9);
  });
});

test('closed days are filled from the same weekday, returns count as nothing sold', () => {
  const { sold } = trackOf(
    of(
      days(28, (t) => (t === 3 ? -2 : 5)),
      { open: days(28, (t) => (t === 20 ? 0 : 1)) },
    ),
  );
  expect(sold[3]).toBe(0);
  expect(sold[20]).toBe(5);
});

test("a series' own smoothing repeats a clean weekly pattern", () => {
  const pattern = [2, 4, 6, 8, 10, 12, 14];
  const sold = days(70, (t) => pattern[t % 7] ?? 0);
  smoothed(sold, 70)?.forEach((value, j) => expect(value).toBeCloseTo(pattern[j] ?? 0, 6));
  expect(smoothed(sold, 20)).toBeUndefined();
});

test('weekdays of epoch days', () => {
  expect(weekdayOfEpochDay(epochDay('2026-11-22'))).toBe(0);
  expect(weekdayOfEpochDay(0)).toBe(4);
});
