import { beforeEach, describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { testWorld, type TestWorld } from '../kit/testing';
import { main as getProduct } from './getProduct';
import { main as listShelf } from './listShelf';
import { main as scanBarcode } from './scanBarcode';
import { aShop, aSku, shelve } from './testing';

let world: TestWorld;
beforeEach(() => {
  world = testWorld();
  world.db.put(
    'stores',
    aShop('s1'),
    aShop('s2', 500),
    aShop('s3', 900),
    aShop('draft', 0, { status: 'draft' }),
  );
  world.db.put(
    'categories',
    { _id: 'food', name: '食品', sort: 2 },
    { _id: 'drinks', name: '饮料', sort: 1 },
    { _id: 'none', name: '空', sort: 0 },
  );
});
const shelf = (more: Partial<In<typeof listShelf.spec>> = {}) =>
  world.ok(listShelf, { storeId: 's1', ...more }, world.as.anonymous());
const ids = async (more?: Partial<In<typeof listShelf.spec>>) =>
  (await shelf(more)).items.map((item) => item.skuId);
const special = (cap: number | null) => ({
  priceFen: 850,
  from: world.clock.now - 1,
  until: world.clock.now + 60_000,
  reason: '临期特价',
  cap,
});

test('a shelf shows this shop’s prices and stock', async () => {
  shelve(world, 's1', aSku('a'), 6);
  shelve(world, 's1', aSku('b'), 5, { listing: { storePriceFen: 950 } });
  shelve(world, 's1', aSku('c', { categoryId: 'food' }), 0, {
    listing: { storePriceFen: 950, special: special(3) },
    stock: { specialSold: 1 },
  });
  shelve(world, 's1', aSku('gone'), 9, { listing: { onShelf: false } });
  shelve(world, 's1', aSku('off', { status: 'offSale' }), 9);
  shelve(world, 's2', aSku('there'), 9);
  const answer = await shelf();
  expect(answer.items).toMatchObject([
    { skuId: 'a', priceFen: 1000, priceSource: 'list', stock: 'plenty', left: null, special: null },
    { skuId: 'b', priceFen: 950, priceSource: 'store', stock: 'few', left: 5 },
    {
      skuId: 'c',
      priceFen: 850,
      priceSource: 'special',
      stock: 'out',
      left: 0,
      special: { left: 2, reason: '临期特价' },
    },
  ]);
  expect(answer).toHaveProperty('items.length', 3);
  expect(answer.categories).toEqual([
    { categoryId: 'drinks', name: '饮料', count: 2 },
    { categoryId: 'food', name: '食品', count: 1 },
  ]);
  expect(answer.store).toMatchObject({ canOrder: true, notice: '今日有鲜活鱼' });
  expect(JSON.stringify(answer)).not.toContain('costFen');
});

test('the specials alone: every category is still there to go on to', async () => {
  shelve(world, 's1', aSku('a'), 9, { listing: { special: special(null) } });
  shelve(world, 's1', aSku('b', { categoryId: 'food' }), 9);
  const answer = await shelf({ only: 'special' });
  expect(answer.items.map(({ skuId }) => skuId)).toEqual(['a']);
  expect(answer.categories.map(({ categoryId, count }) => [categoryId, count])).toEqual([
    ['drinks', 1],
    ['food', 1],
  ]);
});

test('a special ends with its time and with its pieces', async () => {
  shelve(world, 's1', aSku('a'), 9, {
    listing: { special: special(2) },
    stock: { specialSold: 2 },
  });
  expect((await shelf()).items[0]).toMatchObject({ priceFen: 1000, special: null });
  world.cold();
  shelve(world, 's1', aSku('a'), 9, { listing: { special: special(null) } });
  expect((await shelf()).items[0]).toMatchObject({ priceFen: 850, special: { left: null } });
  expect(await ids({ only: 'special' })).toEqual(['a']);
  world.clock.advance(60_000);
  expect((await shelf()).items[0]).toMatchObject({ priceFen: 1000, special: null });
  expect(await ids({ only: 'special' })).toEqual([]);
});

test('search by words and barcode, by category, page by page', async () => {
  shelve(world, 's1', aSku('a', { title: '纯牛奶', barcode: '6901' }), 1);
  shelve(world, 's1', aSku('b', { title: '酸牛奶', spec: '1L' }), 1);
  shelve(world, 's1', aSku('c', { title: '面包', categoryId: 'food' }), 1);
  expect(await ids({ query: '牛奶' })).toEqual(['a', 'b']);
  expect(await ids({ query: '牛奶 1l' })).toEqual(['b']);
  expect(await ids({ query: '6901' })).toEqual(['a']);
  expect(await ids({ categoryId: 'food' })).toEqual(['c']);
  const first = await shelf({ limit: 2 });
  expect(first.items.map((item) => item.skuId)).toEqual(['a', 'b']);
  // A product put before the cursor meanwhile repeats nothing.
  shelve(world, 's1', aSku('aa'), 1);
  world.cold();
  const second = await shelf({ limit: 2, ...(first.next ? { cursor: first.next } : {}) });
  expect(second.items.map((item) => item.skuId)).toEqual(['c']);
  expect(second.next).toBeUndefined();
  expect(await ids({ cursor: 'nonsense' })).toEqual([]);
});

test('warm, a page is one read; a shop that is not open to shoppers is absent', async () => {
  for (const skuId of ['a', 'b', 'c']) shelve(world, 's1', aSku(skuId), 9);
  await shelf();
  await shelf({ query: '商品' });
  expect(world.logs.at(-1)?.['trips']).toBe(1);
  for (const storeId of ['draft', 'nowhere'])
    expect(await world.call(listShelf, { storeId }, world.as.anonymous())).toMatchObject({
      code: 'NOT_FOUND',
    });
});

describe('a product', () => {
  const product = (skuId: string, storeId = 's1') =>
    world.call(
      getProduct,
      { skuId, storeId, point: { lng: 120.16, lat: 30.28, coord: 'gcj02' } },
      world.as.anonymous(),
    );

  test('with its other specs, and where else it can be had, nearest first', async () => {
    shelve(world, 's1', aSku('small', { spuId: 'milk', spec: '250ml' }), 0);
    shelve(world, 's1', aSku('large', { spuId: 'milk', spec: '1L', listPriceFen: 1_400 }), 3);
    shelve(world, 's3', aSku('small', { spuId: 'milk', spec: '250ml' }), 3);
    shelve(world, 's2', aSku('small', { spuId: 'milk', spec: '250ml' }), 30);
    expect(await product('small')).toMatchObject({
      ok: true,
      data: {
        stock: 'out',
        soldHere: true,
        images: ['/assets/small.svg'],
        specs: [{ skuId: 'large', spec: '1L', priceFen: 1_400, stock: 'few' }],
        elsewhere: [
          { storeId: 's2', distanceM: 500, stock: 'plenty', openNow: true },
          { storeId: 's3', distanceM: 900, stock: 'few' },
        ],
      },
    });
  });

  test('not on this shelf: told so, at the list price; off sale: absent', async () => {
    shelve(world, 's2', aSku('a'), 3);
    shelve(world, 's3', aSku('a'), 3, { listing: { onShelf: false } });
    expect(await product('a')).toMatchObject({
      data: { soldHere: false, stock: 'out', priceFen: 1000, elsewhere: [{ storeId: 's2' }] },
    });
    world.db.put('skus', aSku('old', { status: 'offSale' }));
    expect(await product('old')).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('scanning finds what this shop sells, with or without the leading zero', async () => {
  shelve(world, 's1', aSku('a', { barcode: '0690123456789' }), 3);
  shelve(world, 's2', aSku('b', { barcode: '6900000000011' }), 3);
  const scan = (barcode: string, who = world.as.shopper('o1')) =>
    world.call(scanBarcode, { storeId: 's1', barcode }, who);
  expect(await scan('690123456789')).toMatchObject({ data: { skuId: 'a', left: 3 } });
  expect(await scan('0690123456789')).toMatchObject({ data: { skuId: 'a' } });
  expect(await scan('6900000000011')).toMatchObject({ code: 'UNKNOWN_BARCODE' });
  expect(await scan('12ab')).toMatchObject({
    code: 'BAD_INPUT',
    message: '条码不对，请检查后重试',
  });
  expect(await scan('6900000000011', world.as.anonymous())).toMatchObject({ code: 'NOT_ALLOWED' });
});
