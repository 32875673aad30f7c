import { couponState, faceText, ruleText, scopeText } from '#shared/domain/coupon';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';

/** Face, rule and scope of a template in words. */
export const termsView = (template: CouponTemplateDoc) => ({
  templateId: template._id,
  name: template.name,
  faceText: faceText(template),
  ruleText: ruleText(template),
  scopeText: scopeText(template, template.online, template.offline),
});

export const couponView = (coupon: CouponDoc, template: CouponTemplateDoc, now: number) => ({
  couponId: coupon._id,
  ...termsView(template),
  status: couponState(coupon, now),
  validFrom: coupon.validFrom,
  validTo: coupon.validTo,
  offline: template.offline,
});
