import type { Arcs } from './arcs';
import type { Counts } from './counts';
import type { CouponOffer, OrderPromotion } from './promotion';
import type { WhyCode } from './result';
import type { Level } from './tiers';

/** A rule of step 3 at one of its levels, or a coupon of step 4, as the search and the bill see it. */
export interface Claim {
  /** Id of the promotion or of the coupon. */
  readonly id: string;
  /** What `exclusiveWith` names: the promotion's or the template's id. */
  readonly named: string;
  readonly order: OrderPromotion | null;
  readonly coupon: CouponOffer | null;
  /** All levels within reach, best first; coupons have none. */
  readonly levels: readonly Level[];
  /** The level this claim aims at. */
  readonly aim: Level | null;
  /** Whether the line counts towards the threshold, by line and arc … */
  readonly judged: readonly (readonly boolean[])[];
  /** … and whether something is taken off it. The same but for 兑换. */
  readonly counted: readonly (readonly boolean[])[];
  /** Lines of which something may be taken, however they are priced. */
  readonly touched: readonly boolean[];
  /** Lines that count or not by how they are priced. */
  readonly uneven: readonly boolean[];
  readonly needFen: number;
  readonly needQty: number;
  /** Counts at least so much, however the lines are priced. */
  readonly loFen: number;
  readonly loQty: number;
  /** Never takes more than this off the goods … */
  readonly mostFen: number;
  /** … or, where it is a rate, leaves at least this part (0–1) of what it counts; null otherwise. */
  readonly rate: number | null;
  /** The rate it has by its terms, a cap or a full amount apart; null for amounts. */
  readonly exact: number | null;
  readonly capped: boolean;
  /** By how much rounding may help it beyond the rate. */
  readonly roundFen: number;
  readonly giftFen: number;
  readonly freight: boolean;
  readonly belowFloor: boolean;
}

export interface Reach {
  readonly loFen: number;
  readonly hiFen: number;
  readonly loQty: number;
  readonly hiQty: number;
}

/** Smallest and largest amount and pieces that can count. */
export function reachOf({ lines }: Arcs, counted: Claim['counted']): Reach {
  const reach = { loFen: 0, hiFen: 0, loQty: 0, hiQty: 0 };
  lines.forEach(({ line, arcs }, i) => {
    // Plain loops: every claim of every cart is measured here, on every way its lines can be priced.
    let [least, most, some, all] = [Infinity, 0, false, true];
    for (const [k, { amounts }] of arcs.entries()) {
      const counts = counted[i]?.[k] === true;
      some ||= counts;
      all &&= counts;
      if (!counts) least = 0;
      else
        for (const fen of amounts) {
          if (fen < least) least = fen;
          if (fen > most) most = fen;
        }
    }
    reach.loFen += least;
    reach.hiFen += most;
    reach.loQty += all ? line.qty : 0;
    reach.hiQty += some ? line.qty : 0;
  });
  return reach;
}

/** Claims of a rule or a coupon, or why there are none. */
export type Found = { readonly claims: readonly Claim[] } | { readonly why: WhyCode };

/** Whether a line counts, by line and arc. */
export const table = ({ lines }: Arcs, counts: Counts): boolean[][] =>
  lines.map(({ line, arcs }) => arcs.map((arc) => counts(line, arc)));

/** What the search asks of such a table. */
export const countedAs = (counted: Claim['counted']) => ({
  counted,
  touched: counted.map((arcs) => arcs.some(Boolean)),
  uneven: counted.map((arcs) => arcs.some((yes) => yes !== arcs[0])),
});

/** What an amount or a rate takes at most. Half-up rounding may give one fen more than the rate says. */
export function mostOf(rateBp: number | null, capFen: number | null, offFen: number, reach: Reach) {
  // An amount that covers all it could ever meet leaves nothing of it.
  if (rateBp === null && offFen >= reach.hiFen)
    return { mostFen: reach.hiFen, rate: 0, exact: null, capped: false, roundFen: 0 };
  if (rateBp === null)
    return { mostFen: offFen, rate: null, exact: null, capped: false, roundFen: 0 };
  const rated = (fen: number) => Math.ceil((fen * (10_000 - rateBp)) / 10_000);
  const mostFen = Math.min(rated(reach.hiFen), capFen ?? Infinity);
  // A cap that binds whatever is chosen makes the rate an amount.
  const binds = capFen !== null && rated(reach.loFen) > capFen + 1;
  const exact = rateBp / 10_000;
  return { mostFen, rate: binds ? null : exact, exact, capped: capFen !== null, roundFen: 0.5 };
}
