import { sum } from '../money';
import type { Arcs } from './arcs';
import type { Claim } from './claims';
import { take } from './take';

/**
 * A second limit of what a set of claims can leave, from its effect on the cheapest cart. In numbers without
 * rounding no claim makes the whole cheaper when a line gets dearer (a reduction given in full takes the
 * same, a rate keeps a part), so: goods ≥ goods at the cheapest amounts − rounding + slope × what is dearer.
 * Lines count wherever one of their ways does, which can only lower that.
 */
export interface Anchor {
  readonly goodsFen: number;
  /** Of every fen that a line costs more than its cheapest, at least this part is to pay. */
  readonly slope: number;
  /** … less so much, for rounding. */
  readonly looseFen: number;
  /** Cheapest amount of every line. */
  readonly amounts: readonly number[];
}

export function anchorOf({ lines }: Arcs, claims: readonly Claim[], tidy: boolean): Anchor {
  const amounts = lines.map(({ arcs }) => Math.min(...arcs.flatMap((arc) => arc.amounts)));
  let rest: readonly number[] = amounts;
  let [slope, looseFen, roundFen, at] = [1, 0, 0, 0];
  claims.forEach((claim, turn) => {
    if (claim.freight) return;
    const counts = claim.counted.map((arcs) => arcs.some(Boolean));
    const taken = take(lines, rest, counts, claim, claim.aim);
    rest = rest.map((fen, i) => fen - (taken.parts[i] ?? 0));
    const limited = taken.fen < taken.promisedFen;
    looseFen += 2 * claim.roundFen;
    slope *= limited ? 0 : (claim.exact ?? 1);
    if (!tidy && at > 0 && (claim.exact !== null || limited))
      roundFen += 1 + claim.roundFen + (1 - (claim.exact ?? 0)) * lines.length * at;
    roundFen += shifted(claim, claims.slice(turn + 1));
    at += 1;
  });
  return { goodsFen: sum(rest) - roundFen, slope, looseFen, amounts };
}

/** A line that only some ways count may draw an amount away from lines that a later rate covers. */
function shifted(claim: Claim, later: readonly Claim[]): number {
  const even = claim.counted.every((arcs) => arcs.every((yes) => yes === arcs[0]));
  const amount = claim.exact === null || claim.capped || !claim.belowFloor;
  if (even || !amount) return 0;
  const left = later.reduce((part, { exact }) => part * (exact ?? 1), 1);
  return claim.mostFen * (1 - left);
}

/** The limit for a cart whose lines cost so much more than the cheapest. */
export const leastAt = ({ goodsFen, slope, looseFen }: Anchor, extraFen: number): number =>
  goodsFen + Math.max(0, slope * extraFen - looseFen);
