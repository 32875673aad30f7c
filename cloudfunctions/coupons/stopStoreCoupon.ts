import { stopStoreCoupon } from '#shared/contracts/hqCoupons';
import { serve } from '../kit/serve';

/** A shop stops issuing its own coupon; headquarters alone lets it go on. */
export const main = serve(stopStoreCoupon, async ({ storeId, templateId }, ctx) =>
  ctx.write(async (tx) => {
    const template = await tx.get('couponTemplates', templateId);
    if (template?.ownerStoreId !== storeId) return ctx.refuse('NOT_FOUND');
    if (template.status !== 'active' && template.status !== 'pending')
      return ctx.refuse('WRONG_STATE');
    const status = 'stopped' as const;
    const set = { status, statusReason: '门店停发', updatedAt: ctx.now };
    await tx.update('couponTemplates', templateId, { set, inc: { version: 1 } });
    const target = { target: 'couponTemplates' as const, targetId: templateId, storeId };
    tx.audit({ ...target, before: { status: template.status }, after: { status } });
    return { templateId, status };
  }),
);
