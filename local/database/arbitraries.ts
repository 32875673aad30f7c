import * as fc from 'fast-check';
import type { Doc, Fields, Value } from './values/value';

/** Scalars from a small pool, so that equal values and type clashes are frequent. */
export const scalars: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, 0, 1, 2, 3, 2.5, -1, '', 'a', 'b', '1', '中'),
  fc.integer({ min: 0, max: 3 }).map((ms) => new Date(ms)),
);

/** Any stored value, nested a little. */
export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value;

/** Documents over few fields; some fields are missing, some are arrays. */
export const documents: fc.Arbitrary<Doc> = fc.record(
  {
    a: values,
    b: values,
    c: scalars,
    n: fc.record({ x: values }, { requiredKeys: [], noNullPrototype: true }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const fieldNames = fc.constantFrom('a', 'b', 'c', 'n.x', 'a.x');

const ranges = fc.constantFrom('$gt', '$gte', '$lt', '$lte');

const conditions: fc.Arbitrary<Value> = fc.oneof(
  scalars,
  values.map((value): Fields => ({ $eq: value })),
  scalars.map((value): Fields => ({ $ne: value })),
  fc.tuple(ranges, scalars).map(([operator, value]): Fields => ({ [operator]: value })),
  fc.tuple(scalars, scalars).map(([low, high]): Fields => ({ $gte: low, $lt: high })),
  fc.array(scalars, { maxLength: 3 }).map((list): Fields => ({ $in: list })),
  fc.array(scalars, { maxLength: 2 }).map((list): Fields => ({ $nin: list })),
  fc.boolean().map((wanted): Fields => ({ $exists: wanted })),
  fc.integer({ min: 0, max: 2 }).map((size): Fields => ({ $size: size })),
  scalars.map((value): Fields => ({ $elemMatch: { $gte: value } })),
);

const flat: fc.Arbitrary<Fields> = fc.dictionary(fieldNames, conditions, {
  minKeys: 1,
  maxKeys: 2,
});

/** Filters with every shape an index could be tempted by. */
export const filters: fc.Arbitrary<Fields> = fc.oneof(
  flat,
  fc.array(flat, { minLength: 1, maxLength: 2 }).map((parts): Fields => ({ $and: parts })),
  fc.array(flat, { minLength: 1, maxLength: 2 }).map((parts): Fields => ({ $or: parts })),
);
