import { expect, test } from 'vitest';
import { compareShops, regionTree, sumsOf, turnoverOf, type ShopDay } from './chainDay';
import type { Region } from './regions';

const aDay = (more: Partial<ShopDay> = {}): ShopDay => ({
  salesFen: 1_000,
  orders: 2,
  refundFen: 0,
  pieces: 3,
  costFen: 600,
  regionId: 'hz',
  district: '西湖区',
  stockFen: null,
  onShelf: 0,
  out: 0,
  ...more,
});
const REGIONS: Region[] = [
  { regionId: 'zj', name: '浙江省', parentId: null, kind: 'province', sort: 0 },
  { regionId: 'hz', name: '杭州市', parentId: 'zj', kind: 'city', sort: 1 },
];

test('turnover is cost over average stock: of several shops never an average of averages', () => {
  const one = sumsOf([
    aDay({ costFen: 300, stockFen: 1_000 }),
    aDay({ costFen: 300, stockFen: 500 }),
  ]);
  const two = sumsOf([aDay({ costFen: 50, stockFen: 5_000 })]);
  expect(turnoverOf([one])).toBe(600 / 750);
  expect(turnoverOf([one, two])).toBe(650 / 5_750);
  // Without a count neither its cost nor its stock takes part.
  expect(turnoverOf([one, sumsOf([aDay({ costFen: 9_000 })])])).toBe(600 / 750);
  expect(turnoverOf([sumsOf([aDay()])])).toBeNull();
});

test('a shop that opened last week is not comparable, a closed one stays in the history', () => {
  const days = (from: number, shops: Record<string, ShopDay>) =>
    Array.from({ length: 7 }, (_, i) => ({ day: `2026-11-${from + i}`, shops }));
  const now = days(17, { old: aDay(), fresh: aDay() });
  const before = [
    ...days(10, { old: aDay(), shut: aDay() }).slice(0, 6),
    { day: '2026-11-16', shops: { old: aDay(), fresh: aDay(), shut: aDay() } },
  ];
  const compared = compareShops(now, before);
  expect(compared.map(({ storeId, comparable }) => [storeId, comparable])).toEqual([
    ['fresh', false],
    ['old', true],
    ['shut', false],
  ]);
  expect(compared.at(-1)).toMatchObject({
    district: '西湖区',
    now: { orders: 0 },
    before: { orders: 14 },
  });
});

test('a shop that moved counts where it belongs at the end, in both periods', () => {
  const now = [{ day: '2026-11-22', shops: { s1: aDay({ district: '滨江区' }) } }];
  const before = [{ day: '2026-11-15', shops: { s1: aDay() } }];
  expect(compareShops(now, before)).toMatchObject([{ district: '滨江区', comparable: true }]);
});

test('the tree goes from the chain over regions and districts to the shops, best sellers first', () => {
  const shop = (district: string, salesFen: number, regionId = 'hz') =>
    aDay({ district, salesFen, regionId });
  const shops = {
    a: shop('西湖区', 100),
    b: shop('上城区', 900),
    c: shop('西湖区', 300),
    d: shop('越城区', 50, 'city_绍兴'),
  };
  const tree = regionTree(compareShops([{ day: '2026-11-22', shops }], []), REGIONS, (id) => id);
  expect(tree.map(({ depth, name, shops: of }) => [depth, name, of.length])).toEqual([
    [0, '', 4],
    [1, '浙江省', 3],
    [2, '杭州市', 3],
    [3, '上城区', 1],
    [4, 'b', 1],
    [3, '西湖区', 2],
    [4, 'c', 1],
    [4, 'a', 1],
    [1, '绍兴', 1],
    [2, '越城区', 1],
    [3, 'd', 1],
  ]);
  const parents = new Set(tree.map(({ key }) => key));
  expect(tree.every(({ parentKey }) => parentKey === null || parents.has(parentKey))).toBe(true);
});
