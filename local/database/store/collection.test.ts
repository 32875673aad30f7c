import { expect, it } from 'vitest';
import { memoryStorage } from '../storage/memory';
import type { IndexSpec } from '../types';
import { Collection } from './collection';
import { Store } from './store';

const index = (name: string, ...fields: string[]): IndexSpec => ({
  name,
  keys: fields.map((field) => ({ field, direction: 1 })),
});

it('takes 100 indexes of up to 31 fields', () => {
  const collection = new Collection('test');
  const fields = Array.from({ length: 32 }, (_item, i) => `f${i}`);
  expect(() => collection.putIndex(index('wide', ...fields))).toThrow('between 1 and 31 fields');
  for (let i = 0; i < 100; i++) collection.putIndex(index(`i${i}`, `f${i}`));
  expect(() => collection.putIndex(index('i100', 'x'))).toThrow('too many indexes');
});

it('refuses two arrays in one compound index', () => {
  const collection = new Collection('test');
  collection.putIndex(index('both', 'a', 'b'));
  expect(() => collection.indexes[0]?.check({ a: [1], b: [2] })).toThrow('parallel arrays');
});

it('takes 100 collections, and no names of the system', () => {
  const store = new Store(memoryStorage());
  for (let i = 0; i < 100; i++) store.ensure({ name: `c${i}` });
  store.ensure({ name: 'c0' });
  expect(() => store.ensure({ name: 'one more' })).toThrow('exceeds the limit of 100');
  expect(() => store.ensure({ name: 'system.users' })).toThrow('Invalid collection name');
});
