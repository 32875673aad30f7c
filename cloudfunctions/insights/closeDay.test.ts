import { expect, test } from 'vitest';
import { demandRate } from '#shared/domain/demandRate';
import { DAY_MS, HOUR_MS, addDays, businessDayOf, businessStartOf } from '#shared/domain/time';
import type { DemandDoc } from '#shared/model/docs';
import { faultSweep } from '../../tests/faultSweep';
import { SUNDAY_TEN } from '../kit/testing';
import { aSku, shelve } from '../orders/testing';
import { main as recordStock } from '../stock/recordStock';
import { main as setListing } from '../catalog/setListing';
import { main as closeDay } from './closeDay';
import { boardWorld } from './testing';

const TODAY = businessDayOf(SUNDAY_TEN);
const past = (skuId: string, days: number, storeId = 's1'): DemandDoc => ({
  _id: `${storeId}:${skuId}`,
  storeId,
  skuId,
  from: addDays(TODAY, -days),
  sold: Array.from({ length: days }, (_, i) => i % 5),
  outHours: Array.from({ length: days }, () => 0),
  pricePct: Array.from({ length: days }, () => 100),
});

/** `s1` sells tea and cake, `s2` tea; ten weeks of history up to yesterday, as after seeding. */
function chain() {
  const w = boardWorld();
  shelve(w, 's1', aSku('cake', 900), 6);
  shelve(w, 's2', aSku('tea', 1200), 4);
  w.db.put('demand', past('tea', 70), past('cake', 70), past('tea', 70, 's2'));
  const close = () => w.ok(closeDay, {}, w.as.timer());
  const clerk = w.as.staff({ roles: ['storeManager'], storeId: 's1', staffId: 'stock' });
  const record = (kind: 'receive' | 'issue', qty: number, skuId = 'tea') =>
    w.ok(
      recordStock,
      { requestId: w.requestId(), storeId: 's1', kind, lines: [{ skuId, qty }], reason: '盘点' },
      clerk,
    );
  const row = (id = 's1:tea') => {
    const doc = w.db.row('demand', id);
    if (!doc) throw new Error(`no history of ${id}`);
    return doc;
  };
  /** The last day of a history: its date, pieces, hours, percent. */
  const last = (id = 's1:tea') => {
    const { from, sold, outHours, pricePct } = row(id);
    const day = addDays(from, sold.length - 1);
    return [day, sold.at(-1), outHours.at(-1), pricePct.at(-1)];
  };
  /** To ten past four of the `n`th morning. */
  const night = (n = 1) => {
    w.clock.now = businessStartOf(addDays(TODAY, n)) + 600_000;
  };
  return { ...w, close, record, row, last, night };
}

test('the day that ended goes into the history of every product, and a second run changes nothing', async () => {
  const c = chain();
  await c.buy(3);
  await c.run();
  c.clock.advance(8 * HOUR_MS);
  // From 18:00 on there is no cake.
  await c.record('issue', 6, 'cake');
  c.night();
  expect(await c.close()).toEqual({ day: TODAY, stores: 2, appended: 3, begun: 0, more: false });
  expect(c.last()).toEqual([TODAY, 3, 0, 100]);
  expect(c.last('s1:cake')).toEqual([TODAY, 0, 4, 100]);
  expect(c.last('s2:tea')).toEqual([TODAY, 0, 0, 100]);
  expect(c.row().sold).toEqual([...past('tea', 70).sold, 3]);
  const before = c.db.rows('demand');
  expect(await c.close()).toMatchObject({ stores: 0, appended: 0, more: false });
  // Nor does one that has forgotten that all is done.
  c.db.put('jobs', ...c.db.rows('jobs').map((job) => ({ ...job, cursor: '' })));
  expect(await c.close()).toMatchObject({ stores: 2, appended: 0, begun: 0 });
  expect(c.db.rows('demand')).toEqual(before);
});

