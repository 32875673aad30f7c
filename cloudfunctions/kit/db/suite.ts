import { expect, test } from 'vitest';
import type { CategoryDoc, DemandDoc, Hold, StockDoc } from '#shared/model/docs';
import { ask, askIds, link } from '../ask';
import { between, exists, gte, lt, ne, noneOf, oneOf } from '../conditions';
import { Duplicate, type Db, type Tx } from '../ports';
import { BadValue } from './values';

/** What every database adapter promises. `db` is the port as one call of a function sees it. */
export function dbSuite(open: () => Promise<Db>): void {
  let run = 0;
  /** Ids of one test: adapters share their world between tests. */
  const ids = () => {
    run += 1;
    const prefix = `t${run}`;
    return (name: string) => `${prefix}-${name}`;
  };
  const hold = (orderId: string, qty: number, at: number): Hold => ({
    id: `h-${orderId}`,
    orderId,
    qty,
    special: 0,
    at,
  });
  const stock = (_id: string, more: Partial<StockDoc> = {}): StockDoc => ({
    _id,
    storeId: 's',
    skuId: 'k',
    available: 5,
    reserved: 0,
    holds: [],
    inTransitIn: 0,
    safety: 0,
    specialSold: 0,
    updatedAt: 0,
    ...more,
  });
  const category = (_id: string, name = '茶', sort = 0): CategoryDoc => ({ _id, name, sort });

  test('what was inserted is read back alike; a second insert leaves the first', async () => {
    const db = await open();
    const id = ids()('a');
    const doc = stock(id, { holds: [hold('o1', 2, 1_795_312_800_000)] });
    expect(await db.get('stock', id)).toBeUndefined();
    expect(await db.insert('stock', doc)).toBe(true);
    expect(await db.insert('stock', stock(id, { available: 99 }))).toBe(false);
    expect(await db.get('stock', id)).toEqual(doc);
  });

  test('many at once: read in any order, missing ones left out, nothing half inserted silently', async () => {
    const db = await open();
    const id = ids();
    await db.insertMany('categories', [category(id('a')), category(id('b'), '酒')]);
    const found = await db.getMany('categories', [id('b'), id('none'), id('a'), id('a')]);
    expect(found.map((c) => c.name).toSorted()).toEqual(['茶', '酒'].toSorted());
    await expect(db.insertMany('categories', [category(id('a'))])).rejects.toThrow(Duplicate);
  });

  test('filters, order, paging and projection', async () => {
    const db = await open();
    const id = ids();
    const storeId = id('store');
    await db.insertMany(
      'stock',
      [1, 2, 3, 4].map((n) =>
        stock(id(String(n)), {
          storeId,
          available: n,
          skuId: n % 2 ? 'odd' : 'even',
          holds: n === 4 ? [hold('x', 1, 10)] : [],
        }),
      ),
    );
    const ask = async (where: Parameters<Db['find']>[1], options?: Parameters<Db['find']>[2]) =>
      (await db.find('stock', { storeId, ...where }, { sort: { available: 1 }, ...options })).map(
        (s) => s.available,
      );
    expect(await ask({})).toEqual([1, 2, 3, 4]);
    expect(await ask({ available: gte(3) })).toEqual([3, 4]);
    expect(await ask({ available: between(2, 4) })).toEqual([2, 3]);
    expect(await ask({ available: oneOf([1, 4]), skuId: 'even' })).toEqual([4]);
    expect(await ask({ available: noneOf([1, 4]) })).toEqual([2, 3]);
    expect(await ask({ skuId: ne('odd') })).toEqual([2, 4]);
    expect(await ask({ 'holds.orderId': 'x' })).toEqual([4]);
    expect(await ask({ 'holds.orderId': ne('x') })).toEqual([1, 2, 3]);
    expect(await ask({ 'holds.at': lt(11) })).toEqual([4]);
    expect(await ask({ 'holds.at': exists(true) })).toEqual([4]);
    expect(await ask({}, { sort: { skuId: 1, available: -1 } })).toEqual([4, 2, 3, 1]);
    expect(await ask({}, { skip: 1, limit: 2 })).toEqual([2, 3]);
    expect(await db.count('stock', { storeId, available: gte(2) })).toBe(3);
    const [slim] = await db.find('stock', { storeId, available: 1 }, { only: ['available'] });
    expect(slim).toEqual({ _id: id('1'), available: 1 });
  });

  test('null finds what is null, and what is not there', async () => {
    const db = await open();
    const id = ids();
    const listing = (name: string, price: number | null) => ({
      _id: id(name),
      storeId: id('s'),
      skuId: 'k',
      onShelf: true,
      sort: 0,
      storePriceFen: price,
      special: null,
      updatedAt: 0,
    });
    await db.insertMany('listings', [listing('a', null), listing('b', 100)]);
    const found = await db.find('listings', { storeId: id('s'), storePriceFen: null });
    expect(found.map((l) => l._id)).toEqual([id('a')]);
  });

  test('one trip gathers a document and whatever goes with it', async () => {
    const db = await open();
    const id = ids();
    const [storeId, category1] = [id('s'), id('cat')];
    await db.insertMany('categories', [category(category1), category(id('other'))]);
    await db.insertMany('stock', [
      stock(id('a'), { storeId, skuId: category1, available: 1 }),
      stock(id('b'), { storeId, available: 3, holds: [hold('x', 1, 10)] }),
      stock(id('c'), { storeId, available: 2 }),
      stock(id('d'), { storeId: id('elsewhere') }),
    ]);
    const asked = {
      named: askIds('stock', [id('c'), id('a'), id('none'), id('a')]),
      nothing: askIds('stock', []),
      none: ask('stock', { storeId: id('nowhere') }),
      held: ask('stock', { storeId, 'holds.orderId': 'x' }),
      most: ask('stock', { storeId, available: gte(1) }, { sort: { available: -1 }, limit: 2 }),
      some: ask('stock', { storeId, available: between(2, 4), skuId: ne('q') }, { only: ['qty'] }),
      linked: link('categories', 'skuId'),
    };
    const found = await db.gather('stock', id('a'), asked);
    expect(found?.doc).toEqual(stock(id('a'), { storeId, skuId: category1, available: 1 }));
    const of = (docs: readonly { _id: string }[] | undefined) =>
      docs?.map((doc) => doc._id.split('-')[1]).toSorted();
    expect(of(found?.also.named)).toEqual(['a', 'c']);
    expect([found?.also.nothing, found?.also.none]).toEqual([[], []]);
    expect(found?.also.held).toEqual([
      stock(id('b'), { storeId, available: 3, holds: [hold('x', 1, 10)] }),
    ]);
    expect(found?.also.most.map(({ available }) => available)).toEqual([3, 2]);
    expect(found?.also.some).toEqual([{ _id: id('b') }, { _id: id('c') }]);
    expect(found?.also.linked).toEqual([category(category1)]);
    expect((await db.gather('stock', id('b'), asked))?.also.linked).toEqual([]);
    expect(await db.gather('stock', id('none'), asked)).toBeUndefined();
    const smuggled = { $gt: '' } as unknown as string;
    await expect(
      db.gather('stock', id('a'), { bad: ask('stock', { storeId: smuggled }) }),
    ).rejects.toThrow(BadValue);
  });

  test('a guarded update happens wholly or not at all', async () => {
    const db = await open();
    const id = ids()('a');
    await db.insert('stock', stock(id));
    const take = (qty: number, orderId: string) =>
      db.update(
        'stock',
        id,
        { inc: { available: -qty }, push: { holds: hold(orderId, qty, 1) } },
        { available: gte(qty), 'holds.orderId': ne(orderId) },
      );
    expect(await take(3, 'o1')).toBe(true);
    expect(await take(1, 'o1')).toBe(false);
    expect(await take(3, 'o2')).toBe(false);
    expect(await take(2, 'o3')).toBe(true);
    expect(await db.update('stock', `${id}x`, { inc: { available: 1 } })).toBe(false);
    expect(await db.update('stock', id, { pull: { holds: { orderId: 'o1' } } })).toBe(true);
    expect(await db.get('stock', id)).toMatchObject({
      available: 0,
      holds: [hold('o3', 2, 1)],
    });
  });

  test('fifty at once on one document: exactly what is there is given away', async () => {
    const db = await open();
    const id = ids()('hot');
    await db.insert('stock', stock(id, { available: 20 }));
    const won = await Promise.all(
      Array.from({ length: 50 }, () =>
        db.update('stock', id, { inc: { available: -1, reserved: 1 } }, { available: gte(1) }),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(20);
    expect(await db.get('stock', id)).toMatchObject({ available: 0, reserved: 20 });
  });

  test('set replaces values whole, empty ones too; a change to the same is a success', async () => {
    const db = await open();
    const id = ids()('a');
    await db.insert('salesDays', {
      _id: id,
      storeId: 's',
      day: '2026-11-22',
      salesFen: 1,
      orders: 1,
      refundFen: 0,
      pieces: 1,
      costFen: 0,
      hours: { h10: 5, h11: 6 },
      skus: { k1: { n: 1, fen: 2 } },
    });
    expect(await db.update('salesDays', id, { set: { hours: { h12: 7 } } })).toBe(true);
    expect((await db.get('salesDays', id))?.hours).toEqual({ h12: 7 });
    expect(await db.update('salesDays', id, { set: { hours: {} }, inc: { 'skus.k2.n': 3 } })).toBe(
      true,
    );
    expect(await db.get('salesDays', id)).toMatchObject({
      hours: {},
      skus: { k1: { n: 1, fen: 2 }, k2: { n: 3 } },
    });
    expect(await db.update('salesDays', id, { set: { orders: 1 } })).toBe(true);
    expect(await db.update('salesDays', id, { set: { orders: 1 } }, { orders: 2 })).toBe(false);
    expect(await db.update('salesDays', id, { unset: ['skus.k1'] })).toBe(true);
    expect((await db.get('salesDays', id))?.skus).toEqual({ k2: { n: 3 } });
  });

  test('the document after an update comes back; none when the guard does not hold', async () => {
    const db = await open();
    const id = ids()('c');
    await db.insert('counters', { _id: id, value: 7 });
    const next = () => db.updateAndGet('counters', id, { inc: { value: 1 } }, { value: lt(9) });
    expect(await next()).toEqual({ _id: id, value: 8 });
    expect(await next()).toEqual({ _id: id, value: 9 });
    expect(await next()).toBeUndefined();
  });

  test('many documents by a filter', async () => {
    const db = await open();
    const id = ids();
    await db.insertMany('stock', [
      stock(id('a'), { storeId: id('s') }),
      stock(id('b'), { storeId: id('s') }),
      stock(id('c')),
    ]);
    expect(await db.updateWhere('stock', { storeId: id('s') }, { inc: { safety: 2 } })).toBe(2);
    expect((await db.get('stock', id('c')))?.safety).toBe(0);
    expect(await db.remove('stock', id('a'), { safety: 1 })).toBe(false);
    expect(await db.remove('stock', id('a'), { safety: 2 })).toBe(true);
    expect(await db.remove('stock', id('a'))).toBe(false);
  });

  test('many lists grow by one each, only where they are as long as was read', async () => {
    const db = await open();
    const id = ids();
    const listOf = (name: string, sold: number[]): DemandDoc => ({
      _id: id(name),
      storeId: 's',
      skuId: name,
      from: '2026-11-20',
      sold,
      outHours: sold,
      pricePct: sold,
    });
    await db.insertMany('demand', [listOf('a', [1]), listOf('b', [1, 2]), listOf('c', [0])]);
    const grow = () =>
      db.updateWhere(
        'demand',
        {
          _id: oneOf([id('a'), id('b'), id('c')]),
          'sold.0': exists(true),
          'sold.1': exists(false),
        },
        { push: { sold: 7, outHours: 8, pricePct: 9 } },
      );
    expect([await grow(), await grow()]).toEqual([2, 0]);
    expect(await db.get('demand', id('a'))).toMatchObject({ sold: [1, 7], pricePct: [1, 9] });
    expect(await db.get('demand', id('b'))).toMatchObject({ sold: [1, 2] });
    expect(await db.get('demand', id('c'))).toMatchObject({ sold: [0, 7], outHours: [0, 8] });
  });

  test('a transaction sees its own writes, others see them after the commit, all of them', async () => {
    const db = await open();
    const other = await open();
    const id = ids();
    await db.insert('categories', category(id('old')));
    const value = await db.transaction(async (tx) => {
      await tx.insert('categories', category(id('new')));
      expect(await tx.update('categories', id('new'), { set: { name: '水' } })).toBe(true);
      expect(await tx.update('categories', id('none'), { set: { name: '水' } })).toBe(false);
      await tx.set('categories', category(id('old'), '改', 3));
      expect(await tx.get('categories', id('new'))).toEqual(category(id('new'), '水'));
      expect(await other.get('categories', id('new'))).toBeUndefined();
      expect(await tx.get('categories', id('none'))).toBeUndefined();
      return 7;
    });
    expect(value).toBe(7);
    expect(await other.get('categories', id('new'))).toEqual(category(id('new'), '水'));
    expect(await other.get('categories', id('old'))).toEqual(category(id('old'), '改', 3));
    expect(await db.transaction((tx) => tx.remove('categories', id('old')))).toBe(true);
    expect(await db.transaction((tx) => tx.remove('categories', id('old')))).toBe(false);
  });

  test('a transaction reads and inserts many at once, and guards what it changes', async () => {
    const db = await open();
    const id = ids();
    await db.insert('categories', category(id('old'), '茶', 1));
    await db.transaction(async (tx) => {
      await tx.insertMany('categories', []);
      await tx.insertMany('categories', [category(id('a')), category(id('b'))]);
      const found = await tx.getMany('categories', [id('old'), id('b'), id('none'), id('b')]);
      expect(found.map((doc) => doc._id).toSorted()).toEqual([id('b'), id('old')]);
      const rename = (sort: number) =>
        tx.update('categories', id('old'), { set: { name: '酒' } }, { sort });
      expect([await rename(2), await rename(1), await rename(1)]).toEqual([false, true, true]);
      const bump = (name: string) =>
        tx.update('categories', id('old'), { inc: { sort: 1 } }, { name });
      expect([await bump('茶'), await bump('酒')]).toEqual([false, true]);
    });
    expect(await db.get('categories', id('old'))).toEqual(category(id('old'), '酒', 2));
    expect(await db.getMany('categories', [id('a'), id('b')])).toHaveLength(2);
    const both = [category(id('c')), category(id('a'))];
    await expect(db.transaction((tx) => tx.insertMany('categories', both))).rejects.toThrow(
      Duplicate,
    );
    expect(await db.get('categories', id('c'))).toBeUndefined();
  });

  test('a body that throws leaves nothing, and its own error comes out', async () => {
    const db = await open();
    const id = ids()('a');
    const error = new Error('no');
    const body = async (tx: Tx) => {
      await tx.insert('categories', category(id));
      throw error;
    };
    await expect(db.transaction(body)).rejects.toBe(error);
    expect(await db.get('categories', id)).toBeUndefined();
    await db.insert('categories', category(id));
    await expect(db.transaction((tx) => tx.insert('categories', category(id)))).rejects.toThrow(
      Duplicate,
    );
  });

  test('two that write one document: the later one runs again and nothing is lost', async () => {
    const db = await open();
    const id = ids()('n');
    await db.insert('counters', { _id: id, value: 0 });
    let runs = 0;
    const add = async (port: Db) =>
      port.transaction(async (tx) => {
        runs += 1;
        const now = await tx.get('counters', id);
        await tx.update('counters', id, { set: { value: (now?.value ?? 0) + 1 } });
      });
    const ports = await Promise.all(Array.from({ length: 6 }, open));
    await Promise.all(ports.map(add));
    expect((await db.get('counters', id))?.value).toBe(6);
    expect(runs).toBeGreaterThan(6);
  });

  test('values that would be stored or compared wrongly never leave the port', async () => {
    const db = await open();
    const id = ids()('bad');
    // What untyped data could smuggle in; the types refuse it in our own code.
    const bad = (more: object) => ({ ...stock(id), ...more }) as StockDoc;
    const values = [undefined, Number.NaN, Infinity, 2 ** 53, () => 1, new Date(0), 1n];
    for (const value of values)
      await expect(db.insert('stock', bad({ safety: value }))).rejects.toThrow(BadValue);
    const parsed: unknown = JSON.parse('{"__proto__":{"x":1}}');
    for (const value of [{ $gt: '' }, { 'a.b': 1 }, { '': 1 }, parsed])
      await expect(db.insert('stock', bad({ holds: value }))).rejects.toThrow(BadValue);
    const wrong = (value: unknown) => value as string;
    for (const value of [undefined, { $gt: '' }, Number.NaN, ['a']])
      await expect(db.find('stock', { storeId: wrong(value) })).rejects.toThrow(BadValue);
    await expect(db.get('stock', wrong({ $gt: '' }))).rejects.toThrow(BadValue);
    await expect(db.updateWhere('stock', {}, { inc: { safety: 1 } })).rejects.toThrow('empty');
    await expect(db.update('stock', id, {})).rejects.toThrow(BadValue);
    await expect(db.update('stock', id, { inc: { safety: 0.5 } })).rejects.toThrow(BadValue);
    await expect(db.update('stock', id, { set: { $set: 1 } })).rejects.toThrow(BadValue);
    await expect(db.update('stock', id, { set: { _id: 'x' } })).rejects.toThrow(BadValue);
    await expect(
      db.update('stock', id, { set: { holds: [] }, push: { holds: 1 } }),
    ).rejects.toThrow(BadValue);
    expect(await db.get('stock', id)).toBeUndefined();
  });
}
