import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviceFor, clearingPriceFen, lotsLeft, warnDays, withLot, withoutLot } from './lots';
import { piecesOf } from './receipt';
import { startOf } from './time';

const lot = fc.record({
  day: fc.integer({ min: 1, max: 28 }).map((d) => `2026-12-${String(d).padStart(2, '0')}`),
  qty: fc.integer({ min: 1, max: 20 }),
});
const sum = (lots: readonly { qty: number }[]) => lots.reduce((n, { qty }) => n + qty, 0);

test('the oldest go first; what is left never exceeds what is there', () => {
  const lots = [
    { day: '2026-12-09', qty: 6 },
    { day: '2026-12-05', qty: 4 },
  ];
  expect(lotsLeft(10, lots)).toEqual([lots[1], lots[0]]);
  expect(lotsLeft(7, lots)).toEqual([{ day: '2026-12-05', qty: 1 }, lots[0]]);
  expect(lotsLeft(2, lots)).toEqual([{ day: '2026-12-09', qty: 2 }]);
  fc.assert(
    fc.property(fc.uniqueArray(lot, { selector: (l) => l.day }), fc.nat(60), (some, onHand) => {
      expect(sum(lotsLeft(onHand, some))).toBe(Math.min(onHand, sum(some)));
    }),
  );
});

test('an arrival adds its lot and forgets the sold ones; a write-off names what is there', () => {
  const lots = [
    { day: '2026-12-05', qty: 4 },
    { day: '2026-12-09', qty: 6 },
  ];
  expect(withLot(5, lots, { day: '2026-12-09', qty: 3 })).toEqual([{ day: '2026-12-09', qty: 8 }]);
  expect(withoutLot(7, lots, { day: '2026-12-05', qty: 1 })).toEqual([lots[1]]);
  expect(withoutLot(7, lots, { day: '2026-12-05', qty: 2 })).toBeNull();
  fc.assert(
    fc.property(
      fc.uniqueArray(lot, { selector: (l) => l.day }),
      fc.nat(60),
      lot,
      (some, onHand, came) => {
        const after = withLot(onHand, some, came);
        // Every piece that came is there, and the days of the others did not change.
        expect(sum(lotsLeft(onHand + came.qty, after))).toBe(
          Math.min(onHand, sum(some)) + came.qty,
        );
      },
    ),
  );
});

test('near its day the price falls, never below the floor; past it the goods go', () => {
  const now = startOf('2026-12-01') + 1;
  expect([warnDays(10), warnDays(null), warnDays(400), warnDays(2)]).toEqual([2, 6, 30, 1]);
  expect(adviceFor('2026-11-30', 10, now)).toEqual({ daysLeft: -1, advice: 'writeOff' });
  expect(adviceFor('2026-12-03', 10, now)).toEqual({ daysLeft: 2, advice: 'special' });
  expect(adviceFor('2026-12-04', 10, now)).toEqual({ daysLeft: 3, advice: 'none' });
  const price = { priceFen: 1_000, floorPriceFen: 620 };
  expect([2, 1, 0].map((left) => clearingPriceFen(price, left, 10))).toEqual([900, 700, 620]);
});

test('cases and kilos become pieces; grams over wait for the next weighing', () => {
  expect(piecesOf({ qty: 3, packs: 2 }, { packSize: 12 }, 0)).toEqual({ pieces: 27, looseG: 0 });
  const apples = { packSize: 1, pieceGrams: 500 };
  expect(piecesOf({ qty: 0, grams: 10_200 }, apples, 0)).toEqual({ pieces: 20, looseG: 200 });
  expect(piecesOf({ qty: 0, grams: 10_300 }, apples, 200)).toEqual({ pieces: 21, looseG: 0 });
  expect(piecesOf({ qty: 0, grams: 5 }, { packSize: 1 }, 0)).toBeNull();
});
