import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from './harness';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.ensure({
    name: 'conf_shelf',
    indexes: [
      {
        name: 'kind',
        keys: [
          { field: 'kind', direction: 1 },
          { field: 'price', direction: 1 },
        ],
      },
      { name: 'tags', keys: [{ field: 'tags', direction: 1 }] },
    ],
  });
  await shelf().add([
    {
      _id: '1',
      kind: 'tea',
      price: 300,
      tags: ['hot', 'new'],
      size: { ml: 300 },
      items: [{ n: 1, s: 'a' }],
    },
    {
      _id: '2',
      kind: 'tea',
      price: 500,
      tags: ['hot'],
      size: { ml: 500 },
      items: [{ n: 5, s: 'b' }],
    },
    { _id: '3', kind: 'milk', price: 300, tags: [], size: { ml: 250 }, gone: null },
    { _id: '4', kind: 'milk', price: 1200, tags: ['new'], name: 'Fresh MILK' },
  ]);
});
afterAll(() => world.stop());

const shelf = () => world.db.collection('conf_shelf');
const found = async (filter: object): Promise<string> => {
  const { data } = await shelf().where(filter).get();
  return data
    .map((doc: { _id: string }) => doc._id)
    .sort()
    .join('');
};

describe('where', () => {
  it('compares', async () => {
    const _ = world.db.command;
    expect(await found({ kind: 'tea' })).toBe('12');
    expect(await found({ price: _.gt(300) })).toBe('24');
    expect(await found({ price: _.gte(300).and(_.lt(1000)) })).toBe('123');
    expect(await found({ price: _.neq(300) })).toBe('24');
    expect(await found({ kind: _.in(['milk', 'x']) })).toBe('34');
    expect(await found({ kind: _.nin(['milk']) })).toBe('12');
    expect(await found({ price: { $mod: [500, 0] } })).toBe('2');
    expect(await found({ price: _.lt('500') })).toBe('');
  });

  it('combines', async () => {
    const _ = world.db.command;
    expect(await found({ price: _.lt(400).or(_.gt(1000)) })).toBe('134');
    expect(await found(_.or({ kind: 'tea', price: 300 }, { price: 1200 }))).toBe('14');
    expect(await found(_.nor([{ kind: 'tea' }, { price: 300 }]))).toBe('4');
    expect(await found({ price: _.not(_.gt(300)) })).toBe('13');
  });

  it('reaches into objects and arrays', async () => {
    const _ = world.db.command;
    expect(await found({ size: { ml: 500 } })).toBe('2');
    expect(await found({ 'size.ml': _.lt(400) })).toBe('13');
    expect(await found({ tags: 'hot' })).toBe('12');
    expect(await found({ tags: _.all(['hot', 'new']) })).toBe('1');
    expect(await found({ tags: _.size(0) })).toBe('3');
    expect(await found({ 'items.n': _.gt(3) })).toBe('2');
    expect(await found({ items: _.elemMatch({ n: _.gt(0), s: 'a' }) })).toBe('1');
    expect(await found({ tags: _.elemMatch({ n: 1 }) })).toBe('');
  });

  it('tells null from missing only with exists', async () => {
    const _ = world.db.command;
    expect(await found({ gone: null })).toBe('1234');
    expect(await found({ gone: _.exists(true) })).toBe('3');
    expect(await found({ size: _.exists(false) })).toBe('4');
  });

  it('matches patterns', async () => {
    const { db } = world;
    expect(await found({ name: /milk$/i })).toBe('4');
    expect(await found({ name: db.RegExp({ regexp: '^fresh', options: 'i' }) })).toBe('4');
  });

  it('drops undefined values, refuses a filter of nothing but them', async () => {
    expect(await found({ kind: 'tea', owner: undefined })).toBe('12');
    expect(() => shelf().where({ owner: undefined })).toThrow('undefined');
  });

  it('evaluates expressions', async () => {
    const _ = world.db.command;
    const $ = _.aggregate;
    expect(await found(_.expr($.gt(['$size.ml', 299])))).toBe('12');
  });
});

describe('results', () => {
  it('are ordered, skipped and limited', async () => {
    const { data } = await shelf()
      .orderBy('price', 'desc')
      .orderBy('_id', 'asc')
      .skip(1)
      .limit(2)
      .get();
    expect(data.map((doc: { _id: string }) => doc._id)).toEqual(['2', '1']);
  });

  it('sort missing before numbers', async () => {
    const { data } = await shelf().orderBy('size.ml', 'asc').field({ _id: true }).get();
    expect(data).toEqual([{ _id: '4' }, { _id: '3' }, { _id: '1' }, { _id: '2' }]);
  });

  it('are reduced to fields', async () => {
    const { db } = world;
    const one = shelf().where({ _id: '1' });
    expect((await one.field({ kind: true }).get()).data).toEqual([{ _id: '1', kind: 'tea' }]);
    expect((await one.field({ kind: 1, _id: 0 }).get()).data).toEqual([{ kind: 'tea' }]);
    const without = { items: false, tags: false, size: false };
    expect((await one.field(without).get()).data).toEqual([{ _id: '1', kind: 'tea', price: 300 }]);
    expect((await one.field({ 'size.ml': true }).get()).data).toEqual([
      { _id: '1', size: { ml: 300 } },
    ]);
    const sliced = await one.field({ tags: db.command.project.slice(1), _id: true }).get();
    expect(sliced.data[0].tags).toEqual(['hot']);
    const matched = { items: db.command.project.elemMatch({ n: 1 }) };
    expect((await one.field(matched).get()).data[0].items).toEqual([{ n: 1, s: 'a' }]);
  });

  it('count', async () => {
    expect((await shelf().where({ kind: 'tea' }).count()).total).toBe(2);
    expect((await shelf().count()).total).toBe(4);
  });
});
