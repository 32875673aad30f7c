import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents, filters } from '../arbitraries';
import { parseSort } from '../query/sort';
import { Collection } from '../store/collection';
import type { IndexSpec } from '../types';
import type { Doc, Fields } from '../values/value';
import { plan } from './planner';
import { latest, select, type Query } from './select';

const index = (...fields: (string | [string, 1 | -1])[]): IndexSpec => ({
  name: fields.join('_'),
  keys: fields.map((key) =>
    typeof key === 'string' ? { field: key, direction: 1 } : { field: key[0], direction: key[1] },
  ),
});

const INDEXES = [
  index('a'),
  index('c', ['b', -1]),
  index('n.x'),
  index(['b', -1]),
  index('a.x', 'c'),
];

function collectionOf(docs: readonly Doc[], indexes: readonly IndexSpec[]): Collection {
  const collection = new Collection('test');
  for (const spec of indexes) collection.putIndex(spec);
  for (const [i, doc] of docs.entries()) put(collection, { _id: i, ...doc });
  return collection;
}

function put(collection: Collection, doc: Doc): void {
  collection.commit(collection.reserve(doc['_id'] ?? null), doc, 1, false);
}

const ids = (collection: Collection, query: Query) =>
  select(collection, query, latest).map(({ doc }) => doc['_id']);

/** Two arrays in one document cannot be indexed together. */
const indexable = documents.filter((doc) => !Array.isArray(doc['b']) || !Array.isArray(doc['c']));
const noParallelArrays = indexable.filter(
  (doc) => !(Array.isArray(doc['a']) && Array.isArray(doc['c'])),
);

it('answers the same with indexes as without, before and after changes', () => {
  fc.assert(
    fc.property(
      fc.array(noParallelArrays, { maxLength: 60 }),
      fc.array(noParallelArrays, { maxLength: 20 }),
      fc.array(filters, { minLength: 1, maxLength: 5 }),
      (before, after, questions) => {
        const indexed = collectionOf(before, INDEXES);
        const plain = collectionOf(before, []);
        const check = () => {
          for (const filter of questions) {
            expect(ids(indexed, { filter })).toEqual(ids(plain, { filter }));
          }
        };
        check();
        for (const collection of [indexed, plain]) {
          for (const [i, doc] of after.entries()) put(collection, { _id: i, ...doc });
          const gone = collection.find(after.length);
          if (gone?.doc) collection.commit(gone, undefined, 2, false);
        }
        check();
      },
    ),
    { numRuns: 150 },
  );
});

it('gives the same order by index as by sorting', () => {
  const docs = fc.array(fc.record({ c: fc.integer({ min: 0, max: 3 }), b: fc.integer() }), {
    minLength: 40,
    maxLength: 80,
  });
  const orders = fc.constantFrom<Fields>({ c: 1, b: -1 }, { c: -1, b: 1 }, { b: -1 }, { b: 1 });
  const ranges = fc.constantFrom<Fields>(
    {},
    { c: 2 },
    { c: { $gte: 1, $lt: 3 } },
    { b: { $gt: 0 } },
  );
  fc.assert(
    fc.property(docs, orders, ranges, fc.nat(10), fc.nat(10), (all, by, filter, offset, limit) => {
      const query = { filter, order: parseSort(by), offset, limit };
      // Documents that tie may come in any order, so only the ordering fields are compared.
      const shape = (collection: Collection) =>
        select(collection, query, latest).map(({ doc }) =>
          Object.keys(by).map((name) => doc[name]),
        );
      expect(shape(collectionOf(all, INDEXES))).toEqual(shape(collectionOf(all, [])));
    }),
    { numRuns: 200 },
  );
});

describe('access paths', () => {
  const docs = Array.from({ length: 500 }, (_, i) => ({
    a: `v${i}`,
    c: i % 3,
    b: i,
    tags: [i % 50],
  }));
  const collection = collectionOf(docs, [...INDEXES, index('tags')]);
  const path = (filter: Fields, order: Fields = {}) => {
    const { access, index: name, candidates } = plan(collection, filter, parseSort(order));
    return { access, name, candidates: [...candidates].length };
  };

  it.each<[string, Fields, Fields, object]>([
    ['an id', { _id: 3, a: 'x' }, {}, { access: 'id', candidates: 1 }],
    ['several ids', { _id: { $in: [1, 2, 9999] } }, {}, { access: 'id', candidates: 2 }],
    ['equality', { a: 'v7' }, {}, { access: 'hash', name: 'a', candidates: 1 }],
    ['$in', { a: { $in: ['v7', 'v8'] } }, {}, { access: 'hash', candidates: 2 }],
    ['inside $and', { $and: [{ a: { $eq: 'v7' } }] }, {}, { access: 'hash', candidates: 1 }],
    ['an element of an array', { tags: 7 }, {}, { access: 'hash', name: 'tags', candidates: 10 }],
    ['a compound key', { c: 1, b: 4 }, {}, { access: 'hash', candidates: 1 }],
    ['a range', { b: { $gte: 490 } }, {}, { access: 'range', candidates: 10 }],
    [
      'prefix and range',
      { c: 1, b: { $lt: 30 } },
      {},
      { access: 'range', name: 'c_b,-1', candidates: 10 },
    ],
    ['order behind a prefix', { c: 1 }, { b: 1 }, { access: 'order', name: 'c_b,-1' }],
    ['$or cannot use one index', { $or: [{ a: 'v7' }, { b: 1 }] }, {}, { access: 'scan' }],
  ])('%s', (_name, filter, order, expected) => expect(path(filter, order)).toMatchObject(expected));
});
