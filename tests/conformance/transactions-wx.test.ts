import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await world.ensure({ name: 'conf_wx' });
  await stock().add({ data: { _id: 'a', n: 10 } });
});
afterAll(() => world.stop());

const stock = () => world.wxDatabase().collection('conf_wx');

describe('wx-server-sdk', () => {
  it('throws for a missing document unless told not to', async () => {
    await expect(stock().doc('zz').get()).rejects.toMatchObject({ errCode: -1 });
    const lenient = world.wxDatabase({ throwOnNotFound: false });
    expect((await lenient.collection('conf_wx').doc('zz').get()).data).toBeNull();
  });

  it('reads, updates, counts and removes', async () => {
    const _ = world.wxDatabase().command;
    const updated = await stock()
      .where({ n: _.gte(10) })
      .update({ data: { n: _.inc(-1) } });
    expect(updated).toMatchObject({ stats: { updated: 1 } });
    expect((await stock().doc('a').get()).data).toEqual({ _id: 'a', n: 9 });
    expect((await stock().count()).total).toBe(1);
    expect(await stock().doc('a').remove()).toMatchObject({ stats: { removed: 1 } });
  });

  it('has numbers for some codes only', async () => {
    const nowhere = world.wxDatabase().collection('conf_wx_nowhere');
    await expect(nowhere.get()).rejects.toMatchObject({ errCode: -502005 });
    await expect(stock().add({ data: { _id: 'a' } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('E11000'),
    });
  });

  it('hides a conflict in the callback, so that nothing is tried again', async () => {
    let runs = 0;
    const losing = world.wxDatabase().runTransaction(async (transaction) => {
      runs++;
      const inside = transaction.collection('conf_wx');
      await inside.doc('a').get();
      await stock()
        .doc('a')
        .update({ data: { n: 1 + runs } });
      await inside.doc('a').update({ data: { n: 0 } });
    });
    await expect(losing).rejects.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringContaining('TransactionConflict'),
    });
    expect(runs).toBe(1);
  });
});
