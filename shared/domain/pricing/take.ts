import { percent, sum } from '../money';
import type { ArcLine } from './arcs';
import type { Claim } from './claims';
import { spreadCapped } from './share';
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
  const weights = rest.map((fen, i) => (counts[i] === true ? fen : 0));
  const room = claim.belowFloor
    ? weights
    : weights.map((fen, i) => Math.max(0, Math.min(fen, fen - (lines[i]?.floorFen ?? 0))));
  const { exchange = null } = claim.coupon ?? {};
  if (exchange) {
    const pieces = weights.map((fen, i) => exchanged(fen, lines[i]?.line.qty ?? 1, exchange));
    const parts = pieces.map((fen, i) => Math.min(fen, room[i] ?? 0));
    return { fen: sum(parts), parts, promisedFen: sum(pieces) };
  }
  const promisedFen = promised(claim, level, sum(weights));
  const parts = spreadCapped(promisedFen, weights, room);
  return { fen: sum(parts), parts, promisedFen };
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
  const off = (share: number) => Math.max(0, share - terms.payFen);
  return dear * off(one + 1) + (pieces - dear) * off(one);
}
