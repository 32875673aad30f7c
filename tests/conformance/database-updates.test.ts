import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await world.ensure({ name: 'conf_stock' });
  await stock().add({
    _id: 'a',
    n: 10,
    tags: ['x', 'y'],
    deep: { q: 1 },
    items: [
      { s: 1, c: 1 },
      { s: 2, c: 1 },
    ],
  });
  await stock().add({ _id: 'b', n: 20 });
});
afterAll(() => world.stop());

const stock = () => world.db.collection('conf_stock');
const a = async () => (await stock().doc('a').get()).data[0];

describe('update operators', () => {
  it('count, compare and rename', async () => {
    const _ = world.db.command;
    await stock()
      .doc('a')
      .update({ n: _.inc(-3), 'deep.q': _.mul(4), top: _.max(5), low: _.min(2) });
    expect(await a()).toMatchObject({ n: 7, deep: { q: 4 }, top: 5, low: 2 });
    await stock()
      .doc('a')
      .update({ n: _.rename('m'), deep: _.remove() });
    const doc = await a();
    expect(doc).toMatchObject({ m: 7 });
    expect(doc).not.toHaveProperty('n');
    expect(doc).not.toHaveProperty('deep');
  });

  it('change arrays', async () => {
    const _ = world.db.command;
    const tags = async (change: unknown) => {
      await stock().doc('a').update({ tags: change });
      return (await a()).tags;
    };
    expect(await tags(_.push('z'))).toEqual(['x', 'y', 'z']);
    expect(await tags(_.unshift(['w']))).toEqual(['w', 'x', 'y', 'z']);
    expect(await tags(_.push({ each: ['v'], position: 0, slice: 3 }))).toEqual(['v', 'w', 'x']);
    expect(await tags(_.pop())).toEqual(['v', 'w']);
    expect(await tags(_.shift())).toEqual(['w']);
    expect(await tags(_.addToSet('w'))).toEqual(['w']);
    expect(await tags(_.addToSet({ $each: ['w', 'u'] }))).toEqual(['w', 'u']);
    expect(await tags(_.pull('w'))).toEqual(['u']);
    expect(await tags(_.push(['p', 'q']))).toEqual(['u', 'p', 'q']);
    expect(await tags(_.pull(_.in(['u', 'q'])))).toEqual(['p']);
    expect(await tags(_.pullAll(['p']))).toEqual([]);
  });

  it('reach the element the filter found', async () => {
    const _ = world.db.command;
    await stock()
      .where({ _id: 'a', 'items.s': 2 })
      .update({ 'items.$.c': _.inc(5) });
    expect((await a()).items).toEqual([
      { s: 1, c: 1 },
      { s: 2, c: 6 },
    ]);
  });

  it('refuse the wrong type and leave the document alone', async () => {
    const _ = world.db.command;
    const failed = { code: 'DATABASE_REQUEST_FAILED' };
    const before = await a();
    await expect(
      stock()
        .doc('a')
        .update({ tags: _.inc(1), n: 0 }),
    ).rejects.toMatchObject(failed);
    await expect(
      stock()
        .doc('a')
        .update({ n: _.push(1) }),
    ).rejects.toMatchObject(failed);
    await expect(stock().doc('a').update({ 'n.x': 1 })).rejects.toMatchObject(failed);
    expect(await a()).toEqual(before);
  });
});

describe('where', () => {
  it('update changes all matches and counts the changed ones', async () => {
    const _ = world.db.command;
    expect(
      (
        await stock()
          .where({ n: _.gte(10) })
          .update({ n: _.inc(1) })
      ).updated,
    ).toBe(2);
    expect(
      (
        await stock()
          .where({ n: _.gt(1000) })
          .update({ n: 0 })
      ).updated,
    ).toBe(0);
  });

  it('update of one only with options', async () => {
    const one = stock().options({ multiple: false });
    expect((await one.where({}).update({ seen: 1 })).updated).toBe(1);
    expect((await stock().where({ seen: 1 }).count()).total).toBe(1);
  });

  it('updateAndReturn answers the new document, counts a match that changed nothing, null for none', async () => {
    const _ = world.db.command;
    const changed = await stock()
      .where({ _id: 'b' })
      .updateAndReturn({ n: _.inc(1) });
    expect(changed).toMatchObject({ updated: 1, doc: { _id: 'b', n: 21 } });
    expect(await stock().where({ _id: 'b' }).updateAndReturn({ n: 21 })).toMatchObject({
      updated: 1,
    });
    const none = await stock().where({ _id: 'none' }).updateAndReturn({ n: 1 });
    expect(none).toMatchObject({ updated: 0, doc: null });
  });

  it('remove deletes all matches', async () => {
    expect((await stock().where({}).remove()).deleted).toBe(2);
  });

  it('a guarded decrement sells exactly what is there', async () => {
    const _ = world.db.command;
    const buy = (order: number) =>
      stock()
        .where({ _id: 'a', n: _.gte(1), [`held.o${order}`]: _.exists(false) })
        .update({ n: _.inc(-1), [`held.o${order}`]: { q: 1 } });
    const answers = await Promise.all(Array.from({ length: 40 }, (_item, i) => buy(i % 30)));
    expect(answers.filter(({ updated }) => updated === 1)).toHaveLength(10);
    const left = await a();
    expect(left.n).toBe(0);
    expect(Object.keys(left.held)).toHaveLength(10);
  });
});
