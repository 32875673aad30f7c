import { setCouponStatus } from '#shared/contracts/hqCoupons';
import type { CouponTemplateDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';

type Status = CouponTemplateDoc['status'];

/** Where a template may go from where it is. A shop's coupon that was refused stays refused. */
const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  pending: ['active', 'rejected'],
  active: ['stopped'],
  stopped: ['active'],
  rejected: [],
};

/** Stops a coupon (a shop's own too), lets it go on, or answers a shop. What people have stays theirs. */
export const main = serve(setCouponStatus, async ({ templateId, status, reason }, ctx) => {
  if (status !== 'active' && reason === '')
    return ctx.refuse('BAD_INPUT', { message: '请写明原因' });
  return ctx.write(async (tx) => {
    const template = await tx.get('couponTemplates', templateId);
    if (!template) return ctx.refuse('NOT_FOUND');
    if (!MOVES[template.status].includes(status)) return ctx.refuse('WRONG_STATE');
    const set = { status, statusReason: reason, updatedAt: ctx.now };
    await tx.update('couponTemplates', templateId, { set, inc: { version: 1 } });
    tx.audit({
      target: 'couponTemplates',
      targetId: templateId,
      storeId: template.ownerStoreId,
      before: { status: template.status },
      after: { status },
      reason,
    });
    return { templateId, status };
  });
});
