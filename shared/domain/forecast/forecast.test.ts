import { beforeAll, describe, expect, test } from 'vitest';
import type { ForecastModel } from './model';
import { modelText } from './model';
import { eveningOf, forecastPage, forecastSeries } from './predict';
import { plainCalendar } from './series';
import type { Series } from './series';
import { madeChain } from './testing';
import { train } from './train';

const DAYS = 120;
const chain = madeChain({ shops: 12, items: 20, days: DAYS });
const all = chain.map((made) => made.series);
const origin = (all[0]?.first ?? 0) + DAYS - 1;
const learn = (series: readonly Series[]): ForecastModel => {
  const training = train(series, plainCalendar, {
    until: origin,
    maxRows: 20_000,
    boost: { trees: 60, leastRows: 20 },
  });
  let step = training.next();
  while (!step.done) step = training.next();
  return step.value;
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('seven days of a chain whose laws are known', () => {
  let model: ForecastModel;
  beforeAll(() => {
    model = learn(all);
  });
  const forecasts = () => forecastPage(model, eveningOf(model, all, plainCalendar, origin), all);

  test('what will be asked for, days without stock notwithstanding, is met within a tenth', () => {
    const expected = sum(forecasts().map((f) => f.week.expected));
    const demand = sum(chain.map((made) => sum(made.demand.slice(DAYS))));
    expect(expected / demand).toBeGreaterThan(0.95);
    expect(expected / demand).toBeLessThan(1.05);
  });

  test('closer than last week repeated, by half and more', () => {
    let own = 0;
    let repeated = 0;
    forecasts().forEach((f, i) => {
      const demand = sum(chain[i]?.demand.slice(DAYS) ?? []);
      own += Math.abs(f.week.expected - demand);
      repeated += Math.abs(sum(Array.from(all[i]?.sold ?? []).slice(-7)) - demand);
    });
    expect(own).toBeLessThan(0.5 * repeated);
  });

  test('an advertised week is expected to sell more than the same week without', () => {
    const scene = eveningOf(model, all, plainCalendar, origin);
    const plan = (promo: number) =>
      sum(
        all.map((s) => {
          const planned = Array.from(s.promo ?? []).fill(promo, DAYS);
          return forecastSeries(model, scene, { ...s, promo: planned }).week.expected;
        }),
      );
    expect(plan(1) / plan(0)).toBeGreaterThan(1.4);
  });

  test('nothing is negative, and the expected value lies in its range', () => {
    for (const f of forecasts())
      f.daily.forEach((value, j) => {
        expect(value).toBeGreaterThanOrEqual(f.lo[j] ?? Infinity);
        expect(value).toBeLessThanOrEqual(f.hi[j] ?? -1);
        expect(f.lo[j]).toBeGreaterThanOrEqual(0);
      });
  });

  test('days add up to the week, so shops and products add up too', () => {
    for (const f of forecasts()) expect(f.week.expected).toBeCloseTo(sum(f.daily), 9);
  });

  test('a closed day is nothing, and takes nothing from the others', () => {
    const scene = eveningOf(model, all, plainCalendar, origin);
    const s = all[5];
    if (!s) throw new Error('no series');
    const open = Array.from({ length: DAYS + 7 }, (_, t) => (t === DAYS + 2 ? 0 : 1));
    const usual = forecastSeries(model, scene, s);
    const closed = forecastSeries(model, scene, { ...s, open });
    expect(closed.daily[2]).toBe(0);
    expect(closed.hi[2]).toBe(0);
    expect(closed.daily.filter((_, j) => j !== 2)).toEqual(usual.daily.filter((_, j) => j !== 2));
  });

  test('two weeks of empty shelves are not two weeks without demand', () => {
    const i = 19;
    const made = chain[i];
    if (!made) throw new Error('no series');
    const from = DAYS - 14;
    const emptied = all.map((s, k) =>
      k === i
        ? {
            ...s,
            sold: Array.from(s.sold).fill(0, from),
            outShare: Array.from(s.outShare ?? []).fill(1, from),
          }
        : s,
    );
    const scene = eveningOf(model, emptied, plainCalendar, origin);
    const own = emptied[i];
    if (!own) throw new Error('no series');
    const { expected } = forecastSeries(model, scene, own).week;
    expect(expected).toBeGreaterThan(0.4 * sum(made.demand.slice(DAYS)));
  });

  test('the model is text and back; a page alone says what the whole said', () => {
    const copy = JSON.parse(modelText(model)) as ForecastModel;
    const scene = eveningOf(copy, all, plainCalendar, origin);
    const whole = forecasts();
    forecastPage(copy, scene, all.slice(40, 50)).forEach((f, k) => {
      expect(f.id).toBe(whole[40 + k]?.id);
      expect(f.week.expected).toBeCloseTo(whole[40 + k]?.week.expected ?? -1, 1);
    });
  });

  test('the same history teaches the same', () => {
    const few = all.slice(0, 20);
    expect(modelText(learn(few))).toBe(modelText(learn(few)));
  });

  test('a model of other features is refused', () => {
    expect(() => eveningOf({ ...model, features: ['m7'] }, all, plainCalendar, origin)).toThrow(
      /another version/,
    );
  });
});

describe('hardly any history', () => {
  test('a chain that opened a week ago learns no trees and still forecasts its level', () => {
    const young = madeChain({ shops: 3, items: 8, days: 8 });
    const series = young.map((made) => made.series);
    const last = (series[0]?.first ?? 0) + 7;
    const training = train(series, plainCalendar, { until: last });
    let step = training.next();
    while (!step.done) step = training.next();
    const scene = eveningOf(step.value, series, plainCalendar, last);
    const expected = sum(forecastPage(step.value, scene, series).map((f) => f.week.expected));
    const served = sum(series.map((s) => sum(Array.from(s.sold))));
    expect(expected).toBeGreaterThan(0.5 * served);
    expect(expected).toBeLessThan(2 * served);
  });

  test('a series that never sold anything is expected to sell nothing', () => {
    const dead: Series = {
      id: 'x',
      store: 'x',
      item: 'x',
      category: 'x',
      region: 'x',
      first: origin - 60,
      sold: Array.from({ length: 61 }, () => 0),
    };
    const training = train([dead], plainCalendar, { until: origin });
    let step = training.next();
    while (!step.done) step = training.next();
    const scene = eveningOf(step.value, [dead], plainCalendar, origin);
    expect(forecastSeries(step.value, scene, dead).week.expected).toBeLessThan(0.01);
  });
});
