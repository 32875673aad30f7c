import { grantCoupons } from '#shared/contracts/hqCoupons';
import type { CouponGrantDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';

/** Writes down who is to get what and why; handing out is `runCouponGrant`, page by page. */
export const main = serve(grantCoupons, async ({ templateId, segment, reason }, ctx) => {
  const template = await ctx.db.get('couponTemplates', templateId);
  if (!template) return ctx.refuse('NOT_FOUND');
  if (template.status !== 'active') return ctx.refuse('NOT_ACTIVE');
  const grant: CouponGrantDoc = {
    _id: ctx.newId('cg'),
    templateId,
    segment:
      segment.kind === 'list'
        ? { kind: 'list', memberIds: [...new Set(segment.memberIds)].toSorted() }
        : segment,
    reason,
    cursor: '',
    granted: 0,
    skipped: 0,
    status: 'running',
    by: ctx.me.id,
    byName: ctx.me.kind === 'staff' ? ctx.me.name : '',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  return ctx.write(async (tx) => {
    await tx.insert('couponGrants', grant);
    const target = { target: 'couponGrants' as const, targetId: grant._id, storeId: null };
    tx.audit({ ...target, before: null, after: grant, reason });
    return { grantId: grant._id };
  });
});
