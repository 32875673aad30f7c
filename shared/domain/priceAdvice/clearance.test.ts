import { describe, expect, test } from 'vitest';
import { clearancePrice } from './clearance';

const goods = {
  pieces: 40,
  days: 14,
  perDay: 40 / 2.5 / 14,
  priceFen: 1000,
  floorFen: 300,
  elasticity: -2.2,
  salvageFen: 0,
};

/** mulberry32, so that every run sells the same. */
function chance(seed: number) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
function draw(rate: number, random: () => number): number {
  let n = 0;
  for (let p = random(); p > Math.exp(-rate); p *= random()) n += 1;
  return n;
}
/** Mean revenue where shoppers react by `truth` and the plan believes `believed`. */
function revenue(believed: number, truth: number, seasons = 60): number {
  const random = chance(7);
  let sum = 0;
  for (let season = 0; season < seasons; season += 1) {
    let left = goods.pieces;
    for (let day = 0; day < goods.days && left > 0; day += 1) {
      const fen = clearancePrice({
        ...goods,
        pieces: left,
        days: goods.days - day,
        elasticity: believed,
      });
      const sold = Math.min(left, draw(goods.perDay * (fen / goods.priceFen) ** truth, random));
      left -= sold;
      sum += sold * fen;
    }
  }
  return sum / seasons;
}

describe('clearing goods that lose their worth', () => {
  test('plenty of time: the price stays', () => {
    expect(clearancePrice({ ...goods, pieces: 3 })).toBe(1000);
  });
  test('too many for the days left: cheaper, the later the cheaper', () => {
    const early = clearancePrice(goods);
    const late = clearancePrice({ ...goods, days: 3 });
    expect(early).toBeLessThan(1000);
    expect(late).toBeLessThan(early);
    expect(late).toBeGreaterThanOrEqual(300);
  });
  test('the last piece on the last day is not given away under its salvage', () => {
    expect(clearancePrice({ ...goods, pieces: 1, days: 1, salvageFen: 990 })).toBeGreaterThan(900);
  });
  test('an elasticity off by a third costs less than three in a hundred of the revenue', () => {
    const best = revenue(-2.2, -2.2);
    expect(revenue(-2.2 * 0.7, -2.2) / best).toBeGreaterThan(0.97);
    expect(revenue(-2.2 * 1.3, -2.2) / best).toBeGreaterThan(0.97);
  });
});