test('nights on which the timer did not run are caught up day by day', async () => {
  const c = chain();
  await c.buy(2);
  await c.run();
  c.clock.advance(DAY_MS);
  // No cake from ten on Monday until ten on Tuesday.
  await c.record('issue', 6, 'cake');
  await c.buy(4);
  await c.run();
  c.clock.advance(DAY_MS);
  await c.record('receive', 9, 'cake');
  c.night(3);
  const day = addDays(TODAY, 2);
  expect(await c.close()).toMatchObject({ day, appended: 9, more: false });
  expect(c.row().sold).toEqual([...past('tea', 70).sold, 2, 4, 0]);
  expect(c.row().from).toBe(past('tea', 70).from);
  expect(c.row('s1:cake').outHours.slice(70)).toEqual([0, 12, 4]);
});

test('a new product begins with its first whole day; one off the shelf leaves no evidence', async () => {
  const c = chain();
  shelve(c, 's1', aSku('bun', 300), 5);
  const off = { storeId: 's1', skuId: 'cake', onShelf: false, storePriceFen: null, special: null };
  await c.ok(setListing, { requestId: c.requestId(), ...off }, c.hq);
  c.night();
  expect(await c.close()).toMatchObject({ appended: 3, begun: 1 });
  expect(c.row('s1:bun')).toMatchObject({ from: TODAY, sold: [0], outHours: [0], pricePct: [100] });
  expect(c.last('s1:cake')).toEqual([TODAY, 0, 16, 100]);
  expect(demandRate(c.row('s1:cake')).evidenceDays).toBe(27);
});

test('waits while orders of the day are still on their way into the sales book', async () => {
  const c = chain();
  await c.buy(1);
  c.db.put('outbox', ...c.db.rows('outbox').map((event) => ({ ...event, status: 'new' as const })));
  c.night();
  expect(await c.close()).toMatchObject({ stores: 0, more: true });
  expect(c.row().sold).toHaveLength(70);
  await c.run();
  expect(await c.close()).toMatchObject({ appended: 3, more: false });
  expect(c.last()).toEqual([TODAY, 1, 0, 100]);
});

test('an old history stands in for the weeks nobody measured, and long ones are cut', async () => {
  const c = chain();
  const old = { ...past('tea', 90), from: '2024-03-28' };
  c.db.put('demand', old, past('cake', 428));
  c.night();
  await c.close();
  const tea = c.row();
  expect(tea.sold.slice(0, 90)).toEqual(old.sold);
  expect(c.last()[0]).toBe(TODAY);
  expect(tea.sold.length - 90).toBeLessThanOrEqual(7);
  const cake = c.row('s1:cake');
  expect(cake.sold).toEqual([...past('cake', 428).sold.slice(28), 0]);
  expect(cake.pricePct).toHaveLength(401);
  expect(c.last('s1:cake')[0]).toBe(TODAY);
});

test('runs at once and runs that die midway append each day once', async () => {
  const world = () => {
    const c = chain();
    shelve(c, 's1', aSku('bun', 300), 5);
    c.night();
    return c;
  };
  const c = world();
  await Promise.all([c.close(), c.close(), c.close()]);
  expect(c.db.rows('demand').map(({ sold }) => sold.length)).toEqual([71, 71, 71, 1]);

  const struck = await faultSweep(
    world,
    (w) => w.call(closeDay, {}, w.as.timer()),
    async (w) => {
      w.clock.advance(600_000);
      expect(await w.close()).toMatchObject({ more: false });
      for (const { _id, from, sold, outHours, pricePct } of w.db.rows('demand')) {
        expect([_id, addDays(from, sold.length - 1)]).toEqual([_id, TODAY]);
        expect([outHours.length, pricePct.length]).toEqual([sold.length, sold.length]);
      }
    },
  );
  expect(struck).toBeGreaterThan(20);
});

test('a shop of a thousand products takes few round trips', async () => {
  const c = chain();
  for (let i = 0; i < 1000; i += 1) {
    const skuId = `n${String(i).padStart(4, '0')}`;
    shelve(c, 's2', aSku(skuId, 500), 3);
    c.db.put('demand', past(skuId, 70, 's2'));
  }
  c.night();
  c.logs.length = 0;
  expect(await c.close()).toMatchObject({ appended: 1003, more: false });
  expect(Number(c.logs[0]?.['trips'])).toBeLessThanOrEqual(35);
});
