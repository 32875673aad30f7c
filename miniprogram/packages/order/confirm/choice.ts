import type { CouponChoice } from '../../../services/shapes';

/** The coupons after a tap on one: out again, or in, in place of another of its group. */
export function toggled(coupons: readonly CouponChoice[], couponId: string): string[] {
  const tapped = coupons.find((coupon) => coupon.couponId === couponId);
  const chosen = coupons.filter((coupon) => coupon.chosen);
  if (!tapped?.usable) return chosen.map((coupon) => coupon.couponId);
  const rest = chosen.filter(({ stackGroup }) => stackGroup !== tapped.stackGroup);
  const next = tapped.chosen ? chosen.filter((coupon) => coupon !== tapped) : [...rest, tapped];
  return next.map((coupon) => coupon.couponId);
}
