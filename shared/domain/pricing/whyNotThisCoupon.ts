import type { CouponOffer } from './promotion';
import type { WhyCode } from './result';
import { whyNotHere } from './scope';
import type { PriceWorld } from './types';

/** Why a coupon cannot be used here and now, whatever is in the cart; null when it can. */
export function whyNotThisCoupon(coupon: CouponOffer, world: PriceWorld): WhyCode | null {
  if (coupon.status !== 'unused') return 'STATUS';
  if (world.online ? !coupon.online : !coupon.offline) return 'CHANNEL';
  return whyNotHere(coupon.scope, world);
}
