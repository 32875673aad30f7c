import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxCostFen, boxesOf, explode, type Component } from './bundle';

const parts: Record<string, Component[]> = {
  box: [
    { skuId: 'tea', qty: 2 },
    { skuId: 'cup', qty: 1 },
  ],
};
const componentsOf = (skuId: string) => parts[skuId];

test('a box and its component in one cart are one demand', () => {
  const lines = [
    { skuId: 'box', qty: 3 },
    { skuId: 'tea', qty: 1 },
    { skuId: 'box', qty: 1 },
  ];
  expect([...explode(lines, componentsOf)]).toEqual([
    ['tea', 9],
    ['cup', 4],
  ]);
});

test('the scarcest component decides how many boxes there are', () => {
  const stock: Record<string, number> = { tea: 7, cup: 9 };
  const there = (skuId: string) => stock[skuId] ?? 0;
  expect(boxesOf(parts['box'] ?? [], there)).toBe(3);
  expect(boxesOf(parts['box'] ?? [], () => -4)).toBe(0);
  expect(boxesOf([], there)).toBe(0);
  expect(boxCostFen(parts['box'] ?? [], (skuId) => (skuId === 'tea' ? 300 : 500))).toBe(1_100);
});

test('as many boxes as there are never need more pieces than there are', () => {
  const components = fc.uniqueArray(
    fc.record({ skuId: fc.constantFrom('a', 'b', 'c'), qty: fc.integer({ min: 1, max: 9 }) }),
    { selector: (c) => c.skuId, minLength: 1 },
  );
  const stocks = fc.record({ a: fc.nat(200), b: fc.nat(200), c: fc.nat(200) });
  fc.assert(
    fc.property(components, stocks, (list, stock: Record<string, number>) => {
      const there = (skuId: string) => stock[skuId] ?? 0;
      const n = boxesOf(list, there);
      const needs = (boxes: number) =>
        [...explode([{ skuId: 'x', qty: boxes }], () => list)].every(([k, q]) => q <= there(k));
      expect(needs(n)).toBe(true);
      expect(needs(n + 1)).toBe(false);
    }),
  );
});
