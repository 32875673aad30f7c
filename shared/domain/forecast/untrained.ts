import { servedShare } from './availability';
import { boundsOf, DAY_COVER, WEEK_COVER } from './bounds';
import { FEATURES } from './features';
import { trackOf } from './history';
import type { ForecastModel } from './model';
import { HORIZON } from './series';
import type { Calendar, Series } from './series';
import { outcomes } from './train';

/** Evenings the ranges are measured on: the last two whose weeks have come. */
const CHECK_WEEKS = [1, 2];
/** Below this share of the day hardly anything could be sold: the weekday's own mean stands in. */
const LEAST_SERVED = 0.4;

/**
 * A model before the first training: each series' own smoothing and no trees. Forecasts are there from the first night
 * on, ranges measured on the last two weeks.
 */
export function untrainedModel(
  series: readonly Series[],
  calendar: Calendar,
  until: number,
): ForecastModel {
  const core = { forest: { start: 0, trees: [] }, smoothingShare: 1, drift: 1 };
  const tracks = series.map(trackOf);
  const origins = CHECK_WEEKS.map((week) => until - HORIZON * week);
  const backdrop = { calendar, elasticity: new Map<string, number>(), past: [] };
  const checked = outcomes(core, tracks, tracks, backdrop, origins);
  return {
    version: 1,
    features: FEATURES,
    ...core,
    elasticity: {},
    day: boundsOf(checked.days, DAY_COVER),
    week: boundsOf(checked.weeks, WEEK_COVER),
    trainedUntil: until,
    trainedOn: { series: series.length, origins: 0, rows: 0 },
  };
}

/**
 * The same series with the sales lost to empty shelves put back, for methods that do not look at stock-outs: sales
 * over the share that could be served, and the mean of the weekday where hardly anything could.
 */
export function uncensored(series: Series): Series {
  const { sold, outShare } = series;
  if (!outShare) return series;
  const share = (t: number): number => servedShare(outShare[t] ?? 0);
  const filled = Array.from(sold, (n, t) => {
    if (share(t) >= LEAST_SERVED) return n / share(t);
    let sum = 0;
    let days = 0;
    for (let back = t % 7; back < sold.length; back += 7) {
      if (share(back) < LEAST_SERVED || Math.abs(back - t) > 28) continue;
      sum += (sold[back] ?? 0) / share(back);
      days += 1;
    }
    return days > 0 ? Math.max(n, sum / days) : n;
  });
  return { ...series, sold: filled };
}
