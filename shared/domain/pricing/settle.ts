import type { ArcLine } from './arcs';
import type { Claim } from './claim';
import { freightOf, type FreightBill } from './freightStep';
import { lessOf, total } from './share';
import { take } from './take';
import { reaches, type Level } from './tiers';
import type { PriceWorld } from './types';

/** How every line is priced in step 2: which arc, and what it then costs. */
export interface Path {
  readonly arcs: readonly number[];
  readonly amounts: readonly number[];
}

/** What one claim took. */
export interface Taken {
  readonly claim: Claim;
  /** The level reached; null for coupons. */
  readonly level: Level | null;
  readonly fen: number;
  /** What it would have taken without floors and with enough left. */
  readonly promisedFen: number;
  /** By line, in the order of the arcs. */
  readonly parts: readonly number[];
}

export interface Bill {
  readonly path: Path;
  readonly taken: readonly Taken[];
  readonly itemFen: number;
  /** Goods before coupons. */
  readonly orderFen: number;
  /** Goods after coupons. */
  readonly couponedFen: number;
  readonly freight: FreightBill;
  /** What the search makes small: goods after coupons and freight. Points come after (rounded to yuan they would not even be monotone). */
  readonly totalFen: number;
  readonly giftFen: number;
}

/**
 * The bill of one decision, steps 3 to 6, or null when the decision is not legal: a threshold missed, or a
 * claim that would give nothing. Thresholds are judged on amounts after step 2; what a claim takes, on what
 * earlier claims left.
 */
export function settle(
  lines: readonly ArcLine[],
  path: Path,
  claims: readonly Claim[],
  world: PriceWorld,
): Bill | null {
  let rest = path.amounts;
  const itemFen = total(path.amounts);
  let orderFen = itemFen;
  let giftFen = 0;
  const taken: Taken[] = [];
  for (const claim of claims) {
    const counts = countsOn(claim, path);
    const base = judgedOf(lines, claim.judged, path);
    if (base.qty === 0 || base.fen < claim.needFen || base.qty < claim.needQty) return null;
    const level = claim.levels.find((one) => reaches(one, base.fen, base.qty)) ?? null;
    if (claim.order && !level) return null;
    const { fen, parts, promisedFen } = take(lines, rest, counts, claim, level);
    if (fen === 0 && !claim.freight && (level?.gifts.length ?? 0) === 0) return null;
    rest = lessOf(rest, parts);
    if (claim.order) orderFen -= fen;
    giftFen += level?.giftFen ?? 0;
    taken.push({ claim, level, fen, parts, promisedFen });
  }
  const couponedFen = total(rest);
  const freight = freightOf(world, { orderFen, couponedFen }, claims);
  if (!freight) return null;
  const totalFen = couponedFen + freight.fen;
  return { path, taken, itemFen, orderFen, couponedFen, freight, totalFen, giftFen };
}

function countsOn({ counted }: Claim, { arcs }: Path): boolean[] {
  const counts: boolean[] = [];
  for (let i = 0; i < arcs.length; i += 1) counts.push(counted[i]?.[arcs[i] ?? 0] === true);
  return counts;
}

export function judgedOf(
  lines: readonly ArcLine[],
  judged: Claim['judged'],
  { arcs, amounts }: Path,
): { fen: number; qty: number } {
  let [fen, qty] = [0, 0];
  for (let i = 0; i < lines.length; i += 1) {
    if (judged[i]?.[arcs[i] ?? 0] !== true) continue;
    fen += amounts[i] ?? 0;
    qty += lines[i]?.line.qty ?? 0;
  }
  return { fen, qty };
}
