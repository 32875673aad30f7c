import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeShelf } from './closeDay';
import type { Moved, SellingShop, ShelfNow } from './closeDay';
import { KEEP_DAYS, MISSED_DAYS, broughtUp, cutOf, nextDay } from './demandBook';
import { HOUR_MS, addDays, startOf, weekdayOf } from './time';

const DAY = '2026-11-21';
const at = (hour: number, minute = 0): number => startOf(DAY) + (hour + minute / 60) * HOUR_MS;
const shop = (start: number, end: number, more: Partial<SellingShop> = {}): SellingShop => ({
  status: 'open',
  updatedAt: 0,
  hours: {
    week: Array.from({ length: 7 }, () => [{ start: start * 60, end: end * 60 }]),
    specialDays: [],
    closures: [],
    lastOrderMin: 0,
  },
  ...more,
});
const shelf = (onHand: number, moves: readonly Moved[] = [], more: Partial<ShelfNow> = {}) => ({
  sku: { listPriceFen: 1000 },
  listing: { onShelf: true, storePriceFen: null, special: null },
  onHand,
  specialSold: 0,
  moves,
  ...more,
});
const sale = (hour: number, qty: number): Moved => ({ type: 'SALE', qty: -qty, at: at(hour) });
const receive = (hour: number, qty: number): Moved => ({ type: 'RECEIVE', qty, at: at(hour) });
const out = (onHand: number, moves: Moved[], hours = shop(6, 22), sold = 0): number =>
  closeShelf(DAY, sold, hours, shelf(onHand, moves)).outHours;

test('walks back from the present level to when nothing was there', () => {
  expect(out(3, [])).toBe(0);
  expect(out(0, [])).toBe(16);
  // Sold out at 18, filled at 8 the next morning.
  expect(out(5, [receive(32, 5), sale(18, 2)])).toBe(4);
  // Empty from the morning to noon and again from 20, whatever the order of the rows.
  expect(out(0, [sale(20, 4), receive(12, 4)])).toBe(8);
  expect(out(0, [receive(12, 4), sale(20, 4)])).toBe(8);
  // A loss and a sale of one transaction bear the same time.
  expect(out(0, [{ type: 'COUNT_LOSS', qty: -1, at: at(14) }, sale(14, 1)])).toBe(8);
});

test('only hours in which the shop is open count, scaled to sixteen', () => {
  // Open 8 to 20, empty from 14: half of the day's selling time.
  expect(out(0, [sale(14, 1)], shop(8, 20))).toBe(8);
  expect(out(0, [sale(21, 1)], shop(8, 20))).toBe(0);
  // A night shop is measured in its night: 22 to 2, empty from 0.
  expect(out(0, [sale(24, 1)], shop(22, 26))).toBe(8);
  // Round the clock: the night does not count.
  expect(out(0, [sale(23, 1)], shop(0, 24))).toBe(0);
});

test('a day that could not sell is no evidence, but what was sold had been there', () => {
  const closure = { from: at(0), to: at(28), reason: '装修' };
  const { hours } = shop(6, 22);
  const closed = shop(6, 22, { hours: { ...hours, closures: [closure] } });
  expect(out(5, [], closed)).toBe(16);
  expect(out(5, [], shop(6, 22, { status: 'paused', updatedAt: at(-1) }))).toBe(16);
  expect(out(5, [], shop(6, 22, { status: 'paused', updatedAt: at(15) }))).toBe(0);
  const off = shelf(5, [], { listing: { onShelf: false, storePriceFen: null, special: null } });
  expect(closeShelf(DAY, 0, shop(6, 22), off).outHours).toBe(16);
  expect(closeShelf(DAY, 2, shop(6, 22), off).outHours).toBe(0);
  expect(out(5, [], closed, 2)).toBe(0);
});

test('before the books were opened nothing is measured', () => {
  const opening = { type: 'OPENING', qty: 4, at: at(14) };
  expect(out(4, [opening])).toBe(0);
  // Four of the eight hours since.
  expect(out(0, [opening, sale(18, 4)])).toBe(8);
  expect(out(4, [{ ...opening, at: at(30) }])).toBe(16);
});

test('the price on the shelf that day, in percent of the list price', () => {
  const special = { priceFen: 600, from: at(6), until: at(22), reason: '日清', cap: 5 };
  const pct = (listing: Partial<ShelfNow['listing']>, specialSold = 0): number =>
    closeShelf(
      DAY,
      1,
      shop(6, 22),
      shelf(9, [], {
        listing: { onShelf: true, storePriceFen: null, special: null, ...listing },
        specialSold,
      }),
    ).pricePct;
  expect(pct({})).toBe(100);
  expect(pct({ storePriceFen: 1080 })).toBe(108);
  expect(pct({ special })).toBe(60);
  expect(pct({ special }, 5)).toBe(100);
  expect(pct({ special: { ...special, from: at(30), until: at(50) } })).toBe(100);
});

test('hours without goods stay within sixteen, and more goods are never fewer hours', () => {
  const move = fc.record({
    hour: fc.integer({ min: 0, max: 30 }),
    qty: fc.integer({ min: -5, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), fc.nat(20), (rows, onHand) => {
      const moves = rows.map(({ hour, qty }) => ({ type: 'COUNT_GAIN', qty, at: at(hour) }));
      const hours = out(onHand, moves);
      expect(hours).toBeGreaterThanOrEqual(0);
      expect(hours).toBeLessThanOrEqual(16);
      expect(out(onHand + 1, moves)).toBeLessThanOrEqual(hours);
    }),
  );
});

test('a history goes on at its end; one that ended long ago moves up by whole weeks', () => {
  const book = (days: number) => ({ from: addDays(DAY, -days), days });
  expect(nextDay(book(70))).toBe(DAY);
  expect(broughtUp(book(70), DAY)).toBe(addDays(DAY, -70));
  const gone = (days: number) => ({ from: addDays(DAY, -90 - days), days: 90 });
  expect(broughtUp(gone(MISSED_DAYS - 1), DAY)).toBe(gone(MISSED_DAYS - 1).from);
  for (let days = MISSED_DAYS; days < 900; days += 13) {
    const { from } = gone(days);
    const up = broughtUp(gone(days), DAY);
    expect(weekdayOf(up)).toBe(weekdayOf(from));
    const end = addDays(up, 90);
    expect(end <= DAY && end > addDays(DAY, -7)).toBe(true);
  }
});

test('a history is cut about once a month, to four hundred days', () => {
  expect([1, KEEP_DAYS, KEEP_DAYS + 27].map(cutOf)).toEqual([0, 0, 0]);
  expect(cutOf(KEEP_DAYS + 28)).toBe(28);
  expect(cutOf(900)).toBe(500);
});
