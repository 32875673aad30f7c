import { beforeEach, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { HOUR_MS } from '#shared/domain/time';
import { fullOff, putLive } from '../campaigns/testing';
import { testWorld, type TestWorld } from '../kit/testing';
import { main as getStore } from './getStore';
import { main as locateStore } from './locateStore';
import { CENTRE, aStore, shelve } from './testing';

let world: TestWorld;
beforeEach(() => {
  world = testWorld();
});
type Input = In<typeof locateStore.spec>;
const ask = (input: Input = {}) =>
  world.ok(locateStore, { point: { ...CENTRE, coord: 'gcj02' }, ...input }, world.as.anonymous());
const ids = async (input?: Input) => (await ask(input)).stores.map((s) => s.storeId);

test('open shops come first, by distance; closed ones say when they open', async () => {
  const night = {
    ...aStore('x', 0).hours,
    week: Array.from({ length: 7 }, () => [{ start: 1080, end: 1560 }]),
  };
  world.db.put(
    'stores',
    aStore('far', 900),
    aStore('near', 100),
    aStore('night', 10, { hours: night }),
    aStore('paused', 50, { status: 'paused', statusReason: '盘点' }),
    aStore('draft', 1, { status: 'draft' }),
    aStore('closing', 2, { status: 'closing' }),
  );
  const answer = await ask();
  expect(answer.stores.map((s) => [s.storeId, s.distanceM, s.canServe])).toEqual([
    ['near', 100, true],
    ['far', 900, true],
    ['night', 10, false],
    ['paused', 50, false],
  ]);
  expect(answer.bestStoreId).toBe('near');
  expect(answer.stores[2]?.whyNot).toEqual([
    { code: 'CLOSED_NOW', text: '已打烊，今天 18:00开门' },
  ]);
  expect(answer.stores[3]?.whyNot).toEqual([{ code: 'PAUSED', text: '暂停接单：盘点' }]);
  expect(answer.cities).toEqual([{ city: '杭州市', stores: 4 }]);
});

test('the shop that has the whole cart wins over a nearer one that has not', async () => {
  world.db.put('stores', aStore('near', 100), aStore('far', 900), aStore('empty', 200));
  shelve(world, 'near', 'milk', 3);
  shelve(world, 'far', 'milk', 4);
  // The same product twice is asked for as one sum.
  const cart = [
    { skuId: 'milk', qty: 2 },
    { skuId: 'milk', qty: 2 },
  ];
  const { stores } = await ask({ cart });
  expect(stores.map((s) => [s.storeId, s.canServe])).toEqual([
    ['far', true],
    ['near', false],
    ['empty', false],
  ]);
  expect(stores[1]).toMatchObject({
    missing: [{ skuId: 'milk', left: 3 }],
    whyNot: [{ code: 'SHORT_STOCK', text: '「商品milk」只剩 3 件' }],
  });
  // Found even when the shops that lack it fill the page.
  expect((await ask({ cart, limit: 1 })).stores[0]?.storeId).toBe('far');
});

test('delivery asks the area and the minimum', async () => {
  world.db.put(
    'stores',
    aStore('near', 100),
    aStore('far', 3_500),
    aStore('none', 50, { delivery: false }),
  );
  shelve(world, 'near', 'milk', 9);
  shelve(world, 'far', 'milk', 9);
  const small = await ask({ mode: 'delivery', cart: [{ skuId: 'milk', qty: 1 }] });
  expect(small.bestStoreId).toBeNull();
  expect(small.stores.find((s) => s.storeId === 'near')?.whyNot).toEqual([
    { code: 'BELOW_MINIMUM', text: '差¥10到起送价¥20' },
  ]);
  const enough = await ask({ mode: 'delivery', cart: [{ skuId: 'milk', qty: 2 }] });
  expect(enough.bestStoreId).toBe('near');
  const codes = enough.stores.map((s) => [s.storeId, s.whyNot.map((w) => w.code)]);
  expect(codes).toEqual([
    ['near', []],
    ['none', ['NO_SERVICE', 'SHORT_STOCK']],
    ['far', ['OUT_OF_AREA']],
  ]);
});

test('the minimum is judged on what the goods cost with the campaigns of that shop', async () => {
  world.db.put('stores', aStore('near', 100));
  shelve(world, 'near', 'milk', 9);
  putLive(world, 'c1', [fullOff('pr_5')]);
  const { stores } = await ask({ mode: 'delivery', cart: [{ skuId: 'milk', qty: 2 }] });
  // Of the ¥5 off only ¥4: no bottle goes below its floor of ¥8.
  expect(stores[0]?.whyNot).toEqual([{ code: 'BELOW_MINIMUM', text: '差¥4到起送价¥20' }]);
});

test('a gift box is there when its parts are', async () => {
  world.db.put('stores', aStore('has', 100), aStore('lacks', 50));
  for (const [storeId, pieces] of [
    ['has', 4],
    ['lacks', 1],
  ] as const) {
    shelve(world, storeId, 'milk', pieces);
    shelve(world, storeId, 'box', 0);
  }
  const box = world.db.row('skus', 'box');
  if (!box) throw new Error('no box');
  world.db.put('skus', { ...box, components: [{ skuId: 'milk', qty: 2 }] });
  const { bestStoreId, stores } = await ask({ cart: [{ skuId: 'box', qty: 2 }] });
  expect(bestStoreId).toBe('has');
  expect(stores[1]).toMatchObject({ storeId: 'lacks', missing: [{ skuId: 'box', left: 0 }] });
});

test('without a usable position shops are listed by city and search, not by distance', async () => {
  world.db.put('stores', aStore('b', 0, { city: '宁波市' }), aStore('a', 10), aStore('c', 20));
  const nowhere = { lng: 0, lat: 0, coord: 'wgs84' as const };
  for (const point of [undefined, nowhere, { lng: 30.28, lat: 120.16 }])
    expect(await ids({ point })).toEqual(['a', 'b', 'c']);
  expect(await ids({ point: undefined, city: '宁波市' })).toEqual(['b']);
  expect(await ids({ query: 'c店 文晖' })).toEqual(['c']);
  expect((await ask({ point: undefined })).stores[0]?.distanceM).toBeNull();
});

test('WGS-84 is shifted before measuring', async () => {
  world.db.put('stores', aStore('a', 0));
  const [store] = (await ask({ point: { ...CENTRE, coord: 'wgs84' } })).stores;
  expect(store?.distanceM).toBeGreaterThan(200);
  expect(store?.distanceM).toBeLessThan(800);
});

test('warm: no database read without a cart, one with; and ten seconds later the news', async () => {
  world.db.put('stores', aStore('a', 0));
  shelve(world, 'a', 'milk', 5);
  const cart = [{ skuId: 'milk', qty: 1 }];
  await ask({ cart });
  const trips = async (input?: Input) => {
    await ask(input);
    return world.logs.at(-1)?.['trips'];
  };
  expect(await trips()).toBe(0);
  expect(await trips({ cart })).toBe(1);
  world.db.put('stores', aStore('b', -5));
  expect(await ids()).toEqual(['a']);
  world.clock.advance(10_000);
  expect(await ids()).toEqual(['a', 'b']);
  world.clock.advance(13 * HOUR_MS);
  expect((await ask()).bestStoreId).toBeNull();
});

test('a shop’s page tells the week, the area and why it cannot serve', async () => {
  const closures = [{ from: world.clock.now - 1, to: world.clock.now + HOUR_MS, reason: '停电' }];
  world.db.put('stores', aStore('a', 0, { hours: { ...aStore('a', 0).hours, closures } }));
  const point = { ...CENTRE, coord: 'gcj02' as const };
  const page = await world.ok(getStore, { storeId: 'a', point }, world.as.shopper('o1'));
  expect(page).toMatchObject({
    distanceM: 0,
    openNow: false,
    whyNot: [{ code: 'CLOSED_NOW', text: '临时停业：停电，今天 11:00开门' }],
    area: { polygon: null, radiusM: 3000 },
  });
  expect(page.week[0]).toEqual({ label: '周日', text: '08:00–22:00', today: true });
  expect(await world.call(getStore, { storeId: 'none' }, world.as.anonymous())).toMatchObject({
    code: 'NOT_FOUND',
  });
});
