import type { Arcs } from './arcs';
import { countedAs, mostOf, reachOf, table, type Claim, type Found } from './claim';
import { countsForCoupon } from './counts';
import type { CouponOffer } from './promotion';
import type { Choices, PriceWorld } from './types';
import { whyNotThisCoupon } from './whyNotThisCoupon';

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
  const why = whyNotThisCoupon(coupon, world);
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
