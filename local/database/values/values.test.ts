import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { values } from '../arbitraries';
import { compare, equal } from './compare';
import { keyOf } from './key';
import { leaves, parsePath } from './path';

it('orders values by type first: null, numbers, strings, objects, arrays, booleans, dates', () => {
  const mixed = [new Date(0), true, [1], { a: 1 }, 'a', 1, null];
  expect(mixed.toSorted(compare)).toEqual([null, 1, 'a', { a: 1 }, [1], true, new Date(0)]);
});

it('is a total order', () => {
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
      const [low, middle, high] = [a, b, c].toSorted(compare);
      expect(compare(low, middle)).toBeLessThanOrEqual(0);
      expect(compare(middle, high)).toBeLessThanOrEqual(0);
      expect(compare(low, high)).toBeLessThanOrEqual(0);
    }),
  );
});

it('gives two values one key exactly if they are equal', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(keyOf(a) === keyOf(b)).toBe(equal(a, b));
    }),
    { numRuns: 500 },
  );
});

it('keeps apart what joined texts would confuse', () => {
  expect(keyOf(['a', 'b'])).not.toBe(keyOf(['a,b']));
  expect(keyOf({ a: { b: 1 } })).not.toBe(keyOf({ 'a.b': 1 }));
});

it('follows a path through arrays of objects and by position', () => {
  const doc = { items: [{ sku: 1 }, { sku: 2 }, 'loose'], plain: { x: 1 } };
  expect(leaves(doc, parsePath('items.sku'))).toEqual([1, 2]);
  expect(leaves(doc, parsePath('items.1.sku'))).toEqual([2]);
  expect(leaves(doc, parsePath('plain.y'))).toEqual([undefined]);
  expect(leaves(doc, parsePath('constructor'))).toEqual([undefined]);
});
