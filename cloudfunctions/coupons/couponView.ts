import { couponState, faceText, ruleText, scopeText } from '#shared/domain/coupon';
import { couponTypeText } from '#shared/domain/couponForm';
import { money } from '#shared/domain/money';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';

/** Face, rule and scope of a template in words. */
export const termsView = (template: CouponTemplateDoc) => ({
  templateId: template._id,
  name: template.name,
  type: template.type,
  typeText: couponTypeText(template),
  faceText: faceOf(template),
  ruleText: ruleText(template),
  scopeText: scopeText(template, template.online, template.offline),
});

const faceOf = (template: CouponTemplateDoc): string => {
  const { exchange } = template;
  if (exchange === null) return faceText(template);
  return exchange.payFen === 0 ? '免费兑换' : `${money(exchange.payFen)}换购`;
};

export const couponView = (coupon: CouponDoc, template: CouponTemplateDoc, now: number) => ({
  couponId: coupon._id,
  ...termsView(template),
  status: couponState(coupon, now),
  validFrom: coupon.validFrom,
  validTo: coupon.validTo,
  offline: template.offline,
});
