import { validUntil } from '#shared/domain/coupon';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** The n-th coupon of a member: its id exists once, whoever hands it out. */
export const newCoupon = (
  { derive, now }: Pick<Ctx, 'derive' | 'now'>,
  template: CouponTemplateDoc,
  memberId: string,
  n: number,
  grantId: string | null,
): CouponDoc => ({
  _id: derive('c', 'coupon', template._id, memberId, String(n)),
  templateId: template._id,
  memberId,
  status: 'unused',
  lockOrderId: null,
  lockedAt: null,
  usedOrderId: null,
  usedStoreId: null,
  usedAt: null,
  validFrom: template.fixed?.from ?? now,
  validTo: template.fixed?.to ?? validUntil(now, template.validDays),
  claimedAt: now,
  grantId,
  voided: null,
});
