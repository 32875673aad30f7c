import { describe, expect, expectTypeOf, test } from 'vitest';
import type { OrderStatus as DocStatus } from '../model/docs';
import { LIVE, ORDER_MOVES, QUEUES, TABS, demandOf, isLive, nextStatus, statusText } from './order';
import type { Mode, OrderMove, OrderStatus } from './order';

const moves = Object.keys(ORDER_MOVES) as OrderMove[];
const MODES: Mode[] = ['pickup', 'delivery'];

/** Every state an order of this mode can get to. */
function reachable(mode: Mode): Set<OrderStatus> {
  const seen = new Set<OrderStatus>(['pendingPay']);
  for (const status of seen)
    for (const move of moves) {
      const next = nextStatus({ status, mode }, move);
      if (next) seen.add(next);
    }
  return seen;
}

describe('the table of an order’s life', () => {
  test('reaches every state, by pick-up and delivery together', () => {
    expect([...new Set(MODES.flatMap((mode) => [...reachable(mode)]))].sort()).toEqual(
      [...LIVE, 'completed', 'cancelled'].sort(),
    );
    expect(reachable('pickup').has('delivering')).toBe(false);
  });

  test('leads from every living state to an end, and from no end anywhere', () => {
    for (const mode of MODES)
      for (const status of reachable(mode)) {
        const ways = moves.filter((move) => nextStatus({ status, mode }, move));
        expect([status, ways.length > 0]).toEqual([status, isLive(status)]);
      }
  });

  test('uses every declared move', () => {
    for (const move of moves)
      expect(
        MODES.some((mode) =>
          [...reachable(mode)].some((s) => nextStatus({ status: s, mode }, move)),
        ),
      ).toBe(true);
  });

  test('lets no shopper cancel once the shop has accepted', () => {
    expect(nextStatus({ status: 'paid', mode: 'pickup' }, 'cancel')).toBe('cancelled');
    expect(nextStatus({ status: 'accepted', mode: 'pickup' }, 'cancel')).toBeNull();
  });

  test('hands a delivery order to nobody at the counter', () => {
    expect(nextStatus({ status: 'ready', mode: 'delivery' }, 'handOver')).toBeNull();
    expect(nextStatus({ status: 'ready', mode: 'pickup' }, 'dispatch')).toBeNull();
  });
});

test('queues and tabs show every state once', () => {
  const all = [...LIVE, 'completed', 'cancelled'].sort();
  expect(Object.values(TABS).flat().sort()).toEqual(all);
  expect([...Object.values(QUEUES).flat(), 'pendingPay'].sort()).toEqual(all);
});

test('a state reads by what the shop has to do', () => {
  expect(statusText({ status: 'ready', mode: 'pickup' })).toBe('待取货');
  expect(statusText({ status: 'ready', mode: 'delivery' })).toBe('待配送');
});

test('documents and rules mean the same states', () => {
  expectTypeOf<DocStatus>().toEqualTypeOf<OrderStatus>();
});

test('a SKU in two lines is one demand', () => {
  const lines = [
    { skuId: 'a', qty: 2 },
    { skuId: 'b', qty: 1 },
    { skuId: 'a', qty: 3 },
  ];
  expect([...demandOf(lines)]).toEqual([
    ['a', 5],
    ['b', 1],
  ]);
});
