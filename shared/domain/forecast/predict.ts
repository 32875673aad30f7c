import { rangeOf } from './bounds';
import type { Range } from './bounds';
import { estimate } from './estimate';
import type { Method } from './estimate';
import { occurrences } from './events';
import { FEATURES } from './features';
import { trackOf } from './history';
import type { ForecastModel } from './model';
import { sceneAt } from './scene';
import type { Scene } from './scene';
import type { Calendar, Series } from './series';

/** The coming seven days of one product in one shop. */
export interface SeriesForecast {
  readonly id: string;
  /** Epoch day of the first entry. */
  readonly from: number;
  /** Pieces expected with goods on the shelf. Means: they may be summed over shops and products. */
  readonly daily: readonly number[];
  /** As likely more as less; not to be summed. */
  readonly p50: readonly number[];
  /** Eight days in ten lie between. */
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  /** The seven days together: their sum, and the range of eight weeks in ten. */
  readonly week: { readonly expected: number; readonly lo: number; readonly hi: number };
  readonly method: Method;
}

/**
 * The evening of `origin` as a region's (or the whole chain's) series see it. Made once, then asked page by page.
 *
 * @throws when the model was trained on other features than this version of the program has
 */
export function eveningOf(
  model: ForecastModel,
  series: readonly Series[],
  calendar: Calendar,
  origin: number,
): Scene {
  if (model.features.join() !== FEATURES.join())
    throw new Error('the forecast model is of another version: train it again');
  const tracks = series.map(trackOf);
  return sceneAt(
    tracks,
    {
      calendar,
      elasticity: new Map(Object.entries(model.elasticity)),
      past: occurrences(tracks, calendar, origin),
    },
    origin,
  );
}

/** Forecasts of a page of series, in their order; the page may be any part of the evening's series. */
export const forecastPage = (
  model: ForecastModel,
  scene: Scene,
  page: readonly Series[],
): SeriesForecast[] => page.map((series) => forecastSeries(model, scene, series));

/** A closed day is nothing, with certainty. */
export function forecastSeries(model: ForecastModel, scene: Scene, series: Series): SeriesForecast {
  const { days, method, uneven } = estimate(model, scene, trackOf(series));
  const first = scene.origin + 1 - series.first;
  const daily = days.map((v, j) => (series.open?.[first + j] === 0 ? 0 : v));
  const ranges = daily.map((v) => (v > 0 ? rangeOf(model.day, v, uneven) : NOTHING));
  const expected = daily.reduce((a, b) => a + b, 0);
  const week = expected > 0 ? rangeOf(model.week, expected, uneven) : NOTHING;
  return {
    id: series.id,
    from: scene.origin + 1,
    daily,
    p50: ranges.map((r) => r.mid),
    lo: ranges.map((r) => r.low),
    hi: ranges.map((r) => r.high),
    week: { expected, lo: week.low, hi: week.high },
    method,
  };
}

const NOTHING: Range = { mid: 0, low: 0, high: 0 };
