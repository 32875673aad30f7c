import { beforeEach, describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { main as getPriceHistory } from './getPriceHistory';
import { main as listCategories } from './listCategories';
import { main as listListings } from './listListings';
import { main as listProducts } from './listProducts';
import { main as saveProduct } from './saveProduct';
import { main as setListing } from './setListing';
import { aShop, aSku, shelve } from './testing';

let world: TestWorld;
let merch: Caller;
beforeEach(() => {
  world = testWorld();
  world.db.put('stores', aShop('s1'), aShop('s2'));
  world.db.put('categories', { _id: 'drinks', name: '饮料', sort: 1 });
  merch = world.as.hq(['hqMerch']);
});
const form: In<typeof saveProduct.spec>['form'] = {
  title: '纯牛奶',
  spec: '1L',
  brand: '',
  categoryId: 'drinks',
  barcode: '6901234567892',
  unit: '盒',
  packSize: 12,
  listPriceFen: 1_200,
  costFen: 800,
  floorPriceFen: 1_000,
  ceilingPriceFen: 1_500,
  shelfLifeDays: 21,
  description: '',
  image: '/assets/milk.svg',
  tags: [],
};
const save = (more: Partial<In<typeof saveProduct.spec>> = {}, who = merch) =>
  world.call(saveProduct, { requestId: world.requestId(), form, status: 'onSale', ...more }, who);
const made = async () => {
  const reply = await save();
  if (!reply.ok) throw new Error(reply.message);
  return reply.data;
};

describe('products', () => {
  test('a new one, changed, with its price remembered and audited', async () => {
    const { skuId, version } = await made();
    const dearer = { ...form, listPriceFen: 1_300, image: '/assets/new.svg' };
    expect(await save({ skuId, version, form: dearer })).toMatchObject({ data: { version: 2 } });
    expect(await save({ skuId, version, form })).toMatchObject({ code: 'STALE' });
    world.clock.advance(1);
    expect(world.db.row('skus', skuId)).toMatchObject({
      spuId: skuId,
      listPriceFen: 1_300,
      images: ['/assets/new.svg'],
    });
    const { items } = await world.ok(getPriceHistory, { skuId }, merch);
    expect(items.map((row) => [row.fromFen, row.toFen, row.storeName, row.by])).toEqual(
      expect.arrayContaining([
        [null, 1_200, '全部门店', '总部小李'],
        [1_200, 1_300, '全部门店', '总部小李'],
      ]),
    );
    expect(world.db.rows('auditLogs')).toHaveLength(2);
    expect(await world.ok(listCategories, {}, merch)).toEqual({
      items: [{ categoryId: 'drinks', name: '饮料', sort: 1 }],
    });
  });

  test('a barcode is one product’s, also at the same moment; a changed one gives the old one free', async () => {
    const replies = await Promise.all([save(), save()]);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(replies.find((reply) => !reply.ok)).toMatchObject({ code: 'BARCODE_TAKEN' });
    expect(world.db.rows('skus')).toHaveLength(1);
    const first = replies.find((reply) => reply.ok);
    if (!first?.ok) throw new Error('none was saved');
    const moved = await save({ ...first.data, form: { ...form, barcode: '6900000000011' } });
    expect(moved).toMatchObject({ ok: true });
    expect(await save()).toMatchObject({ ok: true });
    expect(world.db.rows('barcodes')).toHaveLength(2);
  });

  test.each([
    ['BAD_BAND', { listPriceFen: 999 }],
    ['BAD_BAND', { ceilingPriceFen: 1_100 }],
    ['BAD_INPUT', { categoryId: 'nothing' }],
    ['BAD_INPUT', { barcode: '12' }],
    ['BAD_INPUT', { title: ' ' }],
  ])('%s and nothing is written: %o', async (code, more) => {
    const before = world.db.dump();
    expect(await save({ form: { ...form, ...more } })).toMatchObject({ code });
    expect(world.db.dump()).toBe(before);
  });

  test('the list counts shops and pieces, pages and searches', async () => {
    shelve(world, 's1', aSku('a', { updatedAt: 2 }), 4, { stock: { reserved: 1 } });
    shelve(world, 's2', aSku('a', { updatedAt: 2 }), 5, { listing: { onShelf: false } });
    shelve(world, 's1', aSku('b', { title: '面包', updatedAt: 1 }), 0);
    const list = (more: In<typeof listProducts.spec> = {}) => world.ok(listProducts, more, merch);
    expect(await list()).toMatchObject({
      total: 2,
      items: [
        { skuId: 'a', stores: 1, onHand: 10 },
        { skuId: 'b', stores: 1, onHand: 0 },
      ],
    });
    expect((await list({ query: '面包' })).items.map((row) => row.skuId)).toEqual(['b']);
    expect(await list({ page: 2, size: 1 })).toMatchObject({ total: 2, items: [{ skuId: 'b' }] });
    expect(await list({ page: 9 })).toEqual({ total: 2, items: [] });
  });

  test('who may not: a shop’s manager, finance', async () => {
    const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1' });
    for (const who of [manager, world.as.hq(['hqFinance']), world.as.shopper('o1')])
      expect(await save({}, who)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('a shop’s prices', () => {
  const set = (more: Partial<In<typeof setListing.spec>> = {}, who = merch) =>
    world.call(
      setListing,
      {
        requestId: world.requestId(),
        storeId: 's1',
        skuId: 'a',
        onShelf: true,
        storePriceFen: null,
        special: null,
        ...more,
      },
      who,
    );
  const special = (more: object = {}) => ({
    priceFen: 900,
    from: world.clock.now,
    until: world.clock.now + 1000,
    reason: '临期',
    cap: 5,
    ...more,
  });

  test('within HQ’s band and in time, by HQ or the shop’s own manager', async () => {
    shelve(world, 's1', aSku('a'), 9, { listing: { sort: 7 }, stock: { specialSold: 4 } });
    const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1' });
    expect(await set({ storePriceFen: 799 })).toMatchObject({
      code: 'OUT_OF_BAND',
      message: '价格要在¥8到¥15之间，请调整',
    });
    expect(await set({ special: special({ priceFen: 1501 }) })).toMatchObject({
      code: 'OUT_OF_BAND',
    });
    expect(await set({ special: special({ until: world.clock.now }) })).toMatchObject({
      code: 'BAD_PERIOD',
    });
    expect(await set({ storeId: 's2' }, manager)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await set({ skuId: 'none' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await set({ storePriceFen: 950, special: special() }, manager)).toMatchObject({
      ok: true,
    });
    expect(world.db.row('listings', 's1:a')).toMatchObject({ sort: 7, storePriceFen: 950 });
    // A special that begins counts its pieces from zero; the same one saved again goes on counting.
    expect(world.db.row('stock', 's1:a')?.specialSold).toBe(0);
    world.db.put('stock', { ...(world.db.row('stock', 's1:a') ?? never()), specialSold: 2 });
    await set({ storePriceFen: 960, special: special() }, manager);
    expect(world.db.row('stock', 's1:a')?.specialSold).toBe(2);
    expect(world.db.rows('priceChanges').map((row) => [row.kind, row.fromFen, row.toFen])).toEqual([
      ['store', null, 950],
      ['special', null, 900],
      ['store', 950, 960],
    ]);
  });

  test('the table shows what is not on the shelf yet; a manager sees the own shop', async () => {
    shelve(world, 's1', aSku('a'), 9, { listing: { storePriceFen: 950 } });
    world.db.put('skus', aSku('b'));
    const manager = world.as.staff({ roles: ['storeManager'], storeId: 's2' });
    const rows = async (more: In<typeof listListings.spec>, who = merch) =>
      (await world.ok(listListings, more, who)).items.map((r) => [
        r.storeId,
        r.skuId,
        r.onShelf,
        r.available,
      ]);
    expect(await rows({ skuId: 'a' })).toEqual([
      ['s1', 'a', true, 9],
      ['s2', 'a', false, 0],
    ]);
    expect(await rows({ storeId: 's1' })).toEqual([
      ['s1', 'a', true, 9],
      ['s1', 'b', false, 0],
    ]);
    expect(await rows({}, manager)).toEqual([
      ['s2', 'a', false, 0],
      ['s2', 'b', false, 0],
    ]);
    await set({ storePriceFen: 900 });
    expect((await world.ok(getPriceHistory, { skuId: 'a' }, manager)).items).toEqual([]);
    expect(
      (await world.ok(getPriceHistory, { skuId: 'a', storeId: 's1' }, merch)).items,
    ).toHaveLength(1);
    expect(await world.call(listListings, { storeId: 's1' }, manager)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

function never(): never {
  throw new Error('no such document');
}
