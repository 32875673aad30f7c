import { describe, expect, it } from 'vitest';
import type { Doc, Fields } from '../values/value';
import { compileUpdate } from './apply';

const now = () => 5000;
const apply = (doc: Doc, operators: Fields, filter: Fields = {}) =>
  compileUpdate(operators, filter, now)(doc);
const after = (doc: Doc, operators: Fields, filter?: Fields) => apply(doc, operators, filter).doc;

describe('fields', () => {
  it.each<[string, Doc, Fields, Doc]>([
    ['$set creates parents', {}, { $set: { 'a.b': 1 } }, { a: { b: 1 } }],
    ['$set pads an array', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
    ['$unset', { a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
    [
      '$unset leaves a null in an array',
      { a: [1, 2] },
      { $unset: { 'a.0': '' } },
      { a: [null, 2] },
    ],
    ['$inc starts from zero', {}, { $inc: { n: 2 } }, { n: 2 }],
    ['$mul of nothing is zero', {}, { $mul: { n: 2 } }, { n: 0 }],
    ['$min', { n: 5 }, { $min: { n: 3 } }, { n: 3 }],
    ['$max creates', {}, { $max: { n: 3 } }, { n: 3 }],
    ['$rename moves', { a: 1, c: {} }, { $rename: { a: 'c.d' } }, { c: { d: 1 } }],
    ['$bit', { n: 12 }, { $bit: { n: { and: 10 } } }, { n: 8 }],
    ['$currentDate', {}, { $currentDate: { at: true } }, { at: new Date(5000) }],
  ])('%s', (_name, doc, operators, expected) => expect(after(doc, operators)).toEqual(expected));
});

describe('arrays', () => {
  it.each<[string, Doc, Fields, Doc]>([
    ['$push creates', {}, { $push: { a: 1 } }, { a: [1] }],
    [
      '$push at a position',
      { a: [1] },
      { $push: { a: { $each: [7, 8], $position: 0 } } },
      { a: [7, 8, 1] },
    ],
    [
      '$push sorted and cut',
      { a: [{ n: 3 }] },
      { $push: { a: { $each: [{ n: 1 }, { n: 2 }], $sort: { n: -1 }, $slice: 2 } } },
      { a: [{ n: 3 }, { n: 2 }] },
    ],
    [
      '$push keeps the last',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: -2 } } },
      { a: [2, 3] },
    ],
    ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
    ['$pop the last', { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
    ['$pop the first', { a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
    ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5] }, { $pull: { a: { $gte: 3 } } }, { a: [1] }],
    [
      '$pull by fields',
      { a: [{ k: 1, x: 2 }, { k: 2 }] },
      { $pull: { a: { k: 1 } } },
      { a: [{ k: 2 }] },
    ],
    ['$pullAll', { a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    [
      '$[] reaches all',
      { a: [{ n: 1 }, { n: 2 }] },
      { $inc: { 'a.$[].n': 1 } },
      { a: [{ n: 2 }, { n: 3 }] },
    ],
  ])('%s', (_name, doc, operators, expected) => expect(after(doc, operators)).toEqual(expected));

  it('$ is the element the filter found', () => {
    const doc = {
      items: [
        { sku: 'x', n: 1 },
        { sku: 'y', n: 1 },
      ],
    };
    const changed = after(doc, { $inc: { 'items.$.n': 4 } }, { 'items.sku': 'y' });
    expect(changed).toEqual({
      items: [
        { sku: 'x', n: 1 },
        { sku: 'y', n: 5 },
      ],
    });
    const byElement = { items: { $elemMatch: { sku: 'x', n: 1 } } };
    expect(after(doc, { $set: { 'items.$.n': 0 } }, byElement)['items']).toContainEqual({
      sku: 'x',
      n: 0,
    });
    expect(() => after(doc, { $set: { 'items.$.n': 0 } })).toThrow('positional operator');
  });
});

describe('refusals', () => {
  it.each<[string, Doc, Fields, string]>([
    [
      '$inc on text',
      { n: 'x' },
      { $inc: { n: 1 } },
      'Cannot apply $inc to a value of non-numeric type',
    ],
    ['$inc by text', {}, { $inc: { n: 'x' } }, 'Cannot increment with non-numeric argument'],
    ['$inc on null', { n: null }, { $inc: { n: 1 } }, 'non-numeric type'],
    ['$push on text', { a: 'x' }, { $push: { a: 1 } }, 'must be an array but is of type string'],
    ['$set below null', { a: null }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element"],
    ['$set by name in an array', { a: [] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b'"],
    [
      'two writers of a path',
      {},
      { $set: { a: 1 }, $inc: { 'a.b': 1 } },
      'would create a conflict',
    ],
    ['the id', { _id: 1 }, { $set: { _id: 2 } }, "immutable field '_id'"],
    ['a dollar name', {}, { $set: { a: { $b: 1 } } }, 'dollar ($) prefixed'],
    ['an unknown operator', {}, { $boom: { a: 1 } }, 'Unknown modifier'],
  ])('%s', (_name, doc, operators, message) =>
    expect(() => apply(doc, operators)).toThrow(message),
  );
});

it('says whether anything changed', () => {
  const doc = { a: 1, tags: ['x'], d: new Date(1) };
  expect(apply(doc, { $set: { a: 1, d: new Date(1) }, $addToSet: { tags: 'x' } }).changed).toBe(
    false,
  );
  expect(apply(doc, { $inc: { a: 0 } }).changed).toBe(false);
  expect(apply(doc, { $set: { a: 2 } }).changed).toBe(true);
});

it('never touches the old version and shares what did not change', () => {
  const doc: Doc = { a: { b: { c: 1 } }, other: { big: [1, 2, 3] } };
  const copy = structuredClone(doc);
  const next = after(doc, { $set: { 'a.b.c': 2 } });
  expect(doc).toEqual(copy);
  expect(next['other']).toBe(doc['other']);
});
