import { driftOf } from '#shared/domain/forecast/drift';
import { occurrences } from '#shared/domain/forecast/events';
import { trackOf } from '#shared/domain/forecast/history';
import type { ForecastModel } from '#shared/domain/forecast/model';
import { eveningOf, forecastSeries } from '#shared/domain/forecast/predict';
import type { SeriesForecast } from '#shared/domain/forecast/predict';
import { HORIZON } from '#shared/domain/forecast/series';
import type { Calendar, Series } from '#shared/domain/forecast/series';

/** Epoch days of the last sales known to each forecast, latest first. */
export function originsOf(last: number, count: number, apart = HORIZON): number[] {
  return Array.from({ length: count }, (_, k) => last - HORIZON - apart * k);
}
export const lastDay = (series: readonly Series[]): number =>
  series.reduce((last, s) => Math.max(last, s.first + s.sold.length - 1), -Infinity);

/** Series long enough to be judged at an evening: four weeks known, seven days to compare with. */
export const judged = (s: Series, origin: number, leastDays: number): boolean =>
  origin - s.first + 1 >= leastDays && s.sold.length >= origin - s.first + 1 + HORIZON;

/** The model as it stands some weeks after its training: trees as grown, drift as of the evening. */
export function refreshed(
  model: ForecastModel,
  series: readonly Series[],
  calendar: Calendar,
  origin: number,
): ForecastModel {
  if (origin === model.trainedUntil) return model;
  const tracks = series.map(trackOf);
  const backdrop = {
    calendar,
    elasticity: new Map(Object.entries(model.elasticity)),
    past: occurrences(tracks, calendar, origin),
  };
  return { ...model, drift: driftOf(model.forest, tracks, backdrop, origin) };
}

/** Forecasts of one past evening, told one by one. */
export function forecastsAt(
  model: ForecastModel,
  series: readonly Series[],
  calendar: Calendar,
  origin: number,
  leastDays: number,
  tell: (s: Series, forecast: SeriesForecast) => void,
): void {
  const current = refreshed(model, series, calendar, origin);
  const scene = eveningOf(current, series, calendar, origin);
  for (const s of series)
    if (judged(s, origin, leastDays)) tell(s, forecastSeries(current, scene, s));
}
