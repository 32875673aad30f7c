import { money } from '#shared/domain/money';
import { clockTime, dayOf, shortTime } from '#shared/domain/time';
import type { Preview } from '../../../services/shapes';

/** What the coupon row says: what is saved, or how many could be used. */
export function couponText({ couponIds, coupons, quote }: Preview): string {
  if (couponIds.length > 0) return `-${money(quote.couponFen)}`;
  const usable = coupons.filter((coupon) => coupon.usable).length;
  return usable > 0 ? `${usable} 张可用` : '暂无可用';
}

/** The coupons to choose from; each says what it saves, or why not now. */
export const choicesOf = ({ coupons }: Preview) =>
  coupons.map((coupon) => ({
    ...coupon,
    says: coupon.usable ? `这单可省 ${money(coupon.saveFen)}` : coupon.why,
  }));

/** By when it is ready or there, about. */
export function promiseText(readyAt: number | null, mode: 'pickup' | 'delivery'): string {
  if (readyAt === null) return '';
  const today = dayOf(readyAt) === dayOf(Date.now());
  const when = today ? clockTime(readyAt) : shortTime(readyAt);
  return mode === 'pickup' ? `预计 ${when} 备好` : `预计 ${when} 送达`;
}
