import { expect, test } from 'vitest';
import { addDays, DAY_MS, dayOf } from '#shared/domain/time';
import type { StockDoc, TransferDoc } from '#shared/model/docs';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { testWorld } from '../kit/testing';
import { aSku, aStore, shelve } from '../orders/testing';
import { main as checkStockAlerts } from './checkStockAlerts';
import { main as listAlerts } from './listAlerts';
import { main as listStoreAlerts } from './listStoreAlerts';
import { main as setSafety } from './setSafety';
import { main as snoozeAlert } from './snoozeAlert';

/** Two shops: `s1` has 2 teas of 5 wanted and plenty of cake, `s2` has plenty of tea. */
function chain() {
  const world = testWorld();
  world.db.put('stores', aStore('s1'), aStore('s2'));
  shelve(world, 's1', aSku('tea', 1200), 2, { stock: { safety: 5 } });
  shelve(world, 's1', aSku('cake', 900), 9, { stock: { safety: 5 } });
  shelve(world, 's2', aSku('tea', 1200), 20, { stock: { safety: 5 } });
  const run = () => world.ok(checkStockAlerts, {}, world.as.timer());
  /** Changes the shelf as a stock document would, journal aside. */
  const shelf = (change: Partial<StockDoc>) => {
    const stock = world.db.row('stock', 's1:tea');
    if (stock) world.db.put('stock', { ...stock, ...change });
  };
  const alert = () => world.db.row('alerts', 's1:tea');
  const later = () => world.clock.advance(600_000);
  return { ...world, run, shelf, alert, later };
}
const transfer = (status: TransferDoc['status'], approved: number): TransferDoc => ({
  _id: 't1',
  no: 'DB1',
  fromStoreId: 's2',
  toStoreId: 's1',
  status,
  lines: [{ skuId: 'tea', approved, shipped: 0, received: 0, damaged: 0, lost: 0 }],
  reason: '',
  distanceM: 900,
  runId: null,
  steps: [],
  createdAt: 0,
  shippedAt: null,
  receivedAt: null,
});

test('opens one alert, keeps it through many runs, closes it when the shelf is full again', async () => {
  const c = chain();
  expect(await c.run()).toEqual({ checked: 3, opened: 1, closed: 0, open: 1, more: false });
  const opened = c.alert();
  expect(opened).toMatchObject({ status: 'open', level: 'low', projected: 2, help: '暂无补货' });
  c.later();
  expect(await c.run()).toMatchObject({ opened: 0, open: 1 });
  expect(c.alert()).toEqual(opened);
  c.shelf({ available: 0 });
  c.later();
  expect(await c.run()).toMatchObject({ opened: 0, open: 1 });
  expect(c.alert()).toMatchObject({ level: 'out', firstAt: opened?.firstAt, projected: 0 });
  c.shelf({ available: 6 });
  c.later();
  expect(await c.run()).toMatchObject({ closed: 1, open: 0 });
  c.later();
  expect(await c.run()).toMatchObject({ closed: 0, open: 0 });
});

/** A forecast of `perDay` pieces for the tea of `s1`, its week within ± 7. */
const forecast = (
  c: ReturnType<typeof chain>,
  perDay: number,
  day = addDays(dayOf(c.clock.now), -1),
) => {
  const days = (n: number) => Array.from({ length: 7 }, () => n);
  const daily = { daily: days(perDay), lo: days(0), hi: days(2 * perDay) };
  const week = [7 * perDay, 7 * perDay - 7, 7 * perDay + 7] as const;
  const row = { skuId: 'tea', ...daily, week, method: 'trees' as const };
  c.db.put('forecasts', {
    _id: 's1:0',
    storeId: 's1',
    page: 0,
    day,
    rows: [row],
    trainedUntil: day,
    at: 0,
  });
};

