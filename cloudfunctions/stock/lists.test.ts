import { expect, test } from 'vitest';
import { aSku, shelve } from '../orders/testing';
import { main as listMoves } from './listMoves';
import { main as listStock } from './listStock';
import { main as listStockHq } from './listStockHq';
import { main as recordStock } from './recordStock';
import { shop } from './testing';

test('the list shows empty shelves first, the journal who and why', async () => {
  const s = shop();
  shelve(s, 's1', aSku('cake', 900, { title: '蛋糕' }), 0);
  shelve(s, 's1', aSku('pear', 500), 2, { stock: { safety: 3 } });
  const all = await s.ok(listStock, { storeId: 's1' }, s.clerk);
  expect(all.items.map((i) => [i.skuId, i.state])).toEqual([
    ['cake', 'out'],
    ['pear', 'low'],
    ['tea', 'plenty'],
  ]);
  expect((await s.ok(listStock, { storeId: 's1', query: '蛋糕' }, s.clerk)).items).toHaveLength(1);
  const input = {
    requestId: s.requestId(),
    storeId: 's1',
    kind: 'receive' as const,
    lines: s.line(5),
    reason: '',
  };
  const { docNo } = await s.ok(recordStock, input, s.clerk);
  const moves = await s.ok(listMoves, { storeId: 's1', skuId: 'tea' }, s.as.hq(['hqSupply']));
  expect(moves.items[0]).toMatchObject({
    typeText: '入库',
    qty: 5,
    after: 15,
    refText: `库存单 ${docNo}`,
    by: '小王',
  });
});

test('headquarters sees every shop it reaches: what is out, what is low, what it is worth', async () => {
  const s = shop();
  shelve(s, 's1', aSku('cake', 900), 0);
  shelve(s, 's2', aSku('pear', 500), 2, { stock: { safety: 3 } });
  const hq = s.as.hq(['hqSupply']);
  const skus = async (input: object) =>
    (await s.ok(listStockHq, input, hq)).items.map(({ storeId, skuId }) => `${storeId}:${skuId}`);
  expect(await skus({})).toEqual(['s1:cake', 's1:tea', 's2:pear', 's2:tea']);
  expect(await skus({ page: 2, size: 3 })).toEqual(['s2:tea']);
  expect(await skus({ filter: 'out' })).toEqual(['s1:cake']);
  expect(await skus({ filter: 'low' })).toEqual(['s2:pear']);
  expect(await skus({ storeId: 's2', query: 'tea' })).toEqual(['s2:tea']);
  expect(await skus({ query: '没有这样的商品' })).toEqual([]);
  const all = await s.ok(listStockHq, { storeId: 's1', query: 'tea' }, hq);
  expect(all).toMatchObject({
    total: 1,
    items: [{ storeName: '连店 s1', costFen: 600, valueFen: 6000 }],
  });
  const region = s.as.hq(['regionManager'], { regionId: 'r9' });
  expect(await s.ok(listStockHq, {}, region)).toEqual({ items: [], total: 0 });
  expect(await s.call(listStockHq, { storeId: 's1' }, region)).toMatchObject({ code: 'NOT_FOUND' });
});
