import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursText, openState, overlaps, spansOf, spansText, weekText, whenText } from './hours';
import type { StoreHours } from './store';
import { DAY_MS, MINUTE_MS, addDays, dayOf, startOf } from './time';

/** 2026-11-22 is a Sunday. */
const at = (day: string, clock: string): number => {
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return startOf(day) + (h * 60 + m) * MINUTE_MS;
};
const everyDay = (...spans: { start: number; end: number }[]): StoreHours => ({
  week: Array.from({ length: 7 }, () => spans),
  specialDays: [],
  closures: [],
  lastOrderMin: 0,
});
const SUNDAY = '2026-11-22';

test('an ordinary day opens and closes, and stops taking orders before', () => {
  const shop = { ...everyDay({ start: 480, end: 1320 }), lastOrderMin: 30 };
  expect(openState(shop, at(SUNDAY, '07:59'))).toMatchObject({
    open: false,
    changesAt: at(SUNDAY, '08:00'),
  });
  expect(openState(shop, at(SUNDAY, '08:00'))).toMatchObject({ open: true, takesOrders: true });
  expect(openState(shop, at(SUNDAY, '21:30'))).toMatchObject({
    open: true,
    takesOrders: false,
    changesAt: at(SUNDAY, '22:00'),
  });
  expect(openState(shop, at(SUNDAY, '22:00'))).toMatchObject({
    open: false,
    changesAt: at('2026-11-23', '08:00'),
  });
});

test('a night shop is open after midnight by the day before, even into its day off', () => {
  const shop: StoreHours = {
    ...everyDay(),
    week: [[{ start: 1080, end: 1560 }], [], [], [], [], [], []],
  };
  expect(openState(shop, at('2026-11-23', '01:59'))).toMatchObject({
    open: true,
    changesAt: at('2026-11-23', '02:00'),
  });
  expect(openState(shop, at('2026-11-23', '02:00')).open).toBe(false);
  expect(openState(shop, at('2026-11-23', '03:00')).changesAt).toBe(at('2026-11-29', '18:00'));
  expect(hoursText(shop, at(SUNDAY, '12:00'))).toBe('18:00–次日02:00');
});

test('round the clock: midnight is no closing, the last-order minutes never come', () => {
  const shop = { ...everyDay({ start: 0, end: 1440 }), lastOrderMin: 60 };
  expect(openState(shop, at(SUNDAY, '23:59'))).toMatchObject({
    open: true,
    takesOrders: true,
    changesAt: null,
  });
  expect(hoursText(shop, at(SUNDAY, '12:00'))).toBe('24 小时营业');
});

test('holidays and 调休 workdays replace the weekday, closures cut into both', () => {
  const shop: StoreHours = {
    ...everyDay({ start: 480, end: 1320 }),
    specialDays: [
      { day: '2026-11-23', spans: [], note: '盘点' },
      { day: '2026-11-24', spans: [{ start: 600, end: 720 }], note: '调休' },
    ],
    closures: [{ from: at('2026-11-24', '10:30'), to: at('2026-11-24', '11:00'), reason: '停电' }],
  };
  expect(openState(shop, at(SUNDAY, '22:30')).changesAt).toBe(at('2026-11-24', '10:00'));
  expect(openState(shop, at('2026-11-24', '10:15')).changesAt).toBe(at('2026-11-24', '10:30'));
  expect(openState(shop, at('2026-11-24', '10:45'))).toMatchObject({
    open: false,
    closure: '停电',
    changesAt: at('2026-11-24', '11:00'),
  });
  expect(weekText(shop, at(SUNDAY, '12:00')).slice(0, 3)).toEqual([
    { label: '周日', text: '08:00–22:00', today: true },
    { label: '周一（盘点）', text: '休息', today: false },
    { label: '周二（调休）', text: '10:00–12:00', today: false },
  ]);
});

test('times are told as people say them', () => {
  const now = at(SUNDAY, '12:00');
  expect(whenText(at(SUNDAY, '17:00'), now)).toBe('今天 17:00');
  expect(whenText(at('2026-11-23', '08:00'), now)).toBe('明天 08:00');
  expect(whenText(at('2026-11-25', '08:00'), now)).toBe('11-25 08:00');
  expect(
    spansText([
      { start: 1020, end: 1440 },
      { start: 600, end: 840 },
    ]),
  ).toBe('10:00–14:00 17:00–24:00');
});

