import type { Bounds } from './bounds';
import type { Forest } from './tree';

/** What a night of training leaves behind; plain JSON, about 300 KB. */
export interface ForecastModel {
  readonly version: 1;
  /** Names of the features the trees were grown on, in order: another order makes the model worthless. */
  readonly features: readonly string[];
  readonly forest: Forest;
  /** By category. */
  readonly elasticity: Readonly<Record<string, number>>;
  /** Share of each series' own smoothing in the forecast, the trees give the rest. */
  readonly smoothingShare: number;
  /** The trees' estimates are multiplied by it: what they lately missed over the whole chain. */
  readonly drift: number;
  readonly day: Bounds;
  readonly week: Bounds;
  /** Epoch day of the last sales learnt from. */
  readonly trainedUntil: number;
  readonly trainedOn: { readonly series: number; readonly origins: number; readonly rows: number };
}

/** Numbers cut to six significant digits: half the size, and no forecast changes visibly. */
export const modelText = (model: ForecastModel): string =>
  JSON.stringify(model, (_key, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
