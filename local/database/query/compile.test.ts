import * as fc from 'fast-check';
import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import { documents, filters } from '../arbitraries';
import { isFields, type Fields, type Value } from '../values/value';
import { compile } from './compile';

const matches = (filter: Fields, doc: Fields): boolean => compile(filter)(doc);

it('agrees with mingo wherever mingo agrees with MongoDB', () => {
  let compared = 0;
  fc.assert(
    fc.property(documents, filters, (doc, filter) => {
      // mingo reads objects, nested arrays and null under arrays differently from MongoDB.
      if (isStrange(doc) || isStrange(filter, true)) return;
      compared++;
      expect(matches(filter, doc)).toBe(new Query(filter).test(doc));
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(300);
});

/** Where the two are known to differ, or where mingo follows JavaScript rather than MongoDB. */
function isStrange(value: Value, filter = false): boolean {
  if (Array.isArray(value)) {
    const nested = (item: Value) => Array.isArray(item) || (!filter && isFields(item));
    return value.some((item) => nested(item) || isStrange(item, filter));
  }
  if (!isFields(value)) return false;
  return Object.entries(value).some(([name, item]) => {
    const nullRange = /^\$[gl]te?$/.test(name) && item === null;
    const objectEquality = name === '$eq' && typeof item === 'object' && item !== null;
    return (
      name === 'a.x' ||
      name === '$elemMatch' ||
      nullRange ||
      objectEquality ||
      isStrange(item, filter)
    );
  });
}

describe('arrays', () => {
  const doc = {
    tags: ['a', 'b'],
    items: [
      { sku: 'x', n: 1 },
      { sku: 'y', n: 5 },
    ],
    m: [[1, 2]],
  };

  it.each<[string, Fields, boolean]>([
    ['an element equals', { tags: 'a' }, true],
    ['the whole array equals', { tags: ['a', 'b'] }, true],
    ['in another order it does not', { tags: ['b', 'a'] }, false],
    ['$all in any order', { tags: { $all: ['b', 'a'] } }, true],
    ['$ne means no element equals', { tags: { $ne: 'a' } }, false],
    ['conditions may be met by different elements', { 'items.n': { $gt: 4, $lt: 2 } }, true],
    ['$elemMatch wants one element', { items: { $elemMatch: { n: { $gt: 4, $lt: 2 } } } }, false],
    ['$elemMatch with operators only', { tags: { $elemMatch: { $gte: 'b' } } }, true],
    ['$elemMatch with fields never matches scalars', { tags: { $elemMatch: { sku: 'x' } } }, false],
    ['by position', { 'items.1.sku': 'y' }, true],
    ['a nested array is one element', { m: [1, 2] }, true],
    ['but is not unpacked twice', { m: 1 }, false],
    ['$size', { tags: { $size: 2 } }, true],
    ['$not negates the whole', { tags: { $not: { $eq: 'a' } } }, false],
  ])('%s', (_name, filter, expected) => expect(matches(filter, doc)).toBe(expected));
});

describe('null and missing', () => {
  it.each<[Fields, Fields, boolean]>([
    [{ a: null }, {}, true],
    [{ a: null }, { a: null }, true],
    [{ a: { $exists: true } }, { a: null }, true],
    [{ a: { $exists: false } }, { a: null }, false],
    [{ a: { $ne: null } }, {}, false],
    [{ a: { $gte: null } }, {}, true],
    [{ 'a.b': null }, { a: [{ b: 1 }, {}] }, true],
    [{ 'a.b': { $exists: false } }, { a: 5 }, true],
    [{ a: { $in: [null, 1] } }, {}, true],
  ])('%j on %j is %s', (filter, doc, expected) => expect(matches(filter, doc)).toBe(expected));
});

it('compares only values of one type', () => {
  expect(matches({ a: { $gt: 5 } }, { a: '9' })).toBe(false);
  expect(matches({ a: { $lt: new Date(5) } }, { a: 3 })).toBe(false);
});

it('knows $mod, $type, $regex with options, $expr and $jsonSchema', () => {
  expect(matches({ n: { $mod: [4, 1] } }, { n: 5 })).toBe(true);
  expect(matches({ n: { $type: 'number' } }, { n: 5 })).toBe(true);
  expect(matches({ s: { $regex: '^AB', $options: 'i' } }, { s: 'abc' })).toBe(true);
  expect(matches({ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 })).toBe(true);
  const schema = { required: ['n'], properties: { n: { bsonType: 'int', minimum: 1 } } };
  expect(matches({ $jsonSchema: schema }, { n: 1 })).toBe(true);
  expect(matches({ $jsonSchema: schema }, { n: 0 })).toBe(false);
});

it('refuses operators it does not know, code among them', () => {
  expect(() => compile({ a: { $near2: 1 } })).toThrow('unknown operator');
  expect(() => compile({ $where: 'true' })).toThrow('unknown top level operator');
  expect(() => compile({ $or: [] })).toThrow('nonempty array');
});
