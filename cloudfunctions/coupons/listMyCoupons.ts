import { listMyCoupons } from '#shared/contracts/coupons';
import { serve } from '../kit/serve';
import { couponView } from './couponView';
import { memberOf } from './member';

/** The member's pocket; what is locked by an unpaid order shows among the unused ones. */
export const main = serve(listMyCoupons, async ({ tab }, ctx) => {
  const memberId = memberOf(ctx);
  const coupons = await ctx.db.find(
    'coupons',
    { memberId },
    { sort: { claimedAt: -1 }, limit: 500 },
  );
  const ids = [...new Set(coupons.map(({ templateId }) => templateId))];
  const found = ids.length === 0 ? [] : await ctx.db.getMany('couponTemplates', ids);
  const templates = new Map(found.map((template) => [template._id, template]));
  const views = coupons.flatMap((coupon) => {
    const template = templates.get(coupon.templateId);
    return template ? [couponView(coupon, template, ctx.now)] : [];
  });
  const items = views.filter(({ status }) => (status === 'locked' ? 'unused' : status) === tab);
  // What ends first is used first; of the past, the latest first.
  const sign = tab === 'unused' ? 1 : -1;
  return { items: items.sort((a, b) => sign * (a.validTo - b.validTo)) };
});
