import { boost, BOOST } from './boost';
import type { BoostOptions } from './boost';
import { boundsOf, DAY_COVER, WEEK_COVER } from './bounds';
import type { Outcome } from './bounds';
import { driftOf } from './drift';
import { elasticities } from './effects';
import { estimate } from './estimate';
import { occurrences } from './events';
import { FEATURES } from './features';
import type { Feature } from './features';
import { daysKnown, trackOf } from './history';
import type { Track } from './history';
import type { ForecastModel } from './model';
import { NEWCOMER_DAYS } from './newcomer';
import { drawn, sampleRows, trainingOrigins } from './samples';
import { sceneAt } from './scene';
import type { Backdrop } from './scene';
import { HORIZON } from './series';
import type { Calendar, Series } from './series';
import { averaged } from './tree';
import type { Forest, Tree } from './tree';

/** What tells single days apart and teaches only where the history holds many months of them. */
const NAMES_DAYS: readonly Feature[] = ['monthDay', 'categoryRecent', 'categoryDrift'];
const LONG_DAYS = 180;
/** Every twentieth product, in all shops, measures the ranges; the trees never see it. */
const KEPT_BACK = 20;
const ENOUGH_SERIES = 200;
const CHECKS = 3_000;
/** Grown from different draws and averaged: single forests differ by chance as much as by what they learn. */
export const FORESTS = 2;

export interface TrainOptions {
  /** Epoch day of the last sales to learn from. */
  readonly until: number;
  readonly maxRows?: number;
  readonly boost?: Partial<BoostOptions>;
  /** Evenings to learn from, instead of those `trainingOrigins` chooses. */
  readonly origins?: readonly number[];
  /** Trees of an interrupted training on the same series with the same options; see `Progress.grown`. */
  readonly grown?: readonly (readonly Tree[])[];
}
export interface Progress {
  readonly stage: 'rows' | 'trees' | 'ranges';
  readonly done: number;
  readonly of: number;
  /** Trees so far, forest by forest: enough to go on from another day. Grows; copy it to keep it. */
  readonly grown?: readonly (readonly Tree[])[];
}

/**
 * Learns a chain's model from its history. Yields progress; the generator's value is the model. About 25 s of CPU and
 * 270 MB for 300,000 rows.
 */
export function* train(
  series: readonly Series[],
  calendar: Calendar,
  { until, maxRows = 300_000, ...options }: TrainOptions,
): Generator<Progress, ForecastModel> {
  const tracks = series.map(trackOf);
  const backdrop: Backdrop = {
    calendar,
    elasticity: elasticities(tracks, until),
    past: occurrences(tracks, calendar, until),
  };
  const first = tracks.reduce((least, t) => Math.min(least, t.series.first), until);
  const origins = options.origins ?? trainingOrigins(first, until);
  const held = tracks.length >= ENOUGH_SERIES;
  const items = new Map<string, number>();
  for (const { series: s } of tracks) if (!items.has(s.item)) items.set(s.item, items.size);
  const isKept = ({ series: s }: Track): boolean => (items.get(s.item) ?? 0) % KEPT_BACK === 0;
  const learnt = held ? tracks.filter((t) => !isKept(t)) : tracks;
  const kept = held ? tracks.filter(isKept) : tracks;

  const sampling = sampleRows(tracks, learnt, backdrop, origins, maxRows);
  let sampled = sampling.next();
  for (; !sampled.done; sampled = sampling.next())
    yield { stage: 'rows', done: sampled.value, of: origins.length };
  const rows = sampled.value;

  const span = Math.max(...origins, 0) - Math.min(...origins, Infinity);
  const wanted = { ...BOOST, without: span < LONG_DAYS ? indexes(NAMES_DAYS) : BOOST.without };
  const forests: Forest[] = [];
  while (forests.length < FORESTS) {
    const before = forests.length * (options.boost?.trees ?? BOOST.trees);
    const settings = { ...wanted, seed: BOOST.seed + forests.length, ...options.boost };
    const boosting = boost(rows, settings, options.grown?.[forests.length]);
    const all = forests.map(({ trees }) => trees);
    let grown = boosting.next();
    for (; !grown.done; grown = boosting.next())
      yield {
        stage: 'trees',
        done: before + grown.value.length,
        of: FORESTS * wanted.trees,
        grown: [...all, grown.value],
      };
    forests.push(grown.value);
  }
  const forest = averaged(forests);
  const core = {
    forest,
    smoothingShare: smoothingShare(span),
    drift: driftOf(forest, tracks, backdrop, until),
  };
  yield { stage: 'ranges', done: 0, of: 1 };
  const checked = outcomes(core, tracks, kept, backdrop, origins);
  return {
    version: 1,
    features: FEATURES,
    ...core,
    elasticity: Object.fromEntries(backdrop.elasticity),
    day: boundsOf(checked.days, DAY_COVER),
    week: boundsOf(checked.weeks, WEEK_COVER),
    trainedUntil: until,
    trainedOn: { series: series.length, origins: origins.length, rows: rows.target.length },
  };
}

/** Trees that have seen four weeks are steadied more than trees that have seen a year: 0.33 and 0.2. */
const smoothingShare = (spanDays: number): number => 0.2 + 0.18 * Math.exp(-spanDays / 60);

const indexes = (names: readonly Feature[]): ReadonlySet<number> =>
  new Set(names.map((name) => FEATURES.indexOf(name)));

/** What came of forecasts for series the trees never saw. */
export function outcomes(
  core: Pick<ForecastModel, 'forest' | 'smoothingShare' | 'drift'>,
  tracks: readonly Track[],
  kept: readonly Track[],
  backdrop: Backdrop,
  origins: readonly number[],
): { days: Outcome[]; weeks: Outcome[] } {
  const days: Outcome[] = [];
  const weeks: Outcome[] = [];
  const share = Math.min(1, CHECKS / Math.max(1, kept.length * origins.length));
  for (const [k, origin] of origins.entries()) {
    const scene = sceneAt(tracks, backdrop, origin);
    for (const [i, track] of kept.entries()) {
      const n = daysKnown(track, origin);
      if (n < NEWCOMER_DAYS || track.sold.length < n + HORIZON || !drawn(i, k, share)) continue;
      const { days: expected, uneven } = estimate(core, scene, track);
      let sum = 0;
      let came = 0;
      expected.forEach((value, j) => {
        const sold = track.sold[n + j] ?? 0;
        days.push({ expected: value, came: sold, uneven });
        sum += value;
        came += sold;
      });
      weeks.push({ expected: sum, came, uneven });
    }
  }
  return { days, weeks };
}
