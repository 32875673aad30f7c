import type { Arcs } from './arcs';
import type { LeastTotal } from './bounds';
import type { Limits } from './limits';
import { pathOf, tailOf } from './chain';
import type { Claim } from './claim';
import type { Incumbent } from './incumbent';
import { settle, type Path } from './settle';
import type { PriceWorld } from './types';
import { pricedPrices, type Need } from './needs';

const ROUNDS = 24;
/** Rounds without a better bound after which steps get shorter. */
const PATIENCE = 3;

/** Thresholds that some way to price the lines would miss. */
export function needsOf(claims: readonly Claim[]): Need[] {
  return claims.flatMap((claim): Need[] => [
    ...(claim.needFen > claim.loFen ? [{ claim, kind: 'fen' as const, least: claim.needFen }] : []),
    ...(claim.needQty > claim.loQty ? [{ claim, kind: 'qty' as const, least: claim.needQty }] : []),
  ]);
}

export interface Bounding {
  readonly arcs: Arcs;
  readonly world: PriceWorld;
  readonly claims: readonly Claim[];
  readonly limits: Limits;
  readonly needs: readonly Need[];
  readonly leastTotal: LeastTotal;
  readonly judgedFen: number;
  readonly standing: readonly number[];
  readonly turn: number;
}

/**
 * What a fen towards each threshold is worth, so that the bound is highest (Lagrange multipliers, Polyak's
 * steps). Null when the bound shows that nothing better is in this set. Ways met on the way that hold all
 * thresholds are offered.
 */
function worthOf(task: Bounding, best: Incumbent): { worth: number[]; value: number } | null {
  const { arcs, world, claims, limits, needs, leastTotal, judgedFen, standing, turn } = task;
  let worth = needs.map(() => 0);
  if (needs.length === 0) return { worth, value: (limits.tail[0] ?? 0) - limits.offFen };
  let kept = worth;
  let highest = -Infinity;
  let [scale, stale] = [1, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    best.nodes += 1;
    const prices = pricedPrices({ arcs, limits, needs, worth });
    const tail = tailOf(arcs, prices);
    const due = needs.reduce((fen, { least }, j) => fen + least * (worth[j] ?? 0), 0);
    const value = (tail[0] ?? 0) + due - limits.offFen;
    if (value > highest) [highest, kept, stale] = [value, worth, 0];
    else if (++stale >= PATIENCE) [scale, stale] = [scale / 2, 0];
    if (!best.beatenBy(leastTotal(value, judgedFen), standing)) return null;
    const path = pathOf(arcs, prices, tail);
    const missing = needs.map((need) => need.least - haveOf(arcs, path, need));
    if (round > 0 && missing.every((by) => by <= 0))
      best.offer(settle(arcs.lines, path, claims, world), turn);
    const square = missing.reduce((s, by) => s + by * by, 0);
    if (square === 0) break;
    const goal = Number.isFinite(best.totalFen) ? best.totalFen : value + Math.abs(value) / 4 + 1;
    const stride = (scale * Math.max(1, goal - value)) / square;
    const next = worth.map((w, j) => Math.max(0, w + stride * (missing[j] ?? 0)));
    if (next.every((w, j) => w === worth[j])) break;
    worth = next;
  }
  return { worth: kept, value: highest };
}

/** The tighter of several limits, with what thresholds are worth under it; null when one proves nothing better. */
export function tightest(
  task: Omit<Bounding, 'limits'>,
  limits: readonly Limits[],
  best: Incumbent,
): { limits: Limits; worth: number[] } | null {
  let found: { limits: Limits; worth: number[]; value: number } | null = null;
  for (const one of limits) {
    const priced = worthOf({ ...task, limits: one }, best);
    if (!priced) return null;
    if (!found || priced.value > found.value) found = { limits: one, ...priced };
  }
  return found;
}

function haveOf({ lines }: Arcs, { arcs: ways, amounts }: Path, { claim, kind }: Need): number {
  return lines.reduce((have, { line }, i) => {
    if (claim.judged[i]?.[ways[i] ?? 0] !== true) return have;
    return have + (kind === 'fen' ? (amounts[i] ?? 0) : line.qty);
  }, 0);
}
