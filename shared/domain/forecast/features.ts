import { priceEffect, USUAL_ELASTICITY } from './effects';
import { liftKey, NO_LIFT } from './events';
import { clamp } from './history';
import type { Track } from './history';
import { levelsAt } from './levels';
import type { Levels } from './levels';
import { categoryKey, itemKey, shelfKey } from './scene';
import type { Scene } from './scene';
import { dayOfMonth, HORIZON, weekdayOfEpochDay } from './series';
import { seriesValues, SERIES_FEATURES } from './standing';

/** What is known about one coming day; the series' own standing goes before it. */
const DAY_FEATURES = [
  'same1',
  'same2',
  'same3',
  'same4',
  'same8',
  'expect7',
  'expect28',
  'ownDay',
  'shelfDay',
  'categoryDay',
  'priceMove',
  'priceDepth',
  'promo',
  'off',
  'offTomorrow',
  'offYesterday',
  'event',
  'eve',
  'flag',
  'horizon',
  'monthDay',
] as const;
export const FEATURES = [...SERIES_FEATURES, ...DAY_FEATURES] as const;
export type Feature = (typeof FEATURES)[number];
export const WIDTH = FEATURES.length;

/**
 * Writes the rows of the coming seven days into `out` from `at` on (`HORIZON × WIDTH` numbers). Everything in
 * pieces is divided by the level, so that one set of trees serves all series.
 */
export function writeRows(scene: Scene, track: Track, out: Float32Array, at: number): Levels {
  const { series } = track;
  const shelf = scene.shelf.get(shelfKey(series));
  const category = scene.category.get(categoryKey(series));
  const elasticity = series.price ? (scene.elasticity.get(series.category) ?? USUAL_ELASTICITY) : 0;
  const levels = levelsAt(track, scene.origin, scene.calendar, elasticity, shelf?.weekdays);
  const pools = { shelf, category, item: scene.item.get(itemKey(series)) };
  const standing = seriesValues(track, levels, pools);
  for (let j = 0; j < HORIZON; j += 1) {
    const row = at + j * WIDTH;
    out.set(standing, row);
    out.set(
      dayValues(scene, track, levels, j, {
        shelf: shelf?.weekdays,
        category: category?.weekdays,
      }),
      row + standing.length,
    );
  }
  return levels;
}

interface Profiles {
  readonly shelf: readonly number[] | undefined;
  readonly category: readonly number[] | undefined;
}

function dayValues(
  scene: Scene,
  { series, sold }: Track,
  levels: Levels,
  j: number,
  profiles: Profiles,
): number[] {
  const { n, level } = levels;
  const { calendar } = scene;
  const { region, category } = series;
  const day = series.first + n + j;
  const w = weekdayOfEpochDay(day);
  const week = (k: number): number => {
    const t = n + j - 7 * k;
    return t >= 0 ? (sold[t] ?? 0) : level;
  };
  let sum8 = 0;
  for (let k = 1; k <= 8; k += 1) sum8 += week(k);
  const planned = series.price?.[n + j] ?? 0;
  const price = planned > 0 ? planned : (series.price?.[n - 1] ?? 0);
  const own = levels.weekdays[w] ?? 1;
  const due = own * priceEffect(price, levels.elasticity);
  const marks = calendar(region, day);
  const next = calendar(region, day + 1);
  const liftOf = (event: string) =>
    (event === '' ? undefined : scene.events.get(liftKey(category, region, event))) ?? NO_LIFT;
  return [
    week(1) / level,
    week(2) / level,
    week(3) / level,
    week(4) / level,
    sum8 / 8 / level,
    (levels.base7 * due) / level,
    (levels.base28 * due) / level,
    own,
    profiles.shelf?.[w] ?? 1,
    profiles.category?.[w] ?? 1,
    levels.meanPrice > 0 ? clamp(price / levels.meanPrice, 0.4, 2) : 1,
    levels.topPrice > 0 ? clamp(price / levels.topPrice, 0.2, 2) : 1,
    series.promo?.[n + j] ?? 0,
    marks.off,
    next.off,
    calendar(region, day - 1).off,
    liftOf(marks.event).on,
    liftOf(next.event).eve,
    marks.flag,
    j,
    dayOfMonth(day),
  ];
}
