import type { Series } from './series';
import { weekdayOfEpochDay } from './series';

/** Numbers of 0–1, the same on every run. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
/** How many come when `mean` are expected. */
export function poisson(mean: number, random: () => number): number {
  let count = 0;
  for (let left = Math.exp(-mean), p = random(); p > left; p *= random()) count += 1;
  return count;
}

export interface Made {
  readonly series: Series;
  /** What was asked for, sold or not, by day; it runs on for `ahead` days beyond the sales. */
  readonly demand: readonly number[];
}
export interface Making {
  readonly shops: number;
  readonly items: number;
  readonly days: number;
  readonly ahead?: number;
  readonly seed?: number;
}
const FIRST = 20_000;
const WEEKDAYS = [1.4, 0.8, 0.8, 0.9, 0.9, 1, 1.2];
const PROMO_LIFT = 1.8;
const OUT_SHARE = 0.1;

/**
 * A chain whose laws are known: levels of 0.3–12 a day, strong week-ends, every product advertised one week in
 * five (known ahead) with its sales nearly doubled, and a tenth of the days without stock throughout.
 */
export function madeChain({ shops, items, days, ahead = 7, seed = 1 }: Making): Made[] {
  const random = chance(seed);
  return Array.from({ length: shops * items }, (_, k) => {
    const item = k % items;
    const level = 0.3 * 40 ** ((item + random()) / items);
    const promo = Array.from({ length: days + ahead }, (_, t) =>
      (Math.floor(t / 7) + item) % 5 === 0 ? 1 : 0,
    );
    const demand = promo.map(
      (p, t) => level * (WEEKDAYS[weekdayOfEpochDay(FIRST + t)] ?? 1) * (p ? PROMO_LIFT : 1),
    );
    const outShare = Array.from({ length: days }, () => (random() < OUT_SHARE ? 1 : 0));
    return {
      demand,
      series: {
        id: `${Math.floor(k / items)}/${item}`,
        store: String(Math.floor(k / items)),
        item: String(item),
        category: String(item % 3),
        region: 'hz',
        first: FIRST,
        sold: outShare.map((out, t) => (out ? 0 : poisson(demand[t] ?? 0, random))),
        outShare,
        promo,
      },
    };
  });
}
