import { describe, expect, it } from 'vitest';
import type { Doc, Fields, Value } from '../values/value';
import { evaluate, run } from './engine';

/** Frozen to the bottom: a stage that writes into its input throws. */
function frozen<T extends Value>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const docs = (): Doc[] => [
  frozen<Doc>({ _id: 1, k: 'a', n: 3, deep: { x: 1, y: [1, 2] }, tags: ['p', 'q'] }),
  frozen<Doc>({ _id: 2, k: 'a', n: 1, deep: { x: 2, y: [] }, tags: [] }),
  frozen<Doc>({ _id: 3, k: 'b', n: 2, deep: { x: 3 } }),
];

describe('stored documents stay as they are', () => {
  it.each<[string, Fields[]]>([
    ['$addFields', [{ $addFields: { 'deep.x': 9, 'deep.z.w': 1 } }]],
    ['$unset', [{ $unset: 'deep.x' }]],
    ['$unwind', [{ $unwind: '$tags' }, { $addFields: { 'deep.x': 9 } }]],
    ['$project', [{ $project: { 'deep.y': 1, n: { $add: ['$n', 1] } } }]],
    [
      '$group and sort',
      [{ $group: { _id: '$k', all: { $push: '$$ROOT' } } }, { $sort: { _id: 1 } }],
    ],
    [
      '$group then $addFields',
      [{ $group: { _id: '$k', d: { $first: '$deep' } } }, { $addFields: { 'd.x': 0 } }],
    ],
    [
      '$lookup',
      [
        { $lookup: { from: 'o', localField: 'k', foreignField: 'k', as: 'o' } },
        { $addFields: { 'deep.x': 1 } },
      ],
    ],
    [
      '$lookup by pipeline',
      [
        {
          $lookup: {
            from: 'o',
            pipeline: [{ $match: { k: 'a' } }, { $project: { deep: 1 } }],
            as: 'o',
          },
        },
        { $lookup: { from: 'o', pipeline: [{ $addFields: { 'deep.x': 7 } }], as: 'p' } },
      ],
    ],
    ['$project of fields', [{ $project: { 'deep.y': 1, tags: 1 } }]],
    [
      '$bucket',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 9], output: { a: { $push: '$deep' } } } }],
    ],
    ['$replaceRoot', [{ $replaceRoot: { newRoot: '$deep' } }, { $addFields: { q: 1 } }]],
    ['$sample', [{ $sample: { size: 2 } }]],
  ])('by %s', (_name, stages) => {
    const input = docs();
    const before = JSON.stringify(input);
    expect(run(input, stages, docs).length).toBeGreaterThan(0);
    expect(JSON.stringify(input)).toBe(before);
  });
});

it('looks up by filter what a pipeline begins with, and by value what fields join', () => {
  const asked: (Fields | undefined)[] = [];
  const resolve = (_: string, filter?: Fields) => {
    asked.push(filter);
    return docs();
  };
  const join = (spec: Fields) =>
    run(docs().slice(0, 2), [{ $lookup: { from: 'o', as: 'o', ...spec } }], resolve).map(({ o }) =>
      (o as Doc[]).map(({ _id }) => _id),
    );
  const first = { $match: { n: { $gt: 1 } } };
  // The resolver answers all: what was matched is not matched again.
  expect(join({ pipeline: [first, { $match: { k: 'a' } }] })).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(join({ localField: 'n', foreignField: '_id' })).toEqual([[3], [1]]);
  const outer = { $match: { $expr: { $eq: ['$_id', '$$n'] } } };
  expect(join({ let: { n: '$n' }, pipeline: [outer] })).toEqual([[3], [1]]);
  expect(join({ localField: 'deep', foreignField: 'deep' })).toEqual([[1], [2]]);
  expect(asked).toEqual([{ n: { $gt: 1 } }, { _id: { $in: [3, 1] } }, undefined, undefined]);
});

it('sorts by several fields, missing first', () => {
  const rows = run([...docs(), { _id: 4 }], [{ $sort: { k: 1, n: -1 } }], docs);
  expect(rows.map((row) => row['_id'])).toEqual([4, 1, 2, 3]);
});

it('counts Sunday weeks like MongoDB', () => {
  const week = (day: string) => evaluate({ at: new Date(`${day}T12:00:00Z`) }, { $week: '$at' });
  expect(['2026-01-01', '2026-01-03', '2026-01-04', '2026-12-31', '2023-01-01'].map(week)).toEqual([
    0, 0, 1, 52, 1,
  ]);
});

it('refuses code and cuts through characters', () => {
  const code = { $function: { body: 'return 1', args: [], lang: 'js' } };
  expect(() => evaluate({}, code)).toThrow('scriptEnabled');
  expect(() => evaluate({ s: '茶' }, { $substrBytes: ['$s', 1, 1] })).toThrow('UTF-8');
});
