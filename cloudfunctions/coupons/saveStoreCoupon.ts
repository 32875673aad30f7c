import { saveStoreCoupon } from '#shared/contracts/hqCoupons';
import type { Parsed } from '#shared/contracts/kit';
import { ownCouponsOf } from '#shared/domain/campaigns/policy';
import { wrongWithCoupon } from '#shared/domain/couponForm';
import type { CouponTemplateDoc } from '#shared/model/docs';
import { policyOf } from '../campaigns/policy';
import { oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';

/** Kinds of its own a shop may have at once. */
const AT_MOST = 5;

/** A coupon of one shop, paid by that shop, where headquarters lets it: at once, or after its word. */
export const main = serve(saveStoreCoupon, async (input, ctx) => {
  const { storeId } = input;
  const [policy, running] = await Promise.all([
    policyOf(ctx),
    ctx.db.count('couponTemplates', {
      ownerStoreId: storeId,
      status: oneOf(['active', 'pending']),
    }),
  ]);
  const allowed = ownCouponsOf(policy, storeId);
  if (allowed === 'off') return ctx.refuse('NOT_HERE');
  if (running >= AT_MOST) return ctx.refuse('TOO_MANY');
  const status = allowed === 'free' ? ('active' as const) : ('pending' as const);
  const template = storeCoupon(ctx.newId('ct'), input, status, ctx);
  const [wrong] = wrongWithCoupon(template, ctx.now);
  if (wrong !== undefined) return ctx.refuse('BAD_COUPON', { message: wrong });
  return ctx.write(async (tx) => {
    await tx.insert('couponTemplates', template);
    const target = { target: 'couponTemplates' as const, targetId: template._id, storeId };
    tx.audit({ ...target, before: null, after: template });
    return { templateId: template._id, status };
  });
});

function storeCoupon(
  _id: string,
  input: Parsed<typeof saveStoreCoupon>,
  status: 'active' | 'pending',
  { me, now }: Pick<Ctx, 'me' | 'now'>,
): CouponTemplateDoc {
  const { storeId, name, type, faceFen, rateBp, capFen, thresholdFen } = input;
  const { total, perMember, claimTo, validDays } = input;
  return {
    _id,
    name,
    type,
    faceFen: type === 'amount' ? faceFen : 0,
    rateBp: type === 'percent' ? rateBp : 10_000,
    capFen: type === 'percent' ? capFen : null,
    exchange: null,
    thresholdFen,
    storeIds: [storeId],
    categoryIds: [],
    skuIds: [],
    exceptSkuIds: [],
    levelIds: [],
    stackGroup: 'goods',
    withOrderRules: true,
    plainOnly: false,
    // A shop may not sell below headquarters' floor on its own account.
    belowFloor: false,
    costShare: { hqBp: 0, storeBp: 10_000 },
    online: true,
    offline: true,
    total,
    issued: 0,
    perMember,
    claimable: true,
    claimFrom: now,
    claimTo,
    validDays,
    fixed: null,
    ownerStoreId: storeId,
    status,
    statusReason: '',
    used: 0,
    usedFen: 0,
    version: 1,
    createdBy: me.id,
    createdAt: now,
    updatedAt: now,
  };
}
