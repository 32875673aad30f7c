import { couponState, faceText, ruleText } from '#shared/domain/coupon';
import { best } from '#shared/domain/pricing/best';
import type { QuoteResult } from '#shared/domain/pricing/result';
import type { Cart, Problem } from './decideCart';
import type { HeldCoupon } from './loadCart';

export interface CouponChoice {
  couponId: string;
  name: string;
  faceText: string;
  ruleText: string;
  /** At most one of a group in an order. */
  stackGroup: string;
  /** What the shopper pays less with it alone. */
  saveFen: number;
  usable: boolean;
  chosen: boolean;
  /** Why not; empty when usable. */
  why: string;
  validTo: number;
}

/** Of the chosen coupons the first that gives nothing on this cart, with the reason. */
export function couponProblems(
  couponIds: readonly string[] | null,
  pocket: readonly HeldCoupon[],
  quote: QuoteResult,
): Problem[] {
  if (couponIds === null) return [];
  return couponIds
    .filter((id) => !quote.couponIds.includes(id))
    .map((id) => ({ code: 'COUPON_UNUSABLE', text: whyNot(id, pocket, quote) }));
}

function whyNot(id: string, pocket: readonly HeldCoupon[], quote: QuoteResult): string {
  if (!pocket.some(({ coupon }) => coupon._id === id)) return '没有找到这张优惠券，请换一张';
  return quote.unused.find(({ couponId }) => couponId === id)?.why ?? '这张券现在不能用';
}

/** Why a coupon cannot join what was chosen, though it could be used alone. */
const BESIDE = new Set(['WORSE', 'SAME_GROUP', 'EXCLUDED', 'NOT_CHOSEN', 'NO_SAVING']);

/** The pocket on this cart: each coupon on its own against none, best first. */
export function choicesOf(cart: Cart, now: number): CouponChoice[] {
  const { quote, priced, world } = cart;
  const pocket = cart.pocket.filter(({ coupon }) => couponState(coupon, now) !== 'expired');
  const priceWith = (ids: readonly string[]): QuoteResult =>
    best(priced, world, { coupons: ids, points: 0, without: [] });
  const none = pocket.length === 0 ? undefined : priceWith([]);
  return pocket
    .map(({ coupon, template }): CouponChoice => {
      const id = coupon._id;
      const chosen = quote.couponIds.includes(id);
      const barred = quote.unused.find(({ couponId }) => couponId === id);
      const alone = chosen || (barred && BESIDE.has(barred.code)) ? priceWith([id]) : undefined;
      const usable = alone?.couponIds.includes(id) === true;
      const saveFen =
        usable && none ? Math.max(0, none.totals.payableFen - alone.totals.payableFen) : 0;
      return {
        couponId: id,
        name: template.name,
        faceText: faceText(template),
        ruleText: ruleText(template),
        stackGroup: template.stackGroup,
        saveFen,
        usable: usable && saveFen > 0,
        chosen,
        why: usable ? '' : (barred?.why ?? '这张券现在不能用'),
        validTo: coupon.validTo,
      };
    })
    .sort(byBenefit);
}

/** Usable first, then the greatest saving, then what expires first; the id settles ties. */
const byBenefit = (a: CouponChoice, b: CouponChoice): number =>
  Number(b.usable) - Number(a.usable) ||
  b.saveFen - a.saveFen ||
  a.validTo - b.validTo ||
  (a.couponId < b.couponId ? -1 : 1);
