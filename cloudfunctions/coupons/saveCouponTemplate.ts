import { saveCouponTemplate } from '#shared/contracts/hqCoupons';
import type { Parsed } from '#shared/contracts/kit';
import { PROMISED, wrongWithCoupon } from '#shared/domain/couponForm';
import type { CouponTemplateDoc } from '#shared/model/docs';
import { canonical } from '../kit/canonical';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';

type Form = Parsed<typeof saveCouponTemplate>['form'];

/** A new coupon, or a change of one. Once somebody has it, what it promised stays; numbers may still grow. */
export const main = serve(saveCouponTemplate, async (input, ctx) => {
  const { templateId, form } = input;
  const wrong = wrongWithCoupon(form, ctx.now);
  const [first] = wrong;
  if (first !== undefined) return ctx.refuse('BAD_COUPON', { message: first, detail: { wrong } });
  const newId = ctx.newId('ct');
  return ctx.write(async (tx) => {
    const before =
      templateId === undefined ? undefined : await tx.get('couponTemplates', templateId);
    if (templateId !== undefined && !before) return ctx.refuse('NOT_FOUND');
    if (before && before.version !== input.version) return ctx.refuse('STALE');
    if (before && before.issued > 0 && breaksPromise(before, form))
      return ctx.refuse('TERMS_PROMISED');
    if (before && form.total < before.issued)
      return ctx.refuse('BAD_COUPON', { message: `已经发出 ${before.issued} 张，总张数不能更少` });
    if (before && before.issued > 0 && form.perMember < before.perMember)
      return ctx.refuse('BAD_COUPON', { message: '已经有人领过，每人限领不能调低' });
    const after = saved(before, newId, form, ctx);
    await tx.set('couponTemplates', after);
    const { _id: targetId, version, ownerStoreId: storeId } = after;
    const target = { target: 'couponTemplates' as const, targetId, storeId };
    tx.audit({ ...target, before: before ?? null, after });
    return { templateId: targetId, version };
  });
});

const breaksPromise = (before: CouponTemplateDoc, form: Form): boolean =>
  PROMISED.some((field) => canonical(before[field]) !== canonical(form[field]));

const saved = (
  before: CouponTemplateDoc | undefined,
  newId: string,
  form: Form,
  { me, now }: Pick<Ctx, 'me' | 'now'>,
): CouponTemplateDoc => ({
  _id: newId,
  issued: 0,
  used: 0,
  usedFen: 0,
  ownerStoreId: null,
  status: 'active',
  statusReason: '',
  createdBy: me.id,
  createdAt: now,
  ...before,
  ...form,
  // A shop's own coupon stays in its shop, whoever edits it.
  storeIds: before?.ownerStoreId ? [before.ownerStoreId] : form.storeIds,
  version: (before?.version ?? 0) + 1,
  updatedAt: now,
});
