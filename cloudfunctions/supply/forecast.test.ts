import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, addDays, businessDayOf } from '#shared/domain/time';
import { testWorld } from '../kit/testing';
import { aSku, aStore, shelve } from '../orders/testing';
import { main as forecastDemand } from './forecastDemand';
import { main as getForecast } from './getForecast';
import { main as getSupplyRules } from './getSupplyRules';
import { main as listAccuracy } from './listAccuracy';
import { main as listForecasts } from './listForecasts';
import { main as runForecast } from './runForecast';
import { main as saveSupplyRules } from './saveSupplyRules';
import { main as trainForecast } from './trainForecast';

const DAYS = 63;
const WEEKEND = [6, 0];

/** Three shops, five goods that sell double at week-ends, nine weeks of history; item 0 was empty for the last five days in `s1`. */
function chain() {
  const world = testWorld();
  const yesterday = addDays(businessDayOf(world.clock.now), -1);
  const from = addDays(yesterday, 1 - DAYS);
  world.db.put('categories', { _id: 'food', name: '食品', sort: 1 });
  for (const [s, storeId] of ['s1', 's2', 's3'].entries()) {
    world.db.put('stores', aStore(storeId, { name: `第${s + 1}店` }));
    for (let i = 0; i < 5; i += 1) {
      const skuId = `p${i}`;
      shelve(world, storeId, aSku(skuId, 1_000), 20);
      const days = Array.from({ length: DAYS }, (_, t) => t);
      const empty = (t: number) => storeId === 's1' && i === 0 && t >= DAYS - 5;
      const weekday = (t: number) => new Date(`${addDays(from, t)}T00:00:00Z`).getUTCDay();
      const level = (i + 1) * (s + 1);
      world.db.put('demand', {
        _id: `${storeId}:${skuId}`,
        storeId,
        skuId,
        from,
        sold: days.map((t) => (empty(t) ? 0 : level * (WEEKEND.includes(weekday(t)) ? 2 : 1))),
        outHours: days.map((t) => (empty(t) ? 16 : 0)),
        pricePct: days.map(() => 100),
      });
    }
  }
  const hq = world.as.hq(['hqSupply']);
  const night = () => world.ok(forecastDemand, {}, world.as.timer());
  return { ...world, yesterday, hq, night };
}

test('from the first night on every shop has its seven days, checked against the week that has passed', async () => {
  const w = chain();
  expect(await w.night()).toMatchObject({ stores: 3, series: 15, checked: 3, more: false });
  const sheet = w.db.row('forecasts', 's2:0');
  expect(sheet).toMatchObject({ day: w.yesterday, trainedUntil: null });
  const row = sheet?.rows.find(({ skuId }) => skuId === 'p3');
  // 8 a day, 16 at week-ends: 72 a week, Sunday (the first day) double of Monday.
  expect(row?.week[0]).toBeGreaterThan(68);
  expect(row?.week[0]).toBeLessThan(76);
  expect(row?.daily[0]).toBeGreaterThan(1.7 * (row?.daily[1] ?? 0));
  expect(row?.method).toBe('smoothing');
  const emptied = w.db.row('forecasts', 's1:0')?.rows.find(({ skuId }) => skuId === 'p0');
  expect(emptied?.week[0]).toBeGreaterThan(6);

  const board = await w.ok(listAccuracy, {}, w.hq);
  expect(board).toMatchObject({ day: w.yesterday, afterwards: true });
  expect(board.total.cells).toBe(15);
  expect(board.total.wape).toBeLessThan(0.1);
  expect(board.misses[0]).toMatchObject({ storeId: 's1', skuId: 'p0', reason: 'stockOut' });
});

test('a second run of the night finds nothing to do; the next night is a new one', async () => {
  const w = chain();
  await w.night();
  const before = w.db.rows('forecasts');
  expect(await w.night()).toMatchObject({ stores: 0, more: false });
  expect(w.db.rows('forecasts')).toEqual(before);
  w.clock.advance(DAY_MS);
  expect(await w.night()).toMatchObject({ stores: 3 });
});

