import { servedShare } from './availability';
import type { Rows } from './boost';
import { WIDTH, writeRows } from './features';
import { daysKnown } from './history';
import type { Track } from './history';
import { NEWCOMER_DAYS } from './newcomer';
import { sceneAt } from './scene';
import type { Backdrop } from './scene';
import { HORIZON } from './series';

/** Evenings looked back on: a year, at most 26 of them. */
const SPAN_DAYS = 364;
const MOST_ORIGINS = 26;
const LEAST_STEP = 2;
/** More than these, in levels and pieces, is a bulk sale that comes once. */
const CAP_LEVELS = 6;
const CAP_PIECES = 1.5;
/** A day on which next to nothing could be sold teaches next to nothing. */
const LEAST_WEIGHT = 0.05;

/**
 * The evenings to learn from, latest first: all their seven following days are known. Steps that are no whole weeks,
 * so that each weekday is met at every distance.
 */
export function trainingOrigins(first: number, until: number): number[] {
  const last = until - HORIZON;
  const earliest = Math.max(first + NEWCOMER_DAYS + 5, last - SPAN_DAYS + 1);
  let step = Math.max(LEAST_STEP, Math.ceil((last - earliest) / MOST_ORIGINS));
  if (step % 7 === 0) step -= 1;
  const origins: number[] = [];
  for (let o = last; o >= earliest; o -= step) origins.push(o);
  return origins;
}

/** A share of the pairs of series and evening, spread evenly over both; the same on every run. */
export const drawn = (series: number, evening: number, share: number): boolean =>
  (series * 0.618_033_988_75 + evening * 0.381_966 + 0.5) % 1 < share;

/**
 * The rows of the given series at the given evenings, at most about `maxRows`. Yields after each evening.
 * The weight of a row is the series' level (what the Poisson loss of a ratio asks for) times the share of the
 * day's demand that could be served: a day without stock is not a day without demand.
 */
export function* sampleRows(
  all: readonly Track[],
  learnt: readonly Track[],
  backdrop: Backdrop,
  origins: readonly number[],
  maxRows: number,
): Generator<number, Rows> {
  const known = (track: Track, origin: number): boolean =>
    daysKnown(track, origin) >= NEWCOMER_DAYS &&
    track.sold.length >= daysKnown(track, origin) + HORIZON;
  const candidates = origins.reduce(
    (sum, origin) => sum + learnt.filter((t) => known(t, origin)).length,
    0,
  );
  const share = Math.min(1, maxRows / HORIZON / Math.max(1, candidates));
  const chosen = origins.map((origin, k) =>
    learnt.filter((t, i) => known(t, origin) && (share === 1 || drawn(i, k, share))),
  );
  const count = HORIZON * chosen.reduce((sum, tracks) => sum + tracks.length, 0);
  const features = new Float32Array(count * WIDTH);
  const target = new Float32Array(count);
  const weight = new Float32Array(count);
  let row = 0;
  for (const [k, origin] of origins.entries()) {
    const scene = sceneAt(all, backdrop, origin);
    for (const track of chosen[k] ?? []) {
      const { level, n } = writeRows(scene, track, features, row * WIDTH);
      for (let j = 0; j < HORIZON; j += 1, row += 1) {
        const came = track.sold[n + j] ?? 0;
        const served = servedShare(track.series.outShare?.[n + j] ?? 0);
        target[row] = Math.min(came, CAP_LEVELS * level + CAP_PIECES) / level;
        weight[row] = level * weightOf(track, n + j, served);
      }
    }
    yield k + 1;
  }
  return { width: WIDTH, features, target, weight };
}

const weightOf = (track: Track, t: number, served: number): number =>
  track.series.open?.[t] === 0 ? 0 : served >= 0.4 ? 1 : Math.max(LEAST_WEIGHT, served);
