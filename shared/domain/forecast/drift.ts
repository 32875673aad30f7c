import { servedShare } from './availability';
import { treeDays } from './estimate';
import { clamp, daysKnown } from './history';
import type { Track } from './history';
import { NEWCOMER_DAYS } from './newcomer';
import { sceneAt } from './scene';
import type { Backdrop } from './scene';
import { HORIZON } from './series';
import type { Forest } from './tree';

const WEEKS = 8;
const SERIES_A_WEEK = 1_000;
/** Two thirds of what was missed are taken to go on. */
const TRUST = 0.65;

/**
 * What the trees lately missed over the whole chain: sales against estimates in the last eight weeks, two thirds of it
 * carried on. A growing chain outgrows what its trees learnt; this keeps the sum right until they are grown
 * anew. Days on which nearly nothing could be served are left out.
 */
export function driftOf(
  forest: Forest,
  tracks: readonly Track[],
  backdrop: Backdrop,
  origin: number,
): number {
  let expected = 0;
  let came = 0;
  const step = Math.max(1, Math.ceil(tracks.length / SERIES_A_WEEK));
  for (let week = 1; week <= WEEKS; week += 1) {
    const evening = origin - 7 * week;
    const scene = sceneAt(tracks, backdrop, evening);
    for (let i = week % step; i < tracks.length; i += step) {
      const track = tracks[i];
      if (!track) continue;
      const n = daysKnown(track, evening);
      if (n < NEWCOMER_DAYS) continue;
      const { days } = treeDays({ forest, drift: 1 }, scene, track);
      for (let j = 0; j < HORIZON; j += 1) {
        if (servedShare(track.series.outShare?.[n + j] ?? 0) < 0.5) continue;
        expected += days[j] ?? 0;
        came += track.sold[n + j] ?? 0;
      }
    }
  }
  return expected > 0 ? clamp(1 + TRUST * (came / expected - 1), 0.9, 1.1) : 1;
}
