import { clamp, meanBefore } from './history';
import type { Track } from './history';
import { WINDOW } from './levels';
import type { Levels } from './levels';
import type { Pool } from './pools';

/** What a series brings along, the same for all coming days. */
export const SERIES_FEATURES = [
  'm7',
  'm14',
  'm28',
  'm56',
  'm112',
  'm182',
  'last1',
  'week7v28',
  'served7',
  'served28',
  'base7',
  'base28',
  'full',
  'out7',
  'out28',
  'nonZero28',
  'nonZero182',
  'sinceSale',
  'sizeOfSale',
  'spread',
  'top28',
  'promo14',
  'promoLift',
  'flagLift',
  'season',
  'shelfRecent',
  'shelfDrift',
  'categoryRecent',
  'categoryDrift',
  'categorySeason',
  'itemRecent',
  'itemDrift',
  'itemSeason',
  'logLevel',
] as const;

interface Pools {
  readonly shelf: Pool | undefined;
  readonly category: Pool | undefined;
  readonly item: Pool | undefined;
}

/** In the order of `SERIES_FEATURES`; pieces are divided by the level. */
export function seriesValues(track: Track, levels: Levels, pools: Pools): number[] {
  const { sold } = track;
  const { n, level } = levels;
  const mean = (days: number): number => meanBefore(sold, n, 0, days);
  const m7 = mean(7);
  const m28 = mean(28);
  const rhythm = rhythmOf(sold, n, m28);
  return [
    m7 / level,
    mean(14) / level,
    m28 / level,
    mean(56) / level,
    mean(112) / level,
    mean(WINDOW) / level,
    (sold[n - 1] ?? 0) / level,
    m28 > 0 ? m7 / m28 : 1,
    levels.served7 / level,
    levels.served28 / level,
    levels.base7 / level,
    levels.base28 / level,
    levels.full,
    levels.out7,
    levels.out28,
    rhythm.share28,
    rhythm.share182,
    rhythm.sinceSale,
    rhythm.sizeOfSale / level,
    rhythm.deviation / level,
    rhythm.top28 / level,
    levels.promo14,
    levels.promoLift,
    levels.flagLift,
    seasonOf(sold, n),
    pools.shelf?.recent ?? 1,
    pools.shelf?.drift ?? 1,
    pools.category?.recent ?? 1,
    pools.category?.drift ?? 1,
    pools.category?.season ?? 1,
    pools.item?.recent ?? 1,
    pools.item?.drift ?? 1,
    pools.item?.season ?? 1,
    Math.log(level),
  ];
}

/** How often, how much at once, how evenly: what tells slow sellers apart. */
function rhythmOf(sold: ArrayLike<number>, n: number, m28: number) {
  let days28 = 0;
  let days182 = 0;
  let pieces = 0;
  let square = 0;
  let top28 = 0;
  let sinceSale = WINDOW;
  for (let t = n - 1, age = 0; t >= 0 && age < WINDOW; t -= 1, age += 1) {
    const y = sold[t] ?? 0;
    if (y > 0) {
      days182 += 1;
      pieces += y;
      if (sinceSale === WINDOW) sinceSale = age;
    }
    if (age >= 28) continue;
    if (y > 0) days28 += 1;
    square += (y - m28) * (y - m28);
    if (y > top28) top28 = y;
  }
  const within = (days: number): number => Math.max(1, Math.min(days, n));
  return {
    share28: days28 / within(28),
    share182: days182 / within(WINDOW),
    sinceSale,
    sizeOfSale: days182 > 0 ? pieces / days182 : 0,
    deviation: Math.sqrt(square / within(28)),
    top28,
  };
}

/** The coming week a year ago against the four weeks before it; 1 without a year of history. */
const seasonOf = (sold: ArrayLike<number>, n: number): number =>
  n > 400
    ? clamp((meanBefore(sold, n, 357, 364) + 0.5) / (meanBefore(sold, n, 364, 392) + 0.5), 1 / 3, 3)
    : 1;