test('overlapping spans are found within a day, over midnight and from Saturday into Sunday', () => {
  const week = (...days: { start: number; end: number }[][]) =>
    Array.from({ length: 7 }, (_, i) => days[i] ?? []);
  expect(
    overlaps(
      week([
        { start: 0, end: 600 },
        { start: 600, end: 700 },
      ]),
    ),
  ).toBe(false);
  expect(
    overlaps(
      week([
        { start: 0, end: 600 },
        { start: 599, end: 700 },
      ]),
    ),
  ).toBe(true);
  expect(overlaps(week([{ start: 1200, end: 1500 }], [{ start: 59, end: 100 }]))).toBe(true);
  expect(overlaps(week([{ start: 1200, end: 1500 }], [{ start: 60, end: 100 }]))).toBe(false);
  const saturday = week([{ start: 30, end: 100 }]);
  expect(overlaps([...saturday.slice(0, 6), [{ start: 1200, end: 1471 }]])).toBe(true);
  expect(overlaps([...saturday.slice(0, 6), [{ start: 1200, end: 1470 }]])).toBe(false);
});

describe('against a minute-by-minute reference', () => {
  const span = fc
    .record({ start: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) })
    .map(({ start, length }) => ({ start, end: start + length }));
  const first = addDays(SUNDAY, -3);
  const moment = fc.integer({ min: 0, max: 8 * 1440 }).map((m) => startOf(first) + m * MINUTE_MS);
  const hours: fc.Arbitrary<StoreHours> = fc.record({
    week: fc.array(fc.array(span, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
    specialDays: fc.uniqueArray(
      fc.record({
        day: fc.integer({ min: 0, max: 9 }).map((n) => addDays(first, n)),
        spans: fc.array(span, { maxLength: 2 }),
        note: fc.constant(''),
      }),
      { maxLength: 3, selector: (s) => s.day },
    ),
    closures: fc.array(
      fc
        .tuple(moment, fc.integer({ min: 1, max: 3000 }))
        .map(([from, m]) => ({ from, to: from + m * MINUTE_MS, reason: '检修' })),
      { maxLength: 2 },
    ),
    lastOrderMin: fc.integer({ min: 0, max: 120 }),
  });
  /** Looks at yesterday's and today's spans and at the closures, nothing else. */
  const openAt = (shop: StoreHours, t: number): boolean => {
    if (shop.closures.some((c) => c.from <= t && t < c.to)) return false;
    return [0, -1].some((shift) => {
      const day = addDays(dayOf(t), shift);
      const minute = (t - startOf(day)) / MINUTE_MS;
      return spansOf(shop, day).some((s) => s.start <= minute && minute < s.end);
    });
  };
  /** First minute from `t` on with another answer, at most three days ahead. */
  const changeAfter = (shop: StoreHours, t: number): number | null => {
    const now = openAt(shop, t);
    for (let u = t + MINUTE_MS; u < t + 3 * DAY_MS; u += MINUTE_MS)
      if (openAt(shop, u) !== now) return u;
    return null;
  };

  test('open, next change, last order', () => {
    let changes = 0;
    fc.assert(
      fc.property(hours, moment, (shop, t) => {
        const state = openState(shop, t);
        expect(state.open).toBe(openAt(shop, t));
        const change = changeAfter(shop, t);
        if (change !== null) changes += 1;
        // The reference looks three days ahead; what it does not find lies later, or nowhere.
        const told = state.changesAt ?? Infinity;
        expect(change === null ? told >= t + 3 * DAY_MS : told === change).toBe(true);
        const lastOrder = told - shop.lastOrderMin * MINUTE_MS;
        expect(state.takesOrders).toBe(state.open && t < lastOrder);
      }),
      { numRuns: 400 },
    );
    expect(changes).toBeGreaterThan(200);
  });

  test('a state holds for all of the time it claims', () => {
    fc.assert(
      fc.property(hours, moment, fc.double({ min: 0, max: 1, noNaN: true }), (shop, t, share) => {
        const state = openState(shop, t);
        expect(state.from).toBeLessThanOrEqual(t);
        expect(state.until).toBeGreaterThan(t);
        const span = state.until - state.from;
        const other = openState(shop, state.from + Math.floor((span - 1) * share));
        const { open, takesOrders, closure } = state;
        expect(other).toMatchObject({ open, takesOrders, closure });
      }),
      { numRuns: 1_000 },
    );
  });
});
