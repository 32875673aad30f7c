import { claimCoupon } from '#shared/contracts/coupons';
import { serve } from '../kit/serve';
import { whyNotClaimable } from './claimable';
import { couponView } from './couponView';
import { levelOf } from './level';
import { memberOf } from './member';
import { newCoupon } from './newCoupon';

/**
 * One coupon more for the member. Counter, per-person guard, coupon and answer are one transaction by id, so
 * a crash leaves all or nothing; `issued` and `count` are written by every claim and cannot be passed by two at
 * once. The n-th coupon of a member has its own id and exists once. A read before keeps the crowd that comes
 * too late out of the transaction.
 */
export const main = serve(claimCoupon, async ({ templateId }, ctx) => {
  const memberId = memberOf(ctx);
  const claimId = `${templateId}:${memberId}`;
  const [seen, mine] = await Promise.all([
    ctx.db.get('couponTemplates', templateId),
    ctx.db.get('couponClaims', claimId),
  ]);
  if (!seen) return ctx.refuse('NOT_FOUND');
  const level = await levelOf(ctx, memberId, seen.levelIds.length > 0);
  const early = whyNotClaimable(seen, mine?.count ?? 0, level, ctx.now);
  if (early) return ctx.refuse(early);

  return ctx.write(async (tx) => {
    const template = await tx.get('couponTemplates', templateId);
    const claim = await tx.get('couponClaims', claimId);
    if (!template) return ctx.refuse('NOT_FOUND');
    const count = claim?.count ?? 0;
    const why = whyNotClaimable(template, count, level, ctx.now);
    if (why) return ctx.refuse(why);

    const coupon = newCoupon(ctx, template, memberId, count + 1, null);
    await tx.update('couponTemplates', templateId, { inc: { issued: 1 } });
    await tx.set('couponClaims', { _id: claimId, templateId, memberId, count: count + 1 });
    await tx.insert('coupons', coupon);
    return { coupon: couponView(coupon, template, ctx.now) };
  });
});
