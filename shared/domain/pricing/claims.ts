import type { Arcs } from './arcs';
import { countsForCoupon, countsForRule, type Counts } from './counts';
import { couponState } from './couponState';
import type { CouponOffer, OrderPromotion } from './promotion';
import type { WhyCode } from './result';
import { whyNotHere } from './scope';
import { betterLevel, levelsOf, reaches, type Level } from './tiers';
import type { Choices, PriceWorld } from './types';

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
    const fens = arcs.flatMap((arc, k) => (counted[i]?.[k] === true ? arc.amounts : [0]));
    const some = counted[i]?.some(Boolean) ?? false;
    const all = counted[i]?.every(Boolean) ?? false;
    reach.loFen += Math.min(...fens);
    reach.hiFen += Math.max(...fens);
    reach.loQty += all ? line.qty : 0;
    reach.hiQty += some ? line.qty : 0;
  });
  return reach;
}

type Found = { readonly claims: readonly Claim[] } | { readonly why: WhyCode };

const table = ({ lines }: Arcs, counts: Counts): boolean[][] =>
  lines.map(({ line, arcs }) => arcs.map((arc) => counts(line, arc)));

const countedAs = (counted: Claim['counted']) => ({
  counted,
  touched: counted.map((arcs) => arcs.some(Boolean)),
  uneven: counted.map((arcs) => arcs.some((yes) => yes !== arcs[0])),
});

/** One claim a level worth aiming at: the best that holds anyway, and the ones above it. */
export function orderClaims(rule: OrderPromotion, arcs: Arcs, world: PriceWorld): Found {
  const why = whyNotHere(rule.scope, world);
  if (why) return { why };
  const counted = table(arcs, countsForRule(rule));
  const reach = reachOf(arcs, counted);
  if (reach.hiQty === 0) return { why: 'NO_GOODS' };
  if (rule.type === 'freeFreight' && world.freight.feeFen === 0) return { why: 'NO_SAVING' };
  const levels = levelsOf(rule, reach.hiFen, reach.hiQty)
    .filter((level) => reaches(level, reach.hiFen, reach.hiQty))
    .sort(betterLevel);
  if (levels.length === 0) return { why: whyNoLevel(rule, reach) };
  const sure = levels.findIndex((level) => reaches(level, reach.loFen, reach.loQty));
  const aims = sure === -1 ? levels : levels.slice(0, sure + 1);
  const cap = rule.type === 'fullRate' ? rule.capFen : null;
  return {
    claims: aims.map((level) => ({
      id: rule.id,
      named: rule.id,
      order: rule,
      coupon: null,
      levels,
      aim: level,
      judged: counted,
      ...countedAs(counted),
      needFen: level.needFen,
      needQty: level.needQty,
      loFen: reach.loFen,
      loQty: reach.loQty,
      ...mostOf(level.rateBp, cap, level.offFen, reach),
      giftFen: level.giftFen,
      freight: rule.type === 'freeFreight',
      belowFloor: rule.belowFloor,
    })),
  };
}

function whyNoLevel(rule: OrderPromotion, { hiFen, hiQty }: Reach): WhyCode {
  const rich = levelsOf({ ...rule, budgetLeftFen: null }, hiFen, hiQty);
  if (rich.some((level) => reaches(level, hiFen, hiQty))) return 'BUDGET_GONE';
  return rule.type === 'fullGift' && rich.length === 0 ? 'GIFT_GONE' : 'BELOW_THRESHOLD';
}

/** Half-up rounding may give one fen more than the rate says. */
function mostOf(rateBp: number | null, capFen: number | null, offFen: number, reach: Reach) {
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

const KINDS = ['exchange', 'percent', 'amount', 'freight'];
/** Coupons are taken in this order: pieces, rates, amounts with and without threshold, freight. */
export const couponOrder = (a: CouponOffer, b: CouponOffer): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  Number(a.thresholdFen === 0) - Number(b.thresholdFen === 0) ||
  (a.couponId < b.couponId ? -1 : 1);

/** A coupon as claims: one, or for 兑换 one by product that it may be exchanged for. */
export function couponClaims(
  coupon: CouponOffer,
  arcs: Arcs,
  world: PriceWorld,
  choices: Choices,
): Found {
  if (choices.coupons !== 'best' && !choices.coupons.includes(coupon.couponId))
    return { why: 'NOT_CHOSEN' };
  const why = couponState(coupon, world);
  if (why) return { why };
  const counted = table(arcs, countsForCoupon(coupon));
  const reach = reachOf(arcs, counted);
  if (reach.hiQty === 0) return { why: 'NO_GOODS' };
  if (reach.hiFen < coupon.thresholdFen) return { why: 'BELOW_THRESHOLD' };
  const freight = coupon.kind === 'freight';
  if (freight && world.freight.feeFen === 0) return { why: 'NO_SAVING' };
  const claim: Claim = {
    id: coupon.couponId,
    named: coupon.templateId,
    order: null,
    coupon,
    levels: [],
    aim: null,
    judged: counted,
    ...countedAs(counted),
    needFen: coupon.thresholdFen,
    needQty: 0,
    loFen: reach.loFen,
    loQty: reach.loQty,
    ...mostOf(
      coupon.kind === 'percent' ? coupon.rateBp : null,
      coupon.capFen,
      freight ? 0 : coupon.faceFen,
      reach,
    ),
    giftFen: 0,
    freight,
    belowFloor: coupon.belowFloor,
  };
  return { claims: coupon.kind === 'exchange' ? byProduct(claim, arcs) : [claim] };
}

/** 兑换 of so many pieces of one product: a rate on its line. */
function byProduct(claim: Claim, { lines }: Arcs): Claim[] {
  const { qty: pieces = 1, payFen = 0 } = claim.coupon?.exchange ?? {};
  return lines.flatMap(({ line }, i) => {
    if (!(claim.counted[i]?.some(Boolean) ?? false)) return [];
    const qty = Math.min(pieces, line.qty);
    return {
      ...claim,
      ...countedAs(claim.counted.map((row, at) => (at === i ? row : row.map(() => false)))),
      mostFen: qty * Math.max(0, line.priceFen - payFen),
      rate: 1 - qty / line.qty,
      exact: 1 - qty / line.qty,
      capped: false,
      roundFen: qty,
    };
  });
}
