import { showCouponCode } from '#shared/contracts/coupons';
import { couponState } from '#shared/domain/coupon';
import { serve } from '../kit/serve';
import { codeOf } from './code';
import { couponView } from './couponView';
import { memberOf } from './member';

/** The code of the member's own coupon for this minute. */
export const main = serve(showCouponCode, async ({ couponId }, ctx) => {
  const memberId = memberOf(ctx);
  const coupon = await ctx.db.get('coupons', couponId);
  if (coupon?.memberId !== memberId) return ctx.refuse('NOT_FOUND');
  const template = await ctx.db.get('couponTemplates', coupon.templateId);
  if (!template) return ctx.refuse('NOT_FOUND');
  if (!template.offline) return ctx.refuse('NOT_USABLE', { message: '这张券只能线上下单使用' });
  if (couponState(coupon, ctx.now) !== 'unused' || ctx.now < coupon.validFrom)
    return ctx.refuse('NOT_USABLE');
  return { ...codeOf(ctx, couponId), coupon: couponView(coupon, template, ctx.now) };
});
