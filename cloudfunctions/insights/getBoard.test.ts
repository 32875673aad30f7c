import { expect, test } from 'vitest';
import { HOUR_MS } from '#shared/domain/time';
import type { SalesDayDoc } from '#shared/model/docs';
import { main as getBoard } from './getBoard';
import { main as listDefinitions } from './listDefinitions';
import { boardWorld } from './testing';

const salesDay = (storeId: string, day: string, hours: Record<string, number>): SalesDayDoc => ({
  _id: `${storeId}:${day}`,
  storeId,
  day,
  salesFen: Object.values(hours).reduce((a, b) => a + b, 0),
  orders: 10,
  refundFen: 0,
  pieces: 40,
  costFen: 0,
  hours,
  skus: { tea: { n: 40, fen: 4000 } },
});

test('today against the same weekday last week, up to the same time of the day', async () => {
  const w = boardWorld({ now: Date.UTC(2026, 10, 22, 2, 30) });
  // It is 10:30. Last Sunday: all of 09:00, half of 10:00, nothing of the evening counts.
  w.db.put(
    'salesDays',
    salesDay('s1', '2026-11-15', { h09: 1000, h10: 2000, h20: 5000, h02: 900 }),
  );
  await w.buy(2);
  await w.run();
  const board = await w.board();
  expect(board).toMatchObject({
    asOf: w.clock.now,
    day: '2026-11-22',
    today: { salesFen: 2400, orders: 1, pieces: 2, refundFen: 0 },
    lastWeek: { salesFen: 2000, orders: 2, pieces: 9 },
    averageFen: 2400,
    waiting: 1,
    late: 0,
    pendingRefunds: 0,
  });
  expect(board.hours).toHaveLength(24);
  expect(board.hours[0]?.hour).toBe(4);
  expect(board.hours.find(({ hour }) => hour === 10)).toEqual({
    hour: 10,
    salesFen: 2400,
    lastWeekFen: 2000,
  });
  expect(board.days).toHaveLength(30);
  expect(board.days.at(-1)).toEqual({ day: '2026-11-22', salesFen: 2400, orders: 1 });
  expect(board.days.at(-8)).toMatchObject({ day: '2026-11-15', salesFen: 8900 });
  expect(board.topProducts).toEqual([
    { skuId: 'tea', title: '商品 tea', pieces: 2, salesFen: 2400 },
  ]);
});

test('a past day is compared in full, night sales included', async () => {
  const w = boardWorld();
  w.db.put('salesDays', salesDay('s1', '2026-11-13', { h09: 1000, h02: 500 }));
  w.db.put('salesDays', salesDay('s1', '2026-11-20', { h09: 700 }));
  const board = await w.board('2026-11-20');
  expect(board).toMatchObject({
    today: { salesFen: 700 },
    lastWeek: { salesFen: 1500, orders: 10 },
  });
});

test('a night shop: an order at one in the morning belongs to the day before', async () => {
  const w = boardWorld({ now: Date.UTC(2026, 10, 22, 17) });
  await w.buy(1);
  await w.run();
  expect(w.db.row('salesDays', 's1:2026-11-22')).toMatchObject({ hours: { h01: 1200 } });
  expect(await w.board()).toMatchObject({ day: '2026-11-22', today: { salesFen: 1200 } });
});

test('shops rank by sales and show who waits too long and what is missing', async () => {
  const w = boardWorld();
  w.db.put('salesDays', salesDay('s2', '2026-11-22', { h09: 99_900 }));
  await w.buy(1);
  await w.run();
  const alert = {
    skuId: 'tea',
    projected: 0,
    safety: 5,
    perDay: 1,
    snoozedUntil: null,
    help: '',
    firstAt: 0,
    lastAt: 0,
  };
  w.db.put('alerts', { _id: 's1:tea', storeId: 's1', level: 'out', status: 'open', ...alert });
  w.db.put('alerts', { _id: 's1:old', storeId: 's1', level: 'out', status: 'closed', ...alert });
  w.clock.advance(HOUR_MS);
  const board = await w.board();
  expect(
    board.stores.map((s) => [s.storeId, s.salesFen, s.waiting, s.late, s.alerts, s.outOfStock]),
  ).toEqual([
    ['s2', 99_900, 0, 0, 0, 0],
    ['s1', 1200, 1, 1, 1, 1],
  ]);
  expect(board).toMatchObject({ waiting: 1, late: 1, alerts: 1 });
});

test('a region sees its shops only; an empty chain has an empty board; few round trips', async () => {
  const w = boardWorld();
  await w.buy(1);
  await w.run();
  const region = w.as.hq(['regionManager'], { regionId: 'r9' });
  const empty = await w.ok(getBoard, {}, region);
  expect(empty).toMatchObject({ stores: [], averageFen: null, waiting: 0, today: { salesFen: 0 } });
  expect(await w.call(getBoard, { storeId: 's1' }, region)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await w.call(getBoard, {}, w.clerk)).toMatchObject({ code: 'NOT_ALLOWED' });
  w.logs.length = 0;
  await w.board();
  // Who calls, seven reads at once, names.
  expect(w.logs[0]).toMatchObject({ trips: 9 });
});

test('every figure of the board has its definition', async () => {
  const w = boardWorld();
  const { items } = await w.ok(listDefinitions, {}, w.hq);
  const keys = new Set(items.map(({ key }) => key));
  const board = await w.board();
  const figures = [...Object.keys(board.today), ...Object.keys(board)].filter(
    (key) => !['today', 'hours', 'days', 'stores', 'topProducts'].includes(key),
  );
  expect(figures.filter((key) => !keys.has(key))).toEqual([]);
});
