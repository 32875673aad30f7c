import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isRemote, startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.ensure({ name: 'conf_goods' }));
afterAll(() => world.stop());

const goods = () => world.db.collection('conf_goods');

describe('add', () => {
  it('makes an id of 32 hexadecimal digits', async () => {
    const { id } = await goods().add({ name: '茶' });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes ids of its own, text or number, and many documents at once', async () => {
    expect(await goods().add({ _id: 7, name: 'a' })).toMatchObject({ id: 7 });
    expect(await goods().add([{ _id: 'x' }, { _id: 'y' }])).toMatchObject({ ids: ['x', 'y'] });
    expect((await goods().doc(7).get()).data).toEqual([{ _id: 7, name: 'a' }]);
  });

  it('refuses an id that exists, and keeps what was there', async () => {
    await goods().add({ _id: 'x', n: 1 });
    await expect(goods().add({ _id: 'x', n: 2 })).rejects.toThrow('E11000 duplicate key');
    expect((await goods().doc('x').get()).data).toEqual([{ _id: 'x', n: 1 }]);
  });

  it('refuses field names that begin with a dollar sign', async () => {
    await expect(goods().add({ $a: 1 })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    expect((await goods().count()).total).toBe(0);
  });

  it('keeps dates, server dates, numbers, null and nesting as they were', async () => {
    const { db } = world;
    const at = new Date(1_700_000_000_123);
    const doc = { _id: 'x', at, price: 12.5, big: 2 ** 40, none: null, list: [{ a: [1] }, []] };
    await goods().add({ ...doc, made: db.serverDate({ offset: 60_000 }) });
    const [back] = (await goods().doc('x').get()).data;
    expect(back).toMatchObject(doc);
    expect(Math.abs(back.made.getTime() - Date.now() - 60_000)).toBeLessThan(
      isRemote ? 60_000 : 5_000,
    );
  });
});

describe('doc', () => {
  it('get of a missing document is an empty list', async () => {
    expect((await goods().doc('nobody').get()).data).toEqual([]);
  });

  it('set replaces, or inserts and says under which id', async () => {
    expect(await goods().doc('x').set({ a: 1, b: 2 })).toMatchObject({
      updated: 0,
      upsertedId: 'x',
    });
    expect(await goods().doc('x').set({ c: 3 })).toMatchObject({ updated: 1 });
    expect((await goods().doc('x').get()).data).toEqual([{ _id: 'x', c: 3 }]);
  });

  it('set refuses operators, update refuses the id', async () => {
    const _ = world.db.command;
    await expect(
      goods()
        .doc('x')
        .set({ n: _.inc(1) }),
    ).rejects.toThrow('update operator complicit');
    await expect(goods().doc('x').update({ _id: 'y' })).rejects.toThrow('不能更新_id的值');
  });

  it('update merges nested objects, replaces arrays and drops empty objects', async () => {
    const _ = world.db.command;
    await goods().add({ _id: 'x', a: { b: 1, c: 2 }, list: [1, 2], e: { f: 1 } });
    await goods()
      .doc('x')
      .update({ a: { b: 9 }, list: [3], e: {} });
    expect((await goods().doc('x').get()).data).toEqual([
      { _id: 'x', a: { b: 9, c: 2 }, list: [3], e: { f: 1 } },
    ]);
    await goods()
      .doc('x')
      .update({ a: _.set({}) });
    expect((await goods().doc('x').get()).data[0]).toMatchObject({ a: {} });
  });

  it('update of a missing document changes nothing', async () => {
    expect((await goods().doc('nobody').update({ a: 1 })).updated).toBe(0);
    expect((await goods().count()).total).toBe(0);
  });

  it('remove says how many', async () => {
    await goods().add({ _id: 'x' });
    expect((await goods().doc('x').remove()).deleted).toBe(1);
    expect((await goods().doc('x').remove()).deleted).toBe(0);
  });
});

describe('a collection that was never declared', () => {
  const missing = { code: 'DATABASE_COLLECTION_NOT_EXIST' };

  it('is not created by reading or writing', async () => {
    const nowhere = world.db.collection('conf_nowhere');
    await expect(nowhere.get()).rejects.toMatchObject(missing);
    await expect(nowhere.add({ a: 1 })).rejects.toMatchObject(missing);
    await expect(nowhere.doc('x').update({ a: 1 })).rejects.toMatchObject(missing);
    await expect(nowhere.where({ a: 1 }).remove()).rejects.toMatchObject(missing);
    await expect(nowhere.count()).rejects.toMatchObject(missing);
    await expect(nowhere.aggregate().match({}).end()).rejects.toMatchObject(missing);
  });

  it.skipIf(isRemote)('can be created by name, once', async () => {
    await world.db.createCollection('conf_made');
    expect((await world.db.collection('conf_made').count()).total).toBe(0);
    await expect(world.db.createCollection('conf_made')).rejects.toThrow('Table exist');
  });
});
