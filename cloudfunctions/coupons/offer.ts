import type { CouponOffer } from '#shared/domain/pricing/promotion';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';

type Terms = Omit<CouponTemplateDoc, 'issued' | 'used' | 'usedFen'>;

/**
 * A coupon of somebody's pocket as the pricing engine takes it. Its validity is the coupon's own: a template
 * that was stopped or changed since does not take back what people have.
 */
export const offerOf = (coupon: CouponDoc, template: Terms): CouponOffer => ({
  couponId: coupon._id,
  templateId: template._id,
  version: template.version,
  name: template.name,
  kind: template.type,
  faceFen: template.faceFen,
  rateBp: template.rateBp,
  capFen: template.capFen,
  exchange: template.exchange,
  thresholdFen: template.thresholdFen,
  scope: {
    goods: {
      categoryIds: template.categoryIds,
      skuIds: template.skuIds,
      exceptCategoryIds: [],
      exceptSkuIds: template.exceptSkuIds,
    },
    storeIds: template.storeIds,
    storeTags: [],
    regionIds: [],
    levelIds: template.levelIds,
    cardOnly: false,
    from: coupon.validFrom,
    until: coupon.validTo + 1,
    hours: [],
    weekdays: [],
  },
  stackGroup: template.stackGroup,
  withOrderRules: template.withOrderRules,
  plainOnly: template.plainOnly,
  belowFloor: template.belowFloor,
  status: coupon.status,
  online: template.online,
  offline: template.offline,
});
