import { expect, test } from 'vitest';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { aSku } from '../orders/testing';
import { main as recordStock } from './recordStock';
import { shop } from './testing';

/** Two pieces promised to an order that is being placed. */
const promise = ({ db }: ReturnType<typeof shop>) => {
  const stock = db.row('stock', 's1:tea');
  const hold = { id: 'h1', orderId: 'o1', qty: 2, special: 0, at: 0 };
  if (stock) db.put('stock', { ...stock, available: 8, holds: [hold] });
};

test('receive, issue, damage and count move pieces and leave one journal row each', async () => {
  const s = shop();
  const { ok, clerk, storeId, reason, line, requestId } = s;
  await ok(
    recordStock,
    { requestId: requestId(), storeId, kind: 'receive', lines: line(6), reason },
    clerk,
  );
  await ok(
    recordStock,
    { requestId: requestId(), storeId, kind: 'issue', lines: line(1), reason },
    clerk,
  );
  await ok(
    recordStock,
    { requestId: requestId(), storeId, kind: 'damage', lines: line(2), reason: '压坏' },
    clerk,
  );
  const found = await ok(
    recordStock,
    { requestId: requestId(), storeId, kind: 'count', lines: line(12), reason },
    clerk,
  );
  expect(found.lines).toEqual([{ skuId: 'tea', title: '商品 tea', before: 13, after: 12 }]);
  expect(found.docNo).toMatch(/^PD261122\w{6}$/);
  expect(s.db.row('stock', 's1:tea')).toMatchObject({ available: 12, reserved: 0 });
  expect(
    s.db
      .rows('stockMoves')
      .filter((m) => m.storeId === 's1')
      .map((m) => [m.type, m.qty, m.after]),
  ).toEqual([
    ['OPENING', 10, 10],
    ['RECEIVE', 6, 16],
    ['ISSUE', -1, 15],
    ['DAMAGE', -2, 13],
    ['COUNT_LOSS', -1, 12],
  ]);
  expect(s.db.rows('auditLogs')).toHaveLength(4);
  expect(checkWorld(s.db)).toEqual([]);
});

test('promised pieces are out of reach of issue, damage and a short count', async () => {
  const s = shop();
  promise(s);
  const before = s.db.dump();
  for (const [kind, qty] of [
    ['issue', 9],
    ['damage', 9],
    ['count', 1],
  ] as const) {
    const reply = await s.call(
      recordStock,
      { requestId: s.requestId(), storeId: 's1', kind, lines: s.line(qty), reason: '' },
      s.clerk,
    );
    expect(reply).toMatchObject({
      ok: false,
      code: 'NOT_ENOUGH',
      detail: { promised: 2, onHand: 10 },
    });
  }
  expect(s.db.dump()).toBe(before);
  // Down to exactly what is promised is fine.
  await s.ok(
    recordStock,
    { requestId: s.requestId(), storeId: 's1', kind: 'count', lines: s.line(2), reason: '' },
    s.clerk,
  );
  expect(s.db.row('stock', 's1:tea')).toMatchObject({ available: 0 });
});

test('counting while a shopper buys: whoever is second sees the other', async () => {
  const s = shop();
  const counting = s.call(
    recordStock,
    { requestId: s.requestId(), storeId: 's1', kind: 'count', lines: s.line(9), reason: '' },
    s.clerk,
  );
  const buying = s.db
    .open({ trip() {}, left: () => 9_000, pause: async () => {}, random: () => 0.5 })
    .update('stock', 's1:tea', {
      inc: { available: -2 },
      push: { holds: { id: 'h1', orderId: 'o1', qty: 2, special: 0, at: 0 } },
    });
  await Promise.all([counting, buying]);
  const stock = s.db.row('stock', 's1:tea');
  expect(stock).toMatchObject({ available: 7, holds: [{ qty: 2 }] });
  expect(checkWorld(s.db)).toEqual([]);
});

test('all lines or none; each product once; what the shop does not list is refused', async () => {
  const s = shop();
  s.db.put('skus', aSku('cake', 900), aSku('pear', 500));
  const listing = {
    storeId: 's1',
    onShelf: true,
    sort: 0,
    storePriceFen: null,
    special: null,
    updatedAt: 0,
  };
  s.db.put('listings', { ...listing, _id: 's1:pear', skuId: 'pear' });
  const base = { storeId: 's1', kind: 'receive', reason: '' } as const;
  const before = s.db.dump();
  const refusals = [
    ['NOT_SOLD_HERE', [...s.line(3), ...s.line(1, 'cake')]],
    ['TWICE', [...s.line(3), ...s.line(1)]],
  ] as const;
  for (const [code, lines] of refusals) {
    const reply = await s.call(
      recordStock,
      { ...base, requestId: s.requestId(), lines: [...lines] },
      s.clerk,
    );
    expect(reply).toMatchObject({ ok: false, code });
  }
  expect(s.db.dump()).toBe(before);
  // Listed, but never had a stock document.
  await s.ok(recordStock, { ...base, requestId: s.requestId(), lines: s.line(5, 'pear') }, s.clerk);
  expect(s.db.row('stock', 's1:pear')).toMatchObject({ available: 5, reserved: 0, holds: [] });
  expect(checkWorld(s.db)).toEqual([]);
});

test('a repeated tap books once; another body under the same number is refused', async () => {
  const s = shop();
  const input = {
    requestId: s.requestId(),
    storeId: 's1',
    kind: 'receive' as const,
    lines: s.line(5),
    reason: '',
  };
  const first = await s.ok(recordStock, input, s.clerk);
  expect(await s.ok(recordStock, input, s.clerk)).toEqual(first);
  expect(s.db.row('stock', 's1:tea')).toMatchObject({ available: 15 });
  const other = await s.call(recordStock, { ...input, lines: s.line(50) }, s.clerk);
  expect(other).toMatchObject({ ok: false, code: 'REQUEST_REUSED' });
});

test('whoever is no picker or manager of this shop changes nothing', async () => {
  const s = shop();
  const input = {
    requestId: s.requestId(),
    storeId: 's2',
    kind: 'issue' as const,
    lines: s.line(1),
    reason: '',
  };
  const before = s.db.dump();
  expect(await s.call(recordStock, input, s.clerk)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  expect(await s.call(recordStock, input, s.as.shopper('u1'))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  expect(s.db.dump()).toBe(before);
  const cashier = s.as.staff({ roles: ['cashier'], storeId: 's2' });
  expect(await s.call(recordStock, input, cashier)).toMatchObject({
    ok: false,
    code: 'NOT_ALLOWED',
  });
});

test('cut at any point: everything or nothing, and the repeated tap ends it well', async () => {
  const receive = {
    requestId: 'r'.repeat(20),
    storeId: 's1',
    kind: 'receive' as const,
    reason: '',
  };
  const struck = await faultSweep(
    shop,
    (s) => s.call(recordStock, { ...receive, lines: s.line(5) }, s.clerk),
    async (s) => {
      expect(checkWorld(s.db)).toEqual([]);
      await s.ok(recordStock, { ...receive, lines: s.line(5) }, s.clerk);
      expect(s.db.row('stock', 's1:tea')).toMatchObject({ available: 15 });
      expect(checkWorld(s.db)).toEqual([]);
    },
  );
  expect(struck).toBeGreaterThan(30);
});
