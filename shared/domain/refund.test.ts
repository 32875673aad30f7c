import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum, units } from './money';
import { nextTryMs, shortages } from './refund';

const line = (lineId: string, payFen: number, qty: number) => ({
  lineId,
  skuId: `sku-${lineId}`,
  qty,
  unitsFen: units(payFen, qty),
});

test('one of three discounted units: its own share goes back', () => {
  const { missing, refundFen } = shortages([line('l1', 4_693, 3)], new Map([['l1', 2]]));
  expect(missing).toEqual([{ lineId: 'l1', skuId: 'sku-l1', pieces: 1, fen: 1_565 }]);
  expect(refundFen).toBe(1_565);
});

test('a line not named was found in full', () => {
  expect(shortages([line('l1', 999, 3)], new Map())).toEqual({ missing: [], refundFen: 0 });
});

test('what stays and what goes back is always what was paid', () => {
  const cases = fc.array(
    fc.record({ pay: fc.nat(99_999), qty: fc.integer({ min: 1, max: 30 }), found: fc.nat(30) }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(cases, (rows) => {
      const lines = rows.map(({ pay, qty }, at) => line(`l${at}`, pay, qty));
      const picked = new Map(rows.map(({ qty, found }, at) => [`l${at}`, Math.min(qty, found)]));
      const { refundFen } = shortages(lines, picked);
      const kept = sum(lines.map((l) => sum(l.unitsFen.slice(0, picked.get(l.lineId)))));
      expect(kept + refundFen).toBe(sum(rows.map(({ pay }) => pay)));
    }),
  );
});

test('tries spread from a minute to six hours and stop growing', () => {
  const hour = 3_600_000;
  expect([0, 1, 2, 5, 50].map(nextTryMs)).toEqual([60_000, 240_000, 960_000, 6 * hour, 6 * hour]);
});
