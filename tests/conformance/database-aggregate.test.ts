import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRemote, startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.ensure({ name: 'conf_sales' }, { name: 'conf_stores' });
  await sales().add([
    {
      _id: '1',
      store: 's1',
      fen: 300,
      n: 2,
      at: new Date('2026-01-04T16:30:00Z'),
      tags: ['a', 'b'],
      name: '红茶',
    },
    {
      _id: '2',
      store: 's1',
      fen: 500,
      n: 1,
      at: new Date('2026-01-03T15:59:00Z'),
      tags: ['b'],
      name: '绿茶',
    },
    {
      _id: '3',
      store: 's2',
      fen: 100,
      n: 4,
      at: new Date('2026-02-01T00:00:00Z'),
      tags: [],
      name: '奶',
    },
  ]);
  await world.db.collection('conf_stores').add([
    { _id: 's1', city: '沈阳', open: true },
    { _id: 's2', city: '大连', open: false },
  ]);
});
afterAll(() => world.stop());

const sales = () => world.db.collection('conf_sales');
const $ = () => world.db.command.aggregate;

it('groups, sums and sorts', async () => {
  const { data } = await sales()
    .aggregate()
    .match({ fen: world.db.command.gte(100) })
    .group({
      _id: '$store',
      total: $().sum($().multiply(['$fen', '$n'])),
      average: $().avg('$fen'),
      most: $().max('$fen'),
      names: $().push('$name'),
    })
    .sort({ total: -1 })
    .end();
  expect(data).toEqual([
    { _id: 's1', total: 1100, average: 400, most: 500, names: ['红茶', '绿茶'] },
    { _id: 's2', total: 400, average: 100, most: 100, names: ['奶'] },
  ]);
});

it('unwinds, counts and buckets', async () => {
  const tags = await sales().aggregate().unwind('$tags').sortByCount('$tags').end();
  expect(tags.data).toEqual([
    { _id: 'b', count: 2 },
    { _id: 'a', count: 1 },
  ]);
  const counted = await sales().aggregate().match({ store: 's1' }).count('n').end();
  expect(counted.data).toEqual([{ n: 2 }]);
  const buckets = await sales()
    .aggregate()
    .bucket({ groupBy: '$fen', boundaries: [0, 200, 1000], output: { n: $().sum(1) } })
    .end();
  expect(buckets.data).toEqual([
    { _id: 0, n: 1 },
    { _id: 200, n: 2 },
  ]);
});

it('joins by field and by pipeline', async () => {
  const byField = await sales()
    .aggregate()
    .sort({ _id: 1 })
    .lookup({ from: 'conf_stores', localField: 'store', foreignField: '_id', as: 'shop' })
    .project({ shop: 1 })
    .limit(1)
    .end();
  expect(byField.data).toEqual([{ _id: '1', shop: [{ _id: 's1', city: '沈阳', open: true }] }]);
  const _ = world.db.command;
  const byPipeline = await sales()
    .aggregate()
    .lookup({
      from: 'conf_stores',
      let: { id: '$store' },
      pipeline: $()
        .pipeline()
        .match(_.expr($().and([$().eq(['$_id', '$$id']), $().eq(['$open', true])])))
        .project({ _id: 0, city: 1 })
        .done(),
      as: 'shop',
    })
    .sort({ _id: 1 })
    .end();
  expect(byPipeline.data.map((row: { shop: unknown }) => row.shop)).toEqual([
    [{ city: '沈阳' }],
    [{ city: '沈阳' }],
    [],
  ]);
});

it('gathers with one document what names nothing of it', async () => {
  const { data } = await sales()
    .aggregate()
    .match({ _id: '1' })
    .lookup({
      from: 'conf_sales',
      pipeline: [
        { $match: { _id: { $in: ['1', '2', '3'] }, fen: { $gte: 0 } } },
        { $sort: { _id: -1 } },
        { $limit: 2 },
        { $project: { store: 1 } },
      ],
      as: 'others',
    })
    .lookup({ from: 'conf_stores', pipeline: [{ $match: { _id: 'none' } }], as: 'nothing' })
    .end();
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ _id: '1', nothing: [] });
  expect(data[0].others.map((row: object) => Object.keys(row).toSorted())).toEqual([
    ['_id', 'store'],
    ['_id', 'store'],
  ]);
  expect(data[0].others.map(({ _id }: { _id: string }) => _id)).toEqual(['3', '2']);
});

it('adds, replaces and reshapes', async () => {
  const { data } = await sales()
    .aggregate()
    .match({ _id: '1' })
    .addFields({ yuan: $().divide(['$fen', 100]), 'deep.n': '$n' })
    .replaceRoot({ newRoot: { yuan: '$yuan', deep: '$deep' } })
    .end();
  expect(data).toEqual([{ yuan: 3, deep: { n: 2 } }]);
  expect((await sales().doc('1').get()).data[0]).not.toHaveProperty('deep');
});

describe('expressions', () => {
  const of = async (expression: unknown, id = '1') => {
    const stage = sales().aggregate().match({ _id: id });
    return (await stage.project({ _id: 0, v: expression }).end()).data[0].v;
  };

  it('count weeks from Sunday and know time zones', async () => {
    expect(await of($().week('$at'))).toBe(1);
    expect(await of($().week('$at'), '2')).toBe(0);
    const day = { date: '$at', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' };
    expect(await of($().dateToString(day))).toBe('2026-01-05 00:30');
    expect(await of($().dayOfWeek('$at'))).toBe(1);
  });

  it('cut text by bytes and by characters', async () => {
    expect(await of($().substr(['$name', 3, -1]))).toBe('茶');
    expect(await of($().substrCP(['$name', 0, 1]))).toBe('红');
    expect(await of($().indexOfCP(['$name', '茶']))).toBe(1);
    expect(await of($().indexOfBytes(['$name', '茶']))).toBe(3);
  });

  it('decide and compute', async () => {
    expect(await of($().cond([$().gt(['$n', 1]), 'many', 'one']))).toBe('many');
    expect(await of($().ifNull(['$missing', 7]))).toBe(7);
    expect(await of($().filter({ input: '$tags', as: 't', cond: $().eq(['$$t', 'b']) }))).toEqual([
      'b',
    ]);
    expect(await of($().concat(['$store', '-', '$name']))).toBe('s1-红茶');
  });
});

it.skipIf(isRemote)('refuses stages that write and stages it does not know', async () => {
  const raw = (stage: object) => sales().options({ raw: true }).aggregate([stage]).end();
  await expect(raw({ $out: 'conf_stores' })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
  await expect(raw({ $nonsense: {} })).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
});
