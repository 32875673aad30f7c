import { beforeEach, expect, test } from 'vitest';
import type { TimedPromotion } from '#shared/domain/pricing/promotion';
import { DAY_MS } from '#shared/domain/time';
import { assetsOf } from '../assets/testing';
import { fullOff, putLive } from '../campaigns/testing';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { main as getProduct } from './getProduct';
import { main as listShelf } from './listShelf';
import { main as scanBarcode } from './scanBarcode';
import { aShop, aSku, shelve } from './testing';

let world: TestWorld;
beforeEach(() => {
  world = testWorld();
  world.db.put('stores', aShop('s1'), aShop('s2', 500), aShop('s3', 900));
});
const shelf = async (who: Caller, storeId = 's1') =>
  (await world.ok(listShelf, { storeId }, who)).items;

const { tiers: _tiers, loops: _loops, ...base } = fullOff('week');
const WEEK: TimedPromotion = {
  ...base,
  type: 'timed',
  name: '周末95折',
  rateBp: 9_500,
  priceFen: null,
  perOrder: null,
  leftBySku: {},
};
function member(openid: string, levelId: string, growth: number, card = false): Caller {
  const who = world.as.shopper(openid);
  const { now } = world.clock;
  const held = { benefitUsedFen: 0, monthKey: '', freeFreightUsed: 0 };
  world.db.put('assets', {
    ...assetsOf(world, who.id),
    levelId,
    growth,
    card: card ? { plan: 'blackgold', from: now, to: now + DAY_MS, ...held } : null,
  });
  return who;
}

test('a price names the rules that made it; rules of the whole cart wait beside it', async () => {
  shelve(world, 's1', aSku('a'), 9);
  shelve(world, 's2', aSku('a'), 9);
  putLive(world, 'c1', [WEEK]);
  putLive(world, 'c2', [fullOff('full')], {
    place: { storeIds: ['s2'], storeTags: [], regionIds: [] },
  });
  const [here] = await shelf(world.as.anonymous());
  expect(here).toMatchObject({ priceFen: 950, listPriceFen: 1_000, priceSource: 'timed' });
  expect(here?.priceTags.map(({ kind, text }) => [kind, text])).toEqual([['timed', '周末95折']]);
  const [there] = await shelf(world.as.anonymous(), 's2');
  expect(there?.priceTags.map(({ kind }) => kind)).toEqual(['timed', 'full']);
  expect(there?.priceTags.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('周末95折'),
    expect.stringContaining('活动'),
  ]);
});

test('a member sees the own price, another one theirs; shelf, page and scan say the same', async () => {
  shelve(world, 's1', aSku('a'), 9);
  putLive(world, 'c1', [WEEK]);
  const gold = member('o1', 'gold', 6_000);
  const input = { skuId: 'a', storeId: 's1' };
  const barcode = { storeId: 's1', barcode: '6900000000011' };
  shelve(world, 's1', aSku('a', { barcode: barcode.barcode }), 9);
  const seen = [
    (await shelf(gold))[0],
    await world.ok(getProduct, input, gold),
    await world.ok(scanBarcode, barcode, gold),
  ];
  for (const item of seen)
    expect(item).toMatchObject({
      priceFen: 900,
      priceSource: 'level',
      priceTags: [{ kind: 'level', reason: '金卡会员专享' }],
    });
  expect((await shelf(world.as.shopper('o2')))[0]).toMatchObject({ priceFen: 950 });
  expect((await shelf(world.as.anonymous()))[0]).toMatchObject({ priceSource: 'timed' });
});

test('the shopper’s level costs no further trip in a row', async () => {
  shelve(world, 's1', aSku('a'), 9);
  const gold = member('o1', 'gold', 6_000);
  await shelf(gold);
  await shelf(gold);
  // Stock and assets at once.
  expect(world.logs.at(-1)?.['trips']).toBe(2);
  await shelf(world.as.anonymous());
  expect(world.logs.at(-1)?.['trips']).toBe(1);
});

test('a product this shop does not sell is shown at the list price to everybody', async () => {
  shelve(world, 's2', aSku('a'), 9);
  putLive(world, 'c1', [WEEK]);
  const gold = member('o1', 'gold', 6_000);
  expect(await world.ok(getProduct, { skuId: 'a', storeId: 's1' }, gold)).toMatchObject({
    soldHere: false,
    priceFen: 1_000,
    priceSource: 'list',
    priceTags: [],
  });
});

test('a gift box is there as often as its scarcest part, here and in other shops', async () => {
  for (const [storeId, tea, cup] of [
    ['s1', 12, 7],
    ['s2', 50, 40],
    ['s3', 50, 1],
  ] as const) {
    shelve(world, storeId, aSku('tea'), tea);
    shelve(world, storeId, aSku('cup'), cup);
    const components = [
      { skuId: 'tea', qty: 1 },
      { skuId: 'cup', qty: 2 },
    ];
    shelve(world, storeId, aSku('box', { components }), 0);
  }
  const box = (await shelf(world.as.anonymous())).find(({ skuId }) => skuId === 'box');
  expect(box).toMatchObject({ stock: 'few', left: 3 });
  const page = await world.ok(getProduct, { skuId: 'box', storeId: 's1' }, world.as.anonymous());
  expect(page).toMatchObject({ left: 3, elsewhere: [{ storeId: 's2', stock: 'plenty' }] });
  expect(page.elsewhere).toHaveLength(1);
});
