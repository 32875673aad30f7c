import { expect, test } from 'vitest';
import { DAY_MS, addDays, businessDayOf, businessStartOf } from '#shared/domain/time';
import { SUNDAY_TEN } from '../kit/testing';
import { main as cancelOrder } from '../orders/cancelOrder';
import { compareRegions as compareContract } from '#shared/contracts/reports';
import { main as compareRegions } from './compareRegions';
import { main as rebuildSales } from './rebuildSales';
import { main as recountDay } from './recountDay';
import { boardWorld } from './testing';

const DAY = businessDayOf(SUNDAY_TEN);

/** Three teas sold and one order given back on the same day; the next morning a quarter past four. */
async function morning() {
  const w = boardWorld();
  await w.buy(3);
  const orderId = await w.buy(1);
  await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
  while ((await w.run()).handled > 0);
  w.clock.now = businessStartOf(addDays(DAY, 1)) + 900_000;
  const recount = () => w.ok(recountDay, {}, w.as.timer());
  const book = () => {
    const doc = w.db.row('salesDays', `s1:${DAY}`);
    if (!doc) throw new Error('no book');
    return doc;
  };
  const again = () => w.db.put('jobs', ...w.db.rows('jobs').map((job) => ({ ...job, cursor: '' })));
  const rebuild = (day = DAY) =>
    w.call(rebuildSales, { requestId: w.requestId(), storeId: 's1', day }, w.hq);
  return { ...w, recount, book, again, rebuild };
}

test('a book that says what its orders say raises no alarm and becomes a day of the reports', async () => {
  const w = await morning();
  expect(await w.recount()).toEqual({ day: DAY, shops: 1, wrong: 0, more: false });
  expect(w.db.rows('alarms')).toEqual([]);
  expect(w.db.row('chainDays', DAY)?.shops['s1']).toMatchObject({
    salesFen: 3_600,
    refundFen: 1_200,
    orders: 2,
    regionId: 'r1',
    district: '西湖',
    // 50 teas at ¥6: those promised are still there.
    stockFen: 50 * 600,
    onShelf: 1,
    out: 0,
  });
  // Done for today.
  expect(await w.recount()).toMatchObject({ shops: 0, more: false });
});

test('a difference is an alarm with both numbers; rebuilding mends it and closes the alarm', async () => {
  const w = await morning();
  const right = w.book();
  w.db.put('salesDays', { ...right, salesFen: right.salesFen + 100, orders: 7 });
  expect(await w.recount()).toMatchObject({ wrong: 1 });
  expect(w.db.rows('alarms')).toMatchObject([
    {
      kind: 'sales',
      status: 'open',
      text: expect.stringMatching(/销售额 汇总 ¥37，重算 ¥36.*支付订单 汇总 7，重算 2/),
    },
  ]);
  expect(await w.rebuild()).toMatchObject({
    ok: true,
    data: { beforeFen: 3_700, salesFen: 3_600, orders: 2 },
  });
  expect(w.book()).toEqual(right);
  expect(w.db.rows('alarms')).toMatchObject([{ status: 'closed' }]);
  w.again();
  expect(await w.recount()).toMatchObject({ wrong: 0 });
});

test('sales that came from a file are taken off, and a day with them is not rebuilt from orders alone', async () => {
  const w = await morning();
  const base = { salesFen: 50_000, orders: 30, refundFen: 0, pieces: 90, costFen: 20_000 };
  const { salesFen, orders, pieces, costFen, ...rest } = w.book();
  w.db.put('salesDays', {
    ...rest,
    salesFen: salesFen + 50_000,
    orders: orders + 30,
    pieces: pieces + 90,
    costFen: costFen + 20_000,
    base,
  });
  expect(await w.recount()).toMatchObject({ wrong: 0 });
  expect(await w.rebuild()).toMatchObject({ code: 'IMPORTED' });
  expect(await w.rebuild(addDays(DAY, 1))).toMatchObject({ code: 'OPEN_DAY' });
});

test('waits while events of the day are on their way', async () => {
  const w = await morning();
  w.db.put('outbox', ...w.db.rows('outbox').map((event) => ({ ...event, status: 'new' as const })));
  expect(await w.recount()).toMatchObject({ shops: 0, more: true });
  expect(await w.rebuild()).toMatchObject({ code: 'BEHIND' });
});

test('regions compared: the same weekdays, same shops, every number over the tree', async () => {
  const w = await morning();
  await w.recount();
  const shop = w.db.row('chainDays', DAY)?.shops['s1'];
  if (!shop) throw new Error('no shop');
  const past = { ...shop, salesFen: 1_800, orders: 1 };
  const day = addDays(DAY, -7);
  w.db.put('chainDays', { _id: day, day, at: 0, shops: { s1: past, gone: past } });
  const ask = (more: object = {}) => w.call(compareRegions, { from: DAY, to: DAY, ...more }, w.hq);
  const all = await ask();
  if (!all.ok) throw new Error(all.code);
  expect(all.data).toMatchObject({
    before: { from: day, to: day },
    noPast: false,
    shops: 3,
    comparable: 1,
  });
  expect(all.data.rows[0]).toMatchObject({
    kind: 'chain',
    now: { salesFen: 3_600, averageFen: 1_800, profitFen: 3_600 - 1_800, outRate: 0 },
    past: { salesFen: 3_600 },
  });
  expect(all.data.rows[0]?.now.turnover).toBeCloseTo(1_800 / (50 * 600));
  const same = await ask({ sameStore: true });
  if (!same.ok) throw new Error(same.code);
  expect(same.data.rows.map(({ kind }) => kind)).toEqual(['chain', 'region', 'district', 'store']);
  expect(same.data.rows[0]).toMatchObject({ past: { salesFen: 1_800 } });
  const year = await ask({ against: 'year' });
  expect(year).toMatchObject({ ok: true, data: { noPast: true } });
  expect(await ask({ from: addDays(DAY, -200) })).toMatchObject({ code: 'TOO_LONG' });
  expect(compareContract.who).toContain('regionManager');
});

test('today is compared with its counterpart up to the same hour', async () => {
  const w = boardWorld();
  await w.buy(1);
  while ((await w.run()).handled > 0);
  const day = addDays(DAY, -7);
  const figures = { salesFen: 4_000, orders: 4, refundFen: 0, pieces: 4, costFen: 2_000 };
  // By ten o'clock half of it was sold.
  const hours = { h09: 2_000, h20: 2_000 };
  w.db.put('salesDays', { _id: `s1:${day}`, storeId: 's1', day, ...figures, hours, skus: {} });
  const answer = await w.ok(compareRegions, { from: DAY, to: DAY }, w.hq);
  expect(answer.rows[0]).toMatchObject({
    now: { salesFen: 1_200 },
    past: { salesFen: 2_000, orders: 2, profitFen: 1_000 },
  });
  expect(w.clock.now - businessStartOf(DAY)).toBeLessThan(DAY_MS);
});
