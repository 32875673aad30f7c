import { describe, expect, test } from 'vitest';
import { trackOf } from './history';
import { newcomerDays } from './newcomer';
import { sceneAt } from './scene';
import { plainCalendar } from './series';
import type { Series } from './series';

const FIRST = 20_000;
const LAST = FIRST + 55;
const flat = (store: string, item: string, perDay: number, days = 56): Series => ({
  id: `${store}/${item}`,
  store,
  item,
  category: 'milk',
  region: 'hz',
  first: LAST - days + 1,
  sold: Array.from({ length: days }, () => perDay),
});
const week = (all: readonly Series[], asked: Series): number => {
  const backdrop = { calendar: plainCalendar, elasticity: new Map(), past: [] };
  const scene = sceneAt(all.map(trackOf), backdrop, LAST);
  const n = LAST - asked.first + 1;
  return newcomerDays(scene, trackOf(asked), n).reduce((a, b) => a + b, 0);
};

describe('new products', () => {
  const others = [
    flat('a', 'old', 4),
    flat('b', 'old', 4),
    flat('a', 'new', 6),
    flat('b', 'new', 6),
  ];

  test('never sold here: what the same product sells in the other shops', () => {
    const here = flat('c', 'new', 0, 0);
    expect(week([...others, flat('c', 'old', 5)], here)).toBeCloseTo(42, -0.5);
  });
  test('a shop twice as large sells more of it', () => {
    const here = flat('c', 'new', 0, 0);
    const small = week([...others, flat('c', 'old', 3)], here);
    const large = week([...others, flat('c', 'old', 8)], here);
    expect(large).toBeGreaterThan(1.5 * small);
  });
  test('sold nowhere yet: what an average product of this shelf sells', () => {
    const here = flat('a', 'unheard', 0, 0);
    expect(week(others, here)).toBeCloseTo(35, 0);
  });
  test('after three weeks its own sales outweigh its look-alikes', () => {
    const own = flat('c', 'new', 1, 21);
    const { length } = own.sold;
    const expected = week([...others, flat('c', 'old', 5), own], own) / 7;
    expect(length).toBe(21);
    expect(expected).toBeGreaterThan(1);
    expect(expected).toBeLessThan(3);
  });
  test('days without stock do not count against it', () => {
    const base = flat('c', 'new', 0, 14);
    const own = {
      ...base,
      sold: base.sold.length ? Array.from({ length: 14 }, (_, t) => (t % 2 ? 6 : 0)) : [],
      outShare: Array.from({ length: 14 }, (_, t) => (t % 2 ? 0 : 1)),
    };
    expect(week([...others, flat('c', 'old', 5), own], own) / 7).toBeGreaterThan(4.5);
  });
});
