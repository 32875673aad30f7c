import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryDay, dueFen, otifOf, waitingOf } from './purchase';
import { fairSplit } from './split';
import type { Want } from './split';
import { orderLine, orderable, priceAt } from './terms';

const want = (storeId: string, qty: number, perDay = 1): Want => ({ storeId, qty, perDay });
const terms = (pack: number, moq: number, ...tiers: [number, number][]) => ({
  pack,
  moq,
  tiers: tiers.map(([from, priceFen]) => ({ from, priceFen })),
});

test('too few pieces: everybody the same share, and not one piece more or less in all', () => {
  expect(fairSplit(5, [want('a', 4), want('b', 4), want('c', 2)])).toEqual([2, 2, 1]);
  expect(fairSplit(0, [want('a', 4)])).toEqual([0]);
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
      fc.nat(2_000),
      (qtys, total) => {
        const wants = qtys.map((qty, i) => want(`s${i}`, qty, i % 3));
        const parts = fairSplit(total, wants);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        const wanted = qtys.reduce((a, b) => a + b, 0);
        const few = total <= wanted;
        // Whole pieces of the same share; or at least what was wanted.
        const fair = parts.every((part, i) => {
          const own = qtys[i] ?? 0;
          return few ? Math.abs(part - (wanted > 0 ? (total * own) / wanted : 0)) < 1 : part >= own;
        });
        expect(fair).toBe(true);
      },
    ),
  );
});

test('what packs make too many goes where it sells', () => {
  expect(fairSplit(12, [want('a', 5, 9), want('b', 5, 1)])).toEqual([7, 5]);
});

test('whole cases, the least order, and the price of the step reached', () => {
  const t = terms(6, 24, [1, 1000], [48, 900]);
  expect(orderable(t, 5)).toBe(24);
  expect(orderable(t, 25)).toBe(30);
  expect([priceAt(t, 24), priceAt(t, 48)]).toEqual([1000, 900]);
});

test('a few more where the next step makes the whole no dearer', () => {
  const t = terms(6, 6, [1, 1000], [48, 800]);
  expect(orderLine(t, [want('a', 40, 5)])).toMatchObject({ qty: 48, priceFen: 800 });
  expect(orderLine(t, [want('a', 30, 5)])).toMatchObject({ qty: 30, priceFen: 1000 });
});

test('a least order that would lie for weeks is not made', () => {
  expect(orderLine(terms(1, 500, [1, 100]), [want('a', 3, 0.5)])).toBeUndefined();
});

test('deliveries come on the supplier’s days', () => {
  // 2026-11-22 is a Sunday.
  expect(deliveryDay('2026-11-22', 2, [2, 4])).toBe('2026-11-24');
  expect(deliveryDay('2026-11-22', 3, [2, 4])).toBe('2026-11-26');
  expect(deliveryDay('2026-11-22', 1, [])).toBe('2026-11-23');
});

test('on time and in full; damaged pieces are neither paid nor counted', () => {
  const part = (qty: number, received: number, damaged = 0) => ({
    storeId: 'a',
    qty,
    shipped: qty,
    received,
    damaged,
    done: true,
  });
  const order = (receivedDay: string | null, ...stores: ReturnType<typeof part>[]) => ({
    promisedDay: '2026-11-24',
    receivedDay,
    lines: [{ qty: stores.reduce((n, s) => n + s.qty, 0), priceFen: 100, stores }],
  });
  const orders = [
    order('2026-11-24', part(6, 6), part(6, 6)),
    order('2026-11-25', part(6, 6)),
    order('2026-11-23', part(6, 5, 1)),
    order(null, part(6, 0)),
  ];
  expect(otifOf(orders)).toEqual({ orders: 3, onTime: 2, inFull: 2, both: 1 });
  expect(dueFen(orders[2]?.lines ?? [])).toBe(500);
  expect(waitingOf(part(6, 6))).toBe(0);
  expect(waitingOf({ ...part(6, 0), done: false, shipped: 4 })).toBe(4);
});
