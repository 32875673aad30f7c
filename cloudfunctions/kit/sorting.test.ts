import { expect, test } from 'vitest';
import { main as listProducts } from '../catalog/listProducts';
import { aSku, aStore, shelve } from '../orders/testing';
import { main as listStockHq } from '../stock/listStockHq';
import { main as listStoresHq } from '../stores/listStoresHq';
import { inOrder, sortBy } from './sorting';
import { testWorld } from './testing';

test('rows at hand: numbers by size, names by the Chinese dictionary, ties by id', () => {
  const row = (_id: string, name: string, n: number) => ({ _id, name, n });
  const rows = [row('b', '张江店', 2), row('a', '安吉店', 10), row('c', '北山店', 2)];
  const ids = (sort: string) => [...rows].sort(inOrder(sortBy(sort, {}))).map((r) => r._id);
  expect(ids('n')).toEqual(['b', 'c', 'a']);
  expect(ids('-n')).toEqual(['a', 'c', 'b']);
  expect(ids('name')).toEqual(['a', 'c', 'b']);
});

test('the server sorts before it pages, searched or not, and no page repeats a row', async () => {
  const world = testWorld();
  world.db.put('stores', aStore('s1', { name: '张江店' }), aStore('s2', { name: '安吉店' }));
  const stock = [4, 1, 4, 2, 4, 3];
  stock.forEach((pieces, i) =>
    shelve(world, 's1', aSku(`tea${i}`, 1000 + i * 100), pieces, { stock: { safety: 5 } }),
  );
  const hq = world.as.hq(['hqOwner']);

  const left: number[] = [];
  const seen = new Set<string>();
  for (const page of [1, 2, 3]) {
    const input = { filter: 'low', sort: '-available', page, size: 2 } as const;
    const { items } = await world.ok(listStockHq, input, hq);
    const all = await world.ok(listStockHq, { ...input, filter: 'all' }, hq);
    expect(all.items.map((i) => i.skuId)).toEqual(items.map((i) => i.skuId));
    for (const item of items) {
      left.push(item.available);
      seen.add(item.skuId);
    }
  }
  expect(left).toEqual([4, 4, 4, 3, 2, 1]);
  expect(seen.size).toBe(6);

  for (const query of [undefined, 'tea']) {
    const { items } = await world.ok(listProducts, { query, sort: '-listPriceFen', size: 2 }, hq);
    expect(items.map((p) => p.skuId)).toEqual(['tea5', 'tea4']);
  }
  const shops = await world.ok(listStoresHq, { sort: 'name' }, hq);
  expect(shops.items.map((s) => s.name)).toEqual(['安吉店', '张江店']);
  expect(await world.call(listStoresHq, { sort: 'phone' } as never, hq)).toMatchObject({
    code: 'BAD_INPUT',
  });
});