test('the forecast decides: what sells until help comes is gone, and the error says how much to keep', async () => {
  const c = chain();
  c.shelf({ available: 20, safety: 0 });
  forecast(c, 3);
  // 20 − 2 × 3 = 14 are there when help comes; 1.645 × 7/1.28 × √(2/7) = 5 are to stay.
  await c.run();
  expect(c.alert()).toBeUndefined();
  forecast(c, 8);
  c.later();
  await c.run();
  expect(c.alert()).toMatchObject({ status: 'open', projected: 4, safety: 5, perDay: 8 });
  // A forecast of long ago is not gone by; nothing else is known of the tea.
  forecast(c, 8, '2026-11-01');
  c.later();
  expect(await c.run()).toMatchObject({ closed: 1 });
});

test('no alert while enough help is on its way, wherever it stands, and no piece helps twice', async () => {
  const c = chain();
  await c.run();
  c.db.put('transfers', transfer('approved', 3));
  c.later();
  expect(await c.run()).toMatchObject({ closed: 1, open: 0 });
  // Shipped: the stock document carries it now, the transfer no longer counts.
  c.db.put('transfers', transfer('shipped', 3));
  c.shelf({ inTransitIn: 2 });
  c.later();
  expect(await c.run()).toMatchObject({ opened: 1, open: 1 });
  expect(c.alert()).toMatchObject({ projected: 4, help: '在途 2 件' });
  c.db.put('replenishes', {
    _id: 'rp1',
    no: 'YH1',
    storeId: 's1',
    source: 'manual',
    status: 'submitted',
    lines: [{ skuId: 'tea', qty: 1, approved: null, why: '' }],
    note: '',
    transferId: null,
    createdAt: 0,
    updatedAt: 0,
  });
  c.later();
  expect(await c.run()).toMatchObject({ closed: 1 });
});

test('without a set safety stock, three days of cover at the pace while there was stock', async () => {
  const c = chain();
  const days = 28;
  const from = addDays(dayOf(c.clock.now), -days);
  const sold = Array.from({ length: days }, (_, i) => (i % 2 === 0 ? 4 : 0));
  const outHours = sold.map((n) => (n === 0 ? 16 : 0));
  const pricePct = sold.map(() => 100);
  c.db.put('demand', {
    _id: 's1:cake',
    storeId: 's1',
    skuId: 'cake',
    from,
    sold,
    outHours,
    pricePct,
  });
  const cake = c.db.row('stock', 's1:cake');
  if (cake) c.db.put('stock', { ...cake, safety: 0 });
  await c.run();
  // Four a day on every day it was there: 12 wanted, 9 there. Every other day read as zero would say 6.
  expect(c.db.row('alerts', 's1:cake')).toMatchObject({ safety: 12, projected: 9, perDay: 4 });
});

test('goods off the shelf and shelves without any demand raise nothing', async () => {
  const c = chain();
  const listing = c.db.row('listings', 's1:tea');
  if (listing) c.db.put('listings', { ...listing, onShelf: false });
  const cake = c.db.row('stock', 's1:cake');
  if (cake) c.db.put('stock', { ...cake, safety: 0, available: 0 });
  expect(await c.run()).toMatchObject({ opened: 0, open: 0 });
});

test('a snoozed alert stays quiet, wakes in time, and wakes early when the shelf is empty', async () => {
  const c = chain();
  await c.run();
  const manager = c.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const snooze = () =>
    c.ok(snoozeAlert, { requestId: c.requestId(), alertId: 's1:tea', days: 1 }, manager);
  await snooze();
  c.shelf({ available: 1 });
  c.later();
  expect(await c.run()).toMatchObject({ opened: 0, open: 0 });
  expect(c.alert()).toMatchObject({ status: 'snoozed', projected: 1 });
  c.shelf({ available: 0 });
  c.later();
  expect(await c.run()).toMatchObject({ opened: 1, open: 1 });
  await snooze();
  c.clock.advance(DAY_MS + 1);
  expect(await c.run()).toMatchObject({ opened: 1 });
  const other = c.as.staff({ roles: ['storeManager'], storeId: 's2' });
  const input = { requestId: c.requestId(), alertId: 's1:tea', days: 1 };
  expect(await c.call(snoozeAlert, input, other)).toMatchObject({ code: 'NOT_FOUND' });
});

