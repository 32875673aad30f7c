import { couponState, faceText } from '#shared/domain/coupon';
import type { Cart } from './decideCart';
import type { HeldCoupon } from './loadCart';

export interface CouponChoice {
  couponId: string;
  name: string;
  faceText: string;
  /** What the shopper pays less with it. */
  saveFen: number;
  usable: boolean;
  /** Why not; empty when usable. */
  why: string;
  validTo: number;
}

/** One coupon of the pocket on this cart, compared with the cart without it. */
export function choiceOf(
  { coupon, template }: HeldCoupon,
  withIt: Cart,
  without: Cart,
): CouponChoice {
  const why = withIt.problems.find(({ code }) => code === 'COUPON_UNUSABLE')?.text ?? '';
  const saveFen = without.quote.totals.payableFen - withIt.quote.totals.payableFen;
  return {
    couponId: coupon._id,
    name: template.name,
    faceText: faceText(template),
    saveFen: Math.max(0, saveFen),
    usable: why === '' && saveFen > 0,
    why,
    validTo: coupon.validTo,
  };
}

/** Expired coupons are no choice any more. */
export const isChoice = ({ coupon }: HeldCoupon, now: number): boolean =>
  couponState(coupon, now) !== 'expired';
