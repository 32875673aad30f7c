import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRemote, startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.ensure({
    name: 'conf_many',
    indexes: [
      { name: 'phone', keys: [{ field: 'phone', direction: 1 }], unique: true },
      {
        name: 'shop_day',
        keys: [
          { field: 'shop', direction: 1 },
          { field: 'day', direction: 1 },
        ],
        unique: true,
      },
    ],
  });
});
afterAll(() => world.stop());

const many = () => world.db.collection('conf_many');
const row = (i: number) => ({ _id: i, phone: `p${i}`, shop: 's', day: i });

describe('pages', () => {
  beforeAll(async () => {
    await many().add(Array.from({ length: 1005 }, (_item, i) => row(i)));
  });

  it('are 100 documents without a limit and 1,000 at most', async () => {
    expect((await many().get()).data).toHaveLength(100);
    expect((await many().limit(5000).get()).data).toHaveLength(1000);
    expect((await many().skip(1000).get()).data).toHaveLength(5);
  });

  it('do not limit count or aggregation', async () => {
    expect((await many().count()).total).toBe(1005);
    const { data } = await many()
      .aggregate()
      .group({ _id: null, n: { $sum: 1 } })
      .end();
    expect(data).toEqual([{ _id: null, n: 1005 }]);
  });
});

describe('unique indexes', () => {
  const duplicate = /E11000 duplicate key/;

  it('refuse a second document, by add, set and update', async () => {
    await expect(many().add({ ...row(2000), phone: 'p1' })).rejects.toThrow(duplicate);
    await expect(many().doc(2001).set({ phone: 'p1' })).rejects.toThrow(duplicate);
    await expect(many().doc(3).update({ phone: 'p1' })).rejects.toThrow(duplicate);
    expect((await many().doc(3).get()).data[0].phone).toBe('p3');
  });

  it('mean the combination of their fields', async () => {
    await expect(many().add({ ...row(2000), day: 5 })).rejects.toThrow(duplicate);
    await many().add({ ...row(2000), shop: 'other', day: 5 });
  });

  it('count a missing field as a value', async () => {
    await many().add({ _id: 'n1', shop: 'x', day: 1 });
    await expect(many().add({ _id: 'n2', shop: 'x', day: 2 })).rejects.toThrow(duplicate);
  });

  it('let one of many at once through', async () => {
    const tries = Array.from({ length: 20 }, (_item, i) =>
      many().add({ _id: `race${i}`, phone: 'same', shop: 'race', day: i }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('sizes', () => {
  it.skipIf(isRemote)('an answer beyond 16 MB is refused', async () => {
    await world.ensure({ name: 'conf_big' });
    const big = world.db.collection('conf_big');
    for (let i = 0; i < 5; i++) await big.add({ _id: i, text: '茶'.repeat(1_200_000) });
    expect((await big.limit(2).get()).data).toHaveLength(2);
    await expect(big.get()).rejects.toThrow('16 MB');
  });

  it.skipIf(isRemote)('100 collections are the end', async () => {
    const create = async () => {
      for (let i = 0; i < 101; i++) await world.db.createCollection(`conf_n${i}`);
    };
    await expect(create()).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_EXCEED_LIMIT' });
  });
});
