import { expect, test } from 'vitest';
import { aSku, aStore, shelve } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { main as listBundles } from './listBundles';
import { main as saveBundle } from './saveBundle';
import { main as shelveProducts } from './shelveProducts';

function boxWorld() {
  const world = testWorld();
  for (let i = 0; i < 30; i += 1) world.db.put('stores', aStore(`s${String(i).padStart(2, '0')}`));
  shelve(world, 's00', aSku('tea', 1_200, { costFen: 500 }), 10);
  world.db.put('skus', aSku('cup', 800, { costFen: 300 }), aSku('box', 2_500));
  const merch = world.as.hq(['hqMerch']);
  const parts = [
    { skuId: 'tea', qty: 2 },
    { skuId: 'cup', qty: 1 },
  ];
  const box = (more: object = {}) => ({
    requestId: world.requestId(),
    skuId: 'box',
    version: 1,
    components: parts,
    ...more,
  });
  const everywhere = { storeIds: [], storeTags: [], regionIds: [] };
  const shelf = (more: object = {}) => ({
    requestId: world.requestId(),
    skuIds: ['box'],
    place: everywhere,
    onShelf: true,
    ...more,
  });
  return { ...world, merch, parts, box, shelf };
}

test('a box costs what its parts cost and knows what they would cost alone', async () => {
  const w = boxWorld();
  const saved = await w.ok(saveBundle, w.box(), w.merch);
  expect(saved).toEqual({ skuId: 'box', version: 2, costFen: 1_300, separateFen: 3_200 });
  expect(w.db.row('skus', 'box')).toMatchObject({ components: w.parts, costFen: 1_300 });
  const plain = await w.ok(saveBundle, w.box({ version: 2, components: [] }), w.merch);
  expect(plain).toMatchObject({ version: 3, costFen: 1_300 });
});

test.each<[string, object, string]>([
  ['itself', { components: [{ skuId: 'box', qty: 1 }] }, 'BAD_PARTS'],
  [
    'a part twice',
    {
      components: [
        { skuId: 'tea', qty: 1 },
        { skuId: 'tea', qty: 2 },
      ],
    },
    'BAD_PARTS',
  ],
  ['a part that is gone', { components: [{ skuId: 'milk', qty: 1 }] }, 'BAD_PARTS'],
  ['an old version', { version: 0 }, 'STALE'],
  [
    'pieces of its own in a shop',
    { skuId: 'tea', components: [{ skuId: 'cup', qty: 1 }] },
    'HAS_STOCK',
  ],
])('refused: %s', async (_what, more, code) => {
  const w = boxWorld();
  expect(await w.call(saveBundle, w.box(more), w.merch)).toMatchObject({ code });
});

test('a box in a box is no part', async () => {
  const w = boxWorld();
  await w.ok(saveBundle, w.box(), w.merch);
  w.db.put('skus', aSku('big', 9_000));
  const input = w.box({ skuId: 'big', components: [{ skuId: 'box', qty: 1 }] });
  expect(await w.call(saveBundle, input, w.merch)).toMatchObject({ code: 'BAD_PARTS' });
});

test('on the shelves of all shops in pages; own prices stay; again changes nothing', async () => {
  const w = boxWorld();
  shelve(w, 's03', aSku('box', 2_500), 0, { listing: { onShelf: false, storePriceFen: 2_400 } });
  const skuIds = ['box', 'cup', 'tea', ...Array.from({ length: 17 }, (_, i) => `k${i}`)];
  for (let i = 0; i < 17; i += 1) w.db.put('skus', aSku(`k${i}`, 100));
  const first = await w.ok(shelveProducts, w.shelf({ skuIds }), w.merch);
  expect(first).toMatchObject({ stores: 25, next: 's24' });
  const second = await w.ok(shelveProducts, w.shelf({ skuIds, after: first.next }), w.merch);
  expect(second).toEqual({ stores: 5, changed: 100 });
  expect(w.db.row('listings', 's03:box')).toMatchObject({ onShelf: true, storePriceFen: 2_400 });
  expect(w.db.rows('listings').filter(({ onShelf }) => onShelf)).toHaveLength(600);
  const again = await w.ok(shelveProducts, w.shelf(), w.merch);
  expect(again).toEqual({ stores: 30, changed: 0 });
  const off = w.shelf({
    onShelf: false,
    place: { storeIds: ['s03'], storeTags: [], regionIds: [] },
  });
  expect(await w.ok(shelveProducts, off, w.merch)).toEqual({ stores: 1, changed: 1 });
});

test('the list tells what a box holds, what it saves, and how many each shop could hand over', async () => {
  const w = boxWorld();
  await w.ok(saveBundle, w.box(), w.merch);
  await w.ok(
    shelveProducts,
    w.shelf({ place: { ...w.shelf().place, storeIds: ['s00'] } }),
    w.merch,
  );
  shelve(w, 's00', aSku('cup', 800, { costFen: 300 }), 3);
  const { items, total } = await w.ok(listBundles, {}, w.merch);
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    skuId: 'box',
    separateFen: 3_200,
    costFen: 1_300,
    // Ten teas make five boxes, three cups make three.
    boxes: 3,
    shops: [{ storeId: 's00', boxes: 3, scarce: '商品 cup' }],
  });
  expect((await w.ok(listBundles, { query: '没有' }, w.merch)).total).toBe(0);
});
