import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { main as checkStockAlerts } from '../stock/checkStockAlerts';
import { main as requestStock } from '../supply/requestStock';
import { main as approvePurchase } from './approvePurchase';
import { main as cancelPurchase } from './cancelPurchase';
import { main as confirmPurchase } from './confirmPurchase';
import { main as getPurchase } from './getPurchase';
import { main as getSupplier } from './getSupplier';
import { main as listArrivals } from './listArrivals';
import { main as listPurchases } from './listPurchases';
import { main as listSupplierPurchases } from './listSupplierPurchases';
import { main as listSuppliers } from './listSuppliers';
import { main as matchInvoice } from './matchInvoice';
import { main as planPurchase } from './planPurchase';
import { main as saveSupplier } from './saveSupplier';
import { purchasingWorld } from './testing';
import type { PurchasingWorld } from './testing';

// Made by the world's own steps: './runPlanPurchase' './sendPurchase' './shipPurchase' './receivePurchase'.

const parts = (w: PurchasingWorld) =>
  Object.fromEntries(w.po().lines[0]?.stores.map((s) => [s.storeId, s]) ?? []);

test('what all shops need becomes one draft a supplier, in whole cases, with every shop’s part', async () => {
  const w = purchasingWorld();
  // Each shop: safety 9 + week 21 − 2 there = 28; 84 in all is 14 cases of 6.
  expect(await w.way.plan()).toEqual({ purchases: 1, pieces: 84, totalFen: 67_200, left: 0 });
  expect(w.po()).toMatchObject({ status: 'draft', promisedDay: '2026-11-24', totalFen: 67_200 });
  expect(parts(w)).toMatchObject({ s1: { qty: 28 }, s2: { qty: 28 }, s3: { qty: 28 } });
  // A second run of the day writes the same draft; the next day's takes its place.
  await w.ok(planPurchase, {}, w.as.timer());
  expect(w.db.rows('purchases')).toHaveLength(1);
  w.clock.advance(DAY_MS);
  await w.way.plan();
  expect(w.db.rows('purchases')).toHaveLength(1);
});

test('a shop that asked gets what it asked for, and its request says who brings it', async () => {
  const w = purchasingWorld();
  const ask = {
    requestId: w.requestId(),
    storeId: 's1',
    lines: [{ skuId: 'tea', qty: 40 }],
    note: '',
  };
  const { replenishId } = await w.ok(requestStock, ask, w.manager('s1'));
  await w.way.plan();
  expect(parts(w)['s1']?.qty).toBe(40);
  expect(await w.way.approve()).toMatchObject({ ok: true, data: { status: 'approved' } });
  expect(w.db.row('replenishes', replenishId)).toMatchObject({
    status: 'approved',
    lines: [{ approved: 40, purchaseId: w.po()._id }],
  });
  // Ordered once: tomorrow nobody needs any more of it, and no shop is warned.
  expect(await w.way.plan()).toMatchObject({ purchases: 0 });
  await w.ok(checkStockAlerts, {}, w.as.timer());
  expect(w.db.rows('alerts')).toEqual([]);
  // Cancelled, the request waits again.
  const cancel = { requestId: w.requestId(), purchaseId: w.po()._id, reason: '改期' };
  await w.ok(cancelPurchase, cancel, w.hq);
  expect(w.db.row('replenishes', replenishId)).toMatchObject({
    status: 'submitted',
    lines: [{ approved: null }],
  });
});

test('fewer pieces from the supplier are dealt out in the shops’ shares, down to the receipt', async () => {
  const w = purchasingWorld();
  await w.way.plan();
  await w.way.approve();
  expect(await w.way.send()).toMatchObject({ data: { status: 'sent' } });
  expect(await w.way.confirm([{ skuId: 'tea', qty: 61 }])).toMatchObject({
    data: { status: 'confirmed' },
  });
  expect(parts(w)).toMatchObject({ s1: { shipped: 21 }, s2: { shipped: 20 }, s3: { shipped: 20 } });
  expect(await w.way.ship([{ skuId: 'tea', qty: 62 }])).toMatchObject({ code: 'TOO_MANY' });
  await w.way.ship();
  const coming = await w.ok(listArrivals, { storeId: 's1' }, w.picker('s1'));
  expect(coming.items).toMatchObject([
    { kind: 'purchase', open: true, pieces: 21, from: '春山茶业' },
  ]);
  expect(await w.way.receive('s1', 19, 1)).toMatchObject({
    data: { received: 19, damaged: 1, short: 1, over: 0 },
  });
  expect(w.stock('s1:tea').available).toBe(21);
  // Twice is once.
  expect(await w.way.receive('s1', 19)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await w.way.receive('s2', 22)).toMatchObject({ data: { over: 2 } });
  expect(w.po().status).toBe('shipped');
  await w.way.receive('s3', 20);
  expect(w.po()).toMatchObject({ status: 'received', receivedDay: '2026-11-22' });
  expect(checkWorld(w.db)).toEqual([]);
});

