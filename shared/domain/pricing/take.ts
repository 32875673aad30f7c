import { percent } from '../money';
import type { ArcLine } from './arcs';
import type { Claim } from './claim';
import { spreadCapped, total } from './share';
import type { Level } from './tiers';

/**
 * What a claim takes of what earlier ones left, by largest remainder over the lines that count. Floors hold
 * it back on a line where it may not go below them; other lines then give more.
 */
export function take(
  lines: readonly ArcLine[],
  rest: readonly number[],
  counts: readonly boolean[],
  claim: Claim,
  level: Level | null,
): { readonly fen: number; readonly parts: readonly number[]; readonly promisedFen: number } {
  // Plain loops: this runs for every node of the search.
  const weights: number[] = [];
  for (let i = 0; i < rest.length; i += 1) weights.push(counts[i] === true ? (rest[i] ?? 0) : 0);
  const room = claim.belowFloor ? weights : roomOf(lines, weights);
  const exchange = claim.coupon?.exchange ?? null;
  if (exchange) {
    const pieces = weights.map((fen, i) => exchanged(fen, lines[i]?.line.qty ?? 1, exchange));
    const parts = pieces.map((fen, i) => Math.min(fen, room[i] ?? 0));
    return { fen: total(parts), parts, promisedFen: total(pieces) };
  }
  const promisedFen = promised(claim, level, total(weights));
  const parts = spreadCapped(promisedFen, weights, room);
  return { fen: total(parts), parts, promisedFen };
}

function roomOf(lines: readonly ArcLine[], weights: readonly number[]): number[] {
  const room: number[] = [];
  for (let i = 0; i < weights.length; i += 1)
    room.push(Math.max(0, (weights[i] ?? 0) - (lines[i]?.floorFen ?? 0)));
  return room;
}

function promised({ order, coupon, freight }: Claim, level: Level | null, leftFen: number): number {
  if (freight) return 0;
  const rateBp = level ? level.rateBp : coupon?.kind === 'percent' ? coupon.rateBp : null;
  if (rateBp === null) return level?.offFen ?? coupon?.faceFen ?? 0;
  const capFen = order?.type === 'fullRate' ? order.capFen : (coupon?.capFen ?? null);
  return Math.max(0, Math.min(leftFen - percent(leftFen, rateBp), capFen ?? leftFen));
}

/** 兑换: pieces at what is left of them, the dearest shares first, each for `payFen`. */
function exchanged(fen: number, of: number, terms: { qty: number; payFen: number }): number {
  const pieces = fen === 0 ? 0 : Math.min(of, terms.qty);
  const dear = Math.min(pieces, fen % of);
  const one = Math.floor(fen / of);
  const [more, less] = [one + 1 - terms.payFen, one - terms.payFen];
  return dear * Math.max(0, more) + (pieces - dear) * Math.max(0, less);
}
