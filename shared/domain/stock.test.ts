import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comingOf } from './coming';
import { helpText } from './alerts';
import { MAX_REQUEST_QTY, replenishQty } from './replenish';
import { entryOf, onHandOf, promisedOf, stateOf } from './stock';

const shelf = fc.record({
  available: fc.nat(50),
  reserved: fc.nat(20),
  holds: fc.array(fc.record({ qty: fc.integer({ min: 1, max: 5 }) }), { maxLength: 3 }),
});

test('whatever is booked, promised pieces stay and what is counted is what is there', () => {
  fc.assert(
    fc.property(
      shelf,
      fc.constantFrom('receive' as const, 'issue' as const, 'damage' as const, 'count' as const),
      fc.nat(80),
      (stock, kind, qty) => {
        const entry = entryOf(kind, stock, qty);
        const left = { receive: Infinity, issue: -qty, damage: -qty, count: qty - onHandOf(stock) }[
          kind
        ];
        // Refused exactly where the promised pieces would be touched.
        expect(entry.ok).toBe(stock.available + left >= 0);
        if (!entry.ok) return true;
        const after = { ...stock, available: stock.available + entry.delta };
        return (
          after.available >= 0 &&
          promisedOf(after) === promisedOf(stock) &&
          onHandOf(after) === entry.after &&
          entry.before + entry.delta === entry.after &&
          (kind !== 'count' || entry.after === qty) &&
          (entry.type === null) === (entry.delta === 0)
        );
      },
    ),
  );
});

test('a shelf is out, low or plenty', () => {
  expect([stateOf(0, 0), stateOf(4, 5), stateOf(5, 5), stateOf(1, 0)]).toEqual([
    'out',
    'low',
    'plenty',
    'plenty',
  ]);
});

test('goods under way count once: as request, then as transfer to ship, then in transit', () => {
  const transfers = [
    { toStoreId: 's1', status: 'approved' as const, lines: [{ skuId: 'a', approved: 3 }] },
    { toStoreId: 's1', status: 'shipped' as const, lines: [{ skuId: 'a', approved: 5 }] },
    { toStoreId: 's2', status: 'approved' as const, lines: [{ skuId: 'a', approved: 9 }] },
  ];
  const requests = (['draft', 'submitted', 'approved', 'rejected'] as const).map((status) => ({
    storeId: 's1',
    status,
    lines: [{ skuId: 'a', qty: 2 }],
  }));
  const waiting = [
    { storeId: 's1', waiting: 7 },
    { storeId: 's2', waiting: 4 },
  ];
  const purchases = [{ lines: [{ skuId: 'a', stores: waiting }] }];
  const coming = comingOf(transfers, requests, purchases);
  expect(coming('s1', 'a', 5)).toEqual({ inTransit: 5, toShip: 3, requested: 2, ordered: 7 });
  const help = '在途 5 件，待发货 3 件，采购在途 7 件，要货中 2 件';
  expect(helpText(coming('s1', 'a', 5))).toBe(help);
  expect(helpText(coming('s1', 'b', 0))).toBe('暂无补货');
});

test('a request covers the need with the fewest whole packs', () => {
  const pos = fc.nat(200);
  fc.assert(
    fc.property(
      pos,
      pos,
      fc.nat(300),
      fc.integer({ min: 1, max: 24 }),
      (safety, need7, projected, packSize) => {
        const qty = replenishQty({ safety, need7, projected, packSize });
        expect(qty % packSize).toBe(0);
        const wanted = safety + need7;
        return projected >= wanted
          ? qty === 0
          : projected + qty >= wanted && projected + qty - packSize < wanted;
      },
    ),
  );
  const huge = replenishQty({ safety: 99_999, need7: 0, projected: 0, packSize: 12 });
  expect(huge).toBeLessThanOrEqual(MAX_REQUEST_QTY);
  expect(huge % 12).toBe(0);
});
