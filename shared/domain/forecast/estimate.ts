import { writeRows, FEATURES, WIDTH } from './features';
import { daysKnown } from './history';
import type { Track } from './history';
import type { ForecastModel } from './model';
import { newcomerDays, NEWCOMER_DAYS } from './newcomer';
import type { Scene } from './scene';
import { HORIZON } from './series';
import { smoothed } from './smoothing';
import { valueOf } from './tree';

const SPREAD = FEATURES.indexOf('spread');
const rows = new Float32Array(HORIZON * WIDTH);

/** `smoothing`: no trees were grown yet. */
export type Method = 'trees' | 'smoothing' | 'newcomer';

/** Pieces expected on each of the coming seven days, before closures and ranges. */
export interface Estimate {
  readonly method: Method;
  readonly days: readonly number[];
  /** How unevenly the series sells, against a series of its size where chance alone decides (1). */
  readonly uneven: number;
}
type Core = Pick<ForecastModel, 'forest' | 'smoothingShare' | 'drift'>;

/** Trees over the whole chain's experience, steadied by the series' own smoothing; the ladder below four weeks. */
export function estimate(model: Core, scene: Scene, track: Track): Estimate {
  const n = daysKnown(track, scene.origin);
  if (n < NEWCOMER_DAYS)
    return { method: 'newcomer', days: newcomerDays(scene, track, n), uneven: 1 };
  const { days, uneven } = treeDays(model, scene, track);
  const own = model.smoothingShare > 0 ? smoothed(track.sold, n) : undefined;
  const share = own ? model.smoothingShare : 0;
  return {
    method: model.forest.trees.length > 0 ? 'trees' : 'smoothing',
    days: days.map((v, j) => (1 - share) * v + share * (own?.[j] ?? 0)),
    uneven,
  };
}

/** What the trees alone expect. */
export function treeDays(
  { forest, drift }: Pick<Core, 'forest' | 'drift'>,
  scene: Scene,
  track: Track,
): { readonly days: number[]; readonly uneven: number } {
  const { level } = writeRows(scene, track, rows, 0);
  return {
    days: Array.from(
      { length: HORIZON },
      (_, j) => drift * level * valueOf(forest, rows, j * WIDTH),
    ),
    uneven: (rows[SPREAD] ?? 1) * Math.sqrt(level),
  };
}