test('while the day is still being booked the night waits', async () => {
  const w = chain();
  w.db.put('jobs', {
    _id: 'closeDay',
    cursor: '2026-11-01',
    leaseUntil: 0,
    lastRunAt: 0,
    lastResult: '',
  });
  w.clock.advance(-5.5 * HOUR_MS);
  expect(await w.night()).toMatchObject({ stores: 0, more: true });
  w.clock.advance(3 * HOUR_MS);
  expect(await w.night()).toMatchObject({ stores: 3, more: false });
});

test('training leaves a model that the next forecast goes by', async () => {
  const w = chain();
  const trained = await w.ok(trainForecast, {}, w.as.timer());
  expect(trained).toMatchObject({ trained: true, more: false, until: w.yesterday });
  expect(w.db.row('forecastModels', 'model')).toMatchObject({ until: w.yesterday });
  await w.night();
  expect(w.db.row('forecasts', 's2:0')?.rows[0]?.method).toBe('trees');
  // Trained this night already: nothing to do.
  expect(await w.ok(trainForecast, {}, w.as.timer())).toMatchObject({ trained: false });
});

test('a training cut off goes on where it stopped', async () => {
  const w = chain();
  const short = w.platformOf(w.as.timer().identity);
  let calls = 0;
  // The clock of the call jumps after a while: no time is left.
  const hurried = { ...short, elapsed: () => ((calls += 1) > 40 ? 50_000 : 0) };
  const first = await trainForecast.on(hurried)({});
  expect(first).toMatchObject({ ok: true, data: { trained: false, more: true } });
  const state = w.db.row('forecastModels', 'training');
  expect(state?.pieces).toBeGreaterThan(0);
  w.clock.advance(120_000);
  expect(await w.ok(trainForecast, {}, w.as.timer())).toMatchObject({ trained: true });
  const whole = chain();
  await whole.ok(trainForecast, {}, whole.as.timer());
  const textOf = (v: typeof w) => {
    const side = v.db.row('forecastModels', 'model')?.side ?? -1;
    return v.db.row('forecastModels', `model:${side}:0`)?.text;
  };
  expect(textOf(w)).toBe(textOf(whole));
});

test('HQ sees the coming week by product, and the curve behind it', async () => {
  const w = chain();
  await w.ok(runForecast, {}, w.hq);
  const list = await w.ok(listForecasts, { storeId: 's3', sort: '-expected' }, w.hq);
  expect(list).toMatchObject({ total: 5, day: w.yesterday, model: { trainedUntil: null } });
  expect(list.items.map(({ skuId }) => skuId)).toEqual(['p4', 'p3', 'p2', 'p1', 'p0']);
  const [worst] = (await w.ok(listForecasts, { sort: 'cover' }, w.hq)).items;
  expect(worst).toMatchObject({ storeId: 's3', skuId: 'p4', available: 20 });
  const one = await w.ok(getForecast, { storeId: 's3', skuId: 'p4', days: 28 }, w.hq);
  expect(one.points).toHaveLength(35);
  expect(one.points.at(-1)).toMatchObject({ sold: null });
  expect(one.why).toContain('现有可用 20 件');
  const all = await w.ok(getForecast, { categoryId: 'food' }, w.hq);
  expect(all).toMatchObject({ title: '食品', series: 15 });
  expect(await w.call(getForecast, {}, w.hq)).toMatchObject({ code: 'TOO_WIDE' });
  const region = w.as.hq(['regionManager'], { regionId: 'r9' });
  expect(await w.ok(listForecasts, {}, region)).toMatchObject({ total: 0 });
});

test('two people do not overwrite each other’s rules', async () => {
  const w = chain();
  expect(await w.ok(getSupplyRules, {}, w.hq)).toMatchObject({ leadDays: 2, version: 0 });
  const save = (version: number, leadDays: number) =>
    w.call(
      saveSupplyRules,
      { requestId: w.requestId(), version, serviceLevel: 0.98, leadDays },
      w.hq,
    );
  expect(await save(0, 3)).toMatchObject({ ok: true });
  expect(await save(0, 4)).toMatchObject({ code: 'STALE' });
  expect(await w.ok(getSupplyRules, {}, w.hq)).toMatchObject({ leadDays: 3, serviceLevel: 0.98 });
});
