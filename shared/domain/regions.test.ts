import { expect, test } from 'vitest';
import { mayHang, regionName, regionPath, within, type Region } from './regions';

const at = (regionId: string, parentId: string | null, name = regionId): Region => ({
  regionId,
  name,
  parentId,
  kind: 'area',
  sort: 0,
});
const REGIONS = [
  at('east', null, '华东大区'),
  at('zj', 'east', '浙江省'),
  at('hz', 'zj', '杭州市'),
];

test('a region is called by its whole path; one nobody named by its id', () => {
  expect(regionName(REGIONS, 'hz')).toBe('华东大区 / 浙江省 / 杭州市');
  expect(regionName(REGIONS, 'city_绍兴')).toBe('绍兴');
});

test('everything below a region belongs to it', () => {
  expect([...within(REGIONS, 'zj')]).toEqual(['zj', 'hz']);
  expect([...within(REGIONS, 'nowhere')]).toEqual(['nowhere']);
});

test('nothing is hung under itself, and a circle made by hand ends', () => {
  expect(mayHang(REGIONS, 'east', 'hz')).toBe(false);
  expect(mayHang(REGIONS, 'hz', 'east')).toBe(true);
  expect(mayHang(REGIONS, null, null)).toBe(true);
  expect(mayHang(REGIONS, null, 'nowhere')).toBe(false);
  const circle = [at('a', 'b'), at('b', 'a')];
  expect(regionPath(circle, 'a').map(({ regionId }) => regionId)).toEqual(['b', 'a']);
});