test('three papers agree or somebody says why not', async () => {
  const w = purchasingWorld();
  await w.way.plan();
  await w.way.approve();
  await w.way.send();
  await w.way.confirm();
  await w.way.ship();
  for (const id of ['s1', 's2', 's3']) await w.way.receive(id, 27, 1);
  const match = (amountFen: number, reason = '') =>
    w.call(
      matchInvoice,
      { requestId: w.requestId(), purchaseId: w.po()._id, invoiceNo: 'F1', amountFen, reason },
      w.hq,
    );
  // 81 good pieces at 8.00; the three broken ones are on the invoice.
  expect(await match(67_200)).toMatchObject({ code: 'DIFFERS', detail: { dueFen: 64_800 } });
  expect(await match(67_200, '破损由我方承担')).toMatchObject({ data: { diffFen: 2_400 } });
  expect(w.po()).toMatchObject({ status: 'matched', invoice: { diffFen: 2_400 } });
  const { items } = await w.ok(listSuppliers, {}, w.hq);
  expect(items).toMatchObject([{ otif: { orders: 1, onTime: 1, inFull: 0, both: 0 } }]);
});

test('least order, budget, cases: what stands in the way is said, the owner may pass the budget', async () => {
  const w = purchasingWorld();
  await w.way.plan();
  expect(await w.way.approve([{ skuId: 'tea', qty: 80 }])).toMatchObject({ code: 'BAD_QTY' });
  expect(await w.way.approve([{ skuId: 'tea', qty: 12 }])).toMatchObject({ code: 'BELOW_MIN' });
  expect(await w.way.approve([{ skuId: 'tea', qty: 0 }])).toMatchObject({ code: 'EMPTY' });
  expect(await w.way.approve([{ skuId: 'tea', qty: 300 }])).toMatchObject({ code: 'OVER_BUDGET' });
  const input = {
    requestId: w.requestId(),
    purchaseId: w.po()._id,
    lines: [{ skuId: 'tea', qty: 300 }],
  };
  // From 120 on a piece costs 7.00.
  expect(await w.ok(approvePurchase, input, w.as.hq(['hqOwner']))).toMatchObject({
    totalFen: 210_000,
  });
  expect(parts(w)).toMatchObject({ s1: { qty: 100 }, s2: { qty: 100 }, s3: { qty: 100 } });
});

test('a supplier sees its own orders only, and only once they are sent', async () => {
  const w = purchasingWorld();
  await w.way.plan();
  await w.way.approve();
  const mine = () => w.ok(listSupplierPurchases, {}, w.vendor('sup1'));
  expect((await mine()).items).toEqual([]);
  await w.way.send();
  expect((await mine()).items).toMatchObject([{ status: 'sent', supplierName: '春山茶业' }]);
  const other = w.vendor('sup2');
  expect(await w.ok(listSupplierPurchases, {}, other)).toMatchObject({ items: [], suppliers: [] });
  const confirm = {
    requestId: w.requestId(),
    purchaseId: w.po()._id,
    promisedDay: w.today,
    lines: [],
  };
  expect(await w.call(confirmPurchase, confirm, other)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await w.call(listPurchases, {}, other)).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('headquarters sees orders and terms; a region’s manager sees none of the chain’s orders', async () => {
  const w = purchasingWorld();
  await w.way.plan();
  expect(await w.ok(listPurchases, {}, w.hq)).toMatchObject({
    total: 1,
    items: [{ shops: 3, pieces: 84 }],
  });
  const { purchase } = await w.ok(getPurchase, { purchaseId: w.po()._id }, w.hq);
  expect(purchase).toMatchObject({ holds: [], dueFen: 0 });
  const region = w.as.hq(['regionManager'], { regionId: 'r1' });
  expect(await w.ok(listPurchases, {}, region)).toMatchObject({ total: 0 });
  expect(await w.ok(getSupplier, { supplierId: 'sup1' }, w.hq)).toMatchObject({
    terms: [{ skuId: 'tea', moq: 12 }],
  });
  const save = (version: number, from: number) =>
    w.call(
      saveSupplier,
      {
        requestId: w.requestId(),
        supplierId: 'sup1',
        version,
        name: '春山茶业',
        leadDays: 3,
        weekdays: [2, 5],
        minOrderFen: 0,
        weekBudgetFen: null,
        status: 'active',
        terms: [{ skuId: 'tea', pack: 1, moq: 1, tiers: [{ from, priceFen: 900 }] }],
      },
      w.hq,
    );
  expect(await save(1, 2)).toMatchObject({ code: 'BAD_TIERS' });
  expect(await save(1, 1)).toMatchObject({ data: { version: 2 } });
  expect(await save(1, 1)).toMatchObject({ code: 'STALE' });
});

/** An order on its way to one shop, without the road to it. */
function shipped() {
  const w = purchasingWorld();
  const part = { storeId: 's1', qty: 6, shipped: 6, received: 0, damaged: 0, done: false };
  w.db.put('purchases', {
    _id: 'po1',
    no: 'CG1',
    supplierId: 'sup1',
    status: 'shipped',
    lines: [{ skuId: 'tea', qty: 6, priceFen: 800, confirmed: 6, stores: [part] }],
    totalFen: 4_800,
    requestIds: [],
    promisedDay: w.today,
    receivedDay: null,
    invoice: null,
    steps: [],
    createdAt: w.clock.now,
    updatedAt: w.clock.now,
  });
  return w;
}

test('a receipt cut anywhere, tapped again, brings every piece once', async () => {
  const way = (w: PurchasingWorld) => w.way.receive('s1', 5, 1);
  const struck = await faultSweep(shipped, way, async (w) => {
    await way(w);
    expect(checkWorld(w.db)).toEqual([]);
    expect(w.po()).toMatchObject({ status: 'received' });
    expect(w.stock('s1:tea').available).toBe(7);
  });
  expect(struck).toBeGreaterThan(10);
});
