import { expect, test } from 'vitest';
import { scorer } from './score';
import type { Series } from './series';

const sold = [...Array.from({ length: 28 }, (_, t) => (t % 2 ? 4 : 2)), 1, 2, 3, 4, 5, 6, 7];
const series: Series = {
  id: 'a/x',
  store: 'a',
  item: 'x',
  category: 'c',
  region: 'r',
  first: 100,
  sold,
  outShare: sold.map((_, t) => (t === 34 ? 1 : 0)),
};
const guess = {
  daily: [2, 2, 2, 2, 2, 2, 2],
  lo: [0, 0, 0, 0, 0, 0, 0],
  hi: [4, 4, 4, 4, 4, 4, 4],
  week: { lo: 10, hi: 20 },
};

test('the measures are what a pocket calculator says', () => {
  const adding = scorer();
  adding.add(series, 127, guess);
  const score = adding.score();
  // Errors 1 0 1 2 3 4 5 of 28 sold; 14 forecast.
  expect(score.wape).toBeCloseTo(16 / 28, 9);
  expect(score.wape7).toBeCloseTo(14 / 28, 9);
  expect(score.bias).toBeCloseTo(-14 / 28, 9);
  // "As a week ago" errs by 2 every day, "as yesterday" by 2 too.
  expect(score.mase).toBeCloseTo(16 / 7 / 2, 9);
  expect(score.wrmsse).toBeCloseTo(Math.sqrt(56 / 7 / 4), 9);
  // The last day was without stock.
  expect(score.fullBias).toBeCloseTo((12 - 21) / 21, 9);
  expect(score.cover).toBeCloseTo(4 / 7, 9);
  expect(score.cover7).toBe(0);
});

test('methods without ranges are not said to miss them', () => {
  const adding = scorer();
  const none = guess.daily.map(() => Number.NaN);
  adding.add(series, 127, {
    daily: guess.daily,
    lo: none,
    hi: none,
    week: { lo: Number.NaN, hi: Number.NaN },
  });
  expect(adding.score().cover).toBeUndefined();
});

test('a dear product weighs more, unless its price is only a share of an unknown one', () => {
  const flat = { ...series, id: 'b/y', sold: sold.map(() => 3), outShare: undefined };
  const wild = (more: Partial<Series>) => {
    const adding = scorer();
    const price = sold.map(() => 10);
    adding.add({ ...series, ...more, price }, 127, guess);
    adding.add({ ...flat, sold: sold.map((v, t) => (t < 28 ? v : 2)) }, 127, guess);
    return adding.score().wrmsse;
  };
  expect(wild({})).toBeGreaterThan(1.5 * wild({ priceIsShare: true }));
});