test('two timers at once and a timer that dies midway open each alert once', async () => {
  const c = chain();
  const runs = await Promise.all([c.run(), c.run(), c.run()]);
  expect(runs.reduce((n, { opened }) => n + opened, 0)).toBe(1);
  expect(c.db.rows('alerts')).toHaveLength(1);

  const struck = await faultSweep(
    chain,
    (w) => w.call(checkStockAlerts, {}, w.as.timer()),
    async (w) => {
      // The dead run's lease runs out by itself.
      w.clock.advance(600_000);
      await w.run();
      expect(w.db.rows('alerts')).toMatchObject([{ _id: 's1:tea', status: 'open' }]);
      expect(checkWorld(w.db)).toEqual([]);
    },
  );
  expect(struck).toBeGreaterThan(20);
});

test('a clock set back does not stop the check: a lease from the future is none', async () => {
  const c = chain();
  c.clock.advance(DAY_MS);
  expect(await c.run()).toMatchObject({ opened: 1, more: false });
  c.shelf({ available: 9 });
  c.clock.advance(-DAY_MS);
  expect(await c.run()).toMatchObject({ checked: 3, closed: 1, more: false });
  // One that another run holds now keeps this one away.
  c.db.put('jobs', {
    _id: 'checkStockAlerts',
    cursor: '',
    leaseUntil: c.clock.now + 60_000,
    lastRunAt: c.clock.now,
    lastResult: '',
  });
  expect(await c.run()).toMatchObject({ checked: 0, more: true });
});

test('large chains: pages of 500 shelves, the rest in the next run, few round trips', async () => {
  const c = chain();
  for (let i = 0; i < 1200; i += 1) {
    shelve(c, 's2', aSku(`n${String(i).padStart(4, '0')}`, 500), 1, {
      stock: { safety: i % 100 === 0 ? 5 : 0 },
    });
  }
  c.logs.length = 0;
  expect(await c.run()).toMatchObject({ checked: 1203, opened: 13, more: false });
  // 3 pages: stock, listings, demand, alerts, cursor each; 13 writes; lease, transfers, requests, count.
  expect(c.logs[0]).toMatchObject({ outcome: 'ok' });
  expect(Number(c.logs[0]?.['trips'])).toBeLessThanOrEqual(35);
});

test('shop and headquarters read the alerts of their own shops; safety stock is set with a trace', async () => {
  const c = chain();
  await c.run();
  const manager = c.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const own = await c.ok(listStoreAlerts, { storeId: 's1' }, manager);
  expect(own.items).toMatchObject([{ title: '商品 tea', storeName: '连店 s1', daysLeft: null }]);
  expect(await c.call(listStoreAlerts, { storeId: 's2' }, manager)).toMatchObject({
    code: 'NOT_FOUND',
  });
  const hq = c.as.hq(['hqSupply']);
  expect(await c.ok(listAlerts, { level: 'low' }, hq)).toMatchObject({ total: 1 });
  expect(await c.ok(listAlerts, { level: 'out' }, hq)).toMatchObject({ total: 0 });
  await c.ok(
    setSafety,
    { requestId: c.requestId(), storeId: 's1', skuId: 'tea', safety: 2 },
    manager,
  );
  expect(c.db.rows('auditLogs').filter(({ outcome }) => outcome === 'done')).toMatchObject([
    { call: 'setSafety', changes: [{ field: 'safety', before: '5', after: '2' }] },
  ]);
  c.later();
  expect(await c.run()).toMatchObject({ closed: 1 });
});
