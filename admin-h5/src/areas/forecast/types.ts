import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type ForecastItem = Out<Calls['listForecasts']>['items'][number];
export type ForecastState = Out<Calls['listForecasts']>;
export type Curve = Out<Calls['getForecast']>;
export type AccuracyBoard = Out<Calls['listAccuracy']>;
export type Misses = AccuracyBoard['misses'][number];

/** 0.123 → `12.3%`; a dash where nothing was sold. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${(100 * share).toFixed(1)}%`;
/** The same with its sign. */
export const signed = (share: number | null): string =>
  share === null ? '–' : `${share >= 0 ? '+' : '−'}${Math.abs(100 * share).toFixed(1)}%`;
/** Pieces as people read them: one decimal below ten. */
export const pieces = (n: number): string =>
  n < 10 ? String(Math.round(n * 10) / 10) : Math.round(n).toLocaleString('en-US');
