import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isRemote, startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await world.ensure({ name: 'conf_tx' });
  await stock().add([
    { _id: 'a', n: 10 },
    { _id: 'b', n: 10 },
  ]);
});
afterAll(() => world.stop());

const stock = () => world.db.collection('conf_tx');
const n = async (id: string) => (await stock().doc(id).get()).data[0]?.n;
const CONFLICT = { code: 'DATABASE_TRANSACTION_CONFLICT' };
const GONE = { code: 'DATABASE_TRANSACTION_FAIL' };

describe('runTransaction', () => {
  it('commits everything and answers what the callback answers', async () => {
    const _ = world.db.command;
    const answer = await world.transact(async (transaction) => {
      const inside = transaction.collection('conf_tx');
      await inside.doc('a').update({ n: _.inc(-4) });
      await inside.doc('b').set({ n: 14 });
      expect(await inside.add({ _id: 'c', n: 0 })).toMatchObject({ inserted: 1, ok: 1, id: 'c' });
      expect((await inside.doc('a').get()).data).toMatchObject({ n: 6 });
      expect((await inside.doc('nobody').get()).data).toBeNull();
      return 'done';
    });
    expect(answer).toBe('done');
    expect([await n('a'), await n('b'), await n('c')]).toEqual([6, 14, 0]);
  });

  it('rolls back when the callback throws, and throws the same', async () => {
    const failing = world.transact(async (transaction) => {
      await transaction.collection('conf_tx').doc('a').update({ n: 0 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await n('a')).toBe(10);
  });

  it('rejects with the reason given to rollback', async () => {
    const failing = world.transact(async (transaction) => {
      await transaction.collection('conf_tx').doc('a').remove();
      await transaction.rollback({ why: '库存不足' });
    });
    await expect(failing).rejects.toEqual({ why: '库存不足' });
    expect(await n('a')).toBe(10);
  });

  it('makes four attempts at a conflict, without a pause', async () => {
    let runs = 0;
    const losing = world.transact(async (transaction) => {
      runs++;
      const inside = transaction.collection('conf_tx');
      await inside.doc('a').get();
      await stock()
        .doc('a')
        .update({ n: world.db.command.inc(1) });
      await inside.doc('a').update({ n: 0 });
    });
    await expect(losing).rejects.toMatchObject(CONFLICT);
    expect(runs).toBe(4);
    expect(await n('a')).toBe(14);
  });

  it('keeps the sum right when many move pieces at once', async () => {
    const _ = world.db.command;
    const move = () =>
      world.transact(async (transaction) => {
        const inside = transaction.collection('conf_tx');
        await inside.doc('a').update({ n: _.inc(-1) });
        await inside.doc('b').update({ n: _.inc(1) });
      });
    const results = await Promise.allSettled(Array.from({ length: 10 }, move));
    const moved = results.filter(({ status }) => status === 'fulfilled').length;
    expect([await n('a'), await n('b')]).toEqual([10 - moved, 10 + moved]);
  });
});

describe('isolation', () => {
  it('reads the snapshot of the first operation, by id and by where', async () => {
    const transaction = await world.begin();
    const inside = transaction.collection('conf_tx');
    await inside.doc('b').get();
    await stock().doc('a').update({ n: 99 });
    await stock().add({ _id: 'c', n: 10 });
    expect((await inside.doc('a').get()).data).toMatchObject({ n: 10 });
    expect((await inside.where({ n: 10 }).get()).data).toHaveLength(2);
    await transaction.rollback();
  });

  it('the first writer wins, at once; the loser is over', async () => {
    const one = await world.begin();
    const two = await world.begin();
    await one.collection('conf_tx').doc('a').update({ n: 1 });
    await expect(two.collection('conf_tx').doc('a').update({ n: 2 })).rejects.toMatchObject(
      CONFLICT,
    );
    await expect(two.collection('conf_tx').doc('b').get()).rejects.toMatchObject(GONE);
    await one.commit();
    expect(await n('a')).toBe(1);
  });

  it('where().updateAndReturn is part of the transaction', async () => {
    const transaction = await world.begin();
    const inside = transaction.collection('conf_tx');
    const { doc } = await inside.where({ _id: 'a' }).updateAndReturn({ n: 3 });
    expect(doc).toMatchObject({ n: 3 });
    expect(await n('a')).toBe(10);
    await transaction.rollback();
    expect(await n('a')).toBe(10);
  });

  it('write skew is possible: what was only read is not guarded', async () => {
    const [one, two] = [await world.begin(), await world.begin()];
    for (const transaction of [one, two]) await transaction.collection('conf_tx').where({}).get();
    await one.collection('conf_tx').doc('a').update({ n: 0 });
    await two.collection('conf_tx').doc('b').update({ n: 0 });
    await one.commit();
    await two.commit();
    expect([await n('a'), await n('b')]).toEqual([0, 0]);
  });
});

describe("the SDK's leaks", () => {
  it('where().update, where().remove, count and aggregate run outside', async () => {
    const transaction = await world.begin();
    const inside = transaction.collection('conf_tx');
    await inside.add({ _id: 'c', n: 1 });
    expect((await inside.count()).total).toBe(2);
    expect((await inside.aggregate().match({}).end()).data).toHaveLength(2);
    await inside.where({ _id: 'a' }).update({ n: 55 });
    await inside.where({ _id: 'b' }).remove();
    await transaction.rollback();
    expect([await n('a'), await n('b'), await n('c')]).toEqual([55, undefined, undefined]);
  });

  it.skipIf(isRemote)('where().update waits for the lock of its own transaction', async () => {
    const transaction = await world.begin();
    const inside = transaction.collection('conf_tx');
    await inside.doc('a').update({ n: 1 });
    let done = false;
    const orphan = inside.where({ _id: 'a' }).update({ n: world.db.command.inc(10) });
    void orphan.then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(done).toBe(false);
    await transaction.rollback();
    await orphan;
    expect(await n('a')).toBe(20);
  });
});

it('plain writes wait for the lock, plain reads do not', async () => {
  const transaction = await world.begin();
  await transaction.collection('conf_tx').doc('a').update({ n: 1 });
  const waiting = stock()
    .doc('a')
    .update({ n: world.db.command.inc(100) });
  expect(await n('a')).toBe(10);
  await transaction.commit();
  await waiting;
  expect(await n('a')).toBe(101);
});

it('adds 1,001 documents in one call', async () => {
  await world.transact(async (transaction) => {
    const docs = Array.from({ length: 1001 }, (_item, i) => ({ _id: `d${i}` }));
    await transaction.collection('conf_tx').add(docs);
  });
  expect((await stock().count()).total).toBe(1003);
});

it('is gone after its end', async () => {
  const transaction = await world.begin();
  await transaction.commit();
  const late = transaction.collection('conf_tx').doc('a').get();
  await expect(late).rejects.toMatchObject({
    ...GONE,
    message: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]'),
  });
});
