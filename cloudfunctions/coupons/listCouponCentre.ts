import { listCouponCentre } from '#shared/contracts/coupons';
import { validInStore } from '#shared/domain/coupon';
import { serve } from '../kit/serve';
import { whyNotClaimable } from './claimable';
import { termsView } from './couponView';
import { levelOf } from './level';
import { memberOf } from './member';

const WHY = {
  NOT_CLAIMABLE: '还没到领取时间',
  ALL_CLAIMED: '已领完',
  LIMIT_REACHED: '已领取',
  NOT_THIS_LEVEL: '会员等级专享',
} as const;

/** Coupons one can claim, of a shop where named; what is over is left out, what is gone says so. */
export const main = serve(listCouponCentre, async ({ storeId }, ctx) => {
  const memberId = memberOf(ctx);
  const [templates, claims] = await Promise.all([
    ctx.db.find('couponTemplates', { status: 'active' }, { sort: { claimTo: 1 }, limit: 200 }),
    ctx.db.find('couponClaims', { memberId }, { limit: 1000 }),
  ]);
  const levelled = templates.some(({ levelIds }) => levelIds.length > 0);
  const level = await levelOf(ctx, memberId, levelled);
  const mineOf = new Map(claims.map(({ templateId, count }) => [templateId, count]));
  return {
    items: templates
      .filter((t) => t.claimable && t.claimTo >= ctx.now)
      .filter((t) => storeId === undefined || validInStore(t, storeId))
      .map((template) => {
        const mine = mineOf.get(template._id) ?? 0;
        const why = whyNotClaimable(template, mine, level, ctx.now);
        return {
          ...termsView(template),
          left: Math.max(0, template.total - template.issued),
          mine,
          perMember: template.perMember,
          canClaim: why === null,
          why: why === null ? '' : WHY[why],
          until: template.claimTo,
        };
      }),
  };
});
