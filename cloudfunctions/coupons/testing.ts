import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';
import { DAY_MS } from '#shared/domain/time';
import type { TestWorld } from '../kit/testing';

/** ¥5 off without a threshold, everywhere, unless told otherwise. */
export const aTemplate = (
  id: string,
  more: Partial<CouponTemplateDoc> = {},
): CouponTemplateDoc => ({
  _id: id,
  name: '5元无门槛券',
  type: 'amount',
  faceFen: 500,
  rateBp: 10_000,
  capFen: null,
  exchange: null,
  thresholdFen: 0,
  storeIds: [],
  categoryIds: [],
  skuIds: [],
  exceptSkuIds: [],
  levelIds: [],
  stackGroup: 'goods',
  withOrderRules: true,
  plainOnly: false,
  belowFloor: true,
  costShare: { hqBp: 10_000, storeBp: 0 },
  online: true,
  offline: true,
  total: 100,
  issued: 0,
  perMember: 1,
  claimable: true,
  claimFrom: 0,
  claimTo: 4_000_000_000_000,
  validDays: 7,
  fixed: null,
  ownerStoreId: null,
  status: 'active',
  statusReason: '',
  used: 0,
  usedFen: 0,
  version: 1,
  createdBy: 'seed',
  createdAt: 0,
  updatedAt: 0,
  ...more,
});

/** Gives a member a coupon as if claimed: counters included. */
export function giveCoupon(
  { db, clock }: Pick<TestWorld, 'db' | 'clock'>,
  memberId: string,
  template: CouponTemplateDoc,
  more: Partial<CouponDoc> = {},
): string {
  const before = db.row('couponTemplates', template._id) ?? template;
  const claimId = `${template._id}:${memberId}`;
  const count = (db.row('couponClaims', claimId)?.count ?? 0) + 1;
  const couponId = `c_${template._id}_${memberId}_${count}`;
  db.put('couponTemplates', { ...before, issued: before.issued + 1, perMember: 9 });
  db.put('couponClaims', { _id: claimId, templateId: template._id, memberId, count });
  db.put('coupons', {
    _id: couponId,
    templateId: template._id,
    memberId,
    status: 'unused',
    lockOrderId: null,
    lockedAt: null,
    usedOrderId: null,
    usedStoreId: null,
    usedAt: null,
    validFrom: 0,
    validTo: clock.now + 7 * DAY_MS,
    claimedAt: 0,
    grantId: null,
    voided: null,
    ...more,
  });
  return couponId;
}
