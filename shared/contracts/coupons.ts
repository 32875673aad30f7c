import * as z from 'zod';
import { STORE_ROLES, defineCall } from './kit';
import { Count, Fen, Id, RequestId, Time } from './shapes';

/** 满减与无门槛、折扣、运费、兑换. */
export const CouponTypes = z.enum(['amount', 'percent', 'freight', 'exchange']);

const CouponView = z.object({
  couponId: Id,
  templateId: Id,
  name: z.string(),
  type: CouponTypes,
  /** `满减券`, `运费券`. */
  typeText: z.string(),
  /** `5元`, `8.8折`. */
  faceText: z.string(),
  ruleText: z.string(),
  scopeText: z.string(),
  status: z.enum(['unused', 'locked', 'used', 'expired']),
  validFrom: Time,
  validTo: Time,
  offline: z.boolean(),
});

export const listCouponCentre = defineCall('listCouponCentre', {
  context: 'coupons',
  deploy: 'myCoupons',
  title: '领券中心',
  who: ['shopper'],
  input: z.object({ storeId: Id.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        templateId: Id,
        name: z.string(),
        type: CouponTypes,
        typeText: z.string(),
        faceText: z.string(),
        ruleText: z.string(),
        scopeText: z.string(),
        left: Count,
        mine: Count,
        perMember: Count,
        canClaim: z.boolean(),
        why: z.string(),
        until: Time,
      }),
    ),
  }),
});

export const claimCoupon = defineCall('claimCoupon', {
  context: 'coupons',
  deploy: 'myCoupons',
  title: '领取优惠券',
  who: ['shopper'],
  once: true,
  input: z.object({ requestId: RequestId, templateId: Id }),
  output: z.object({ coupon: CouponView }),
  errors: {
    ALL_CLAIMED: '来晚了，这张券已经领完',
    LIMIT_REACHED: '你已领过这张券，达到每人限领张数',
    NOT_CLAIMABLE: '这张券现在不能领取',
    NOT_THIS_LEVEL: '这张券是会员等级专享，升级后就能领',
  },
});

export const listMyCoupons = defineCall('listMyCoupons', {
  context: 'coupons',
  deploy: 'myCoupons',
  title: '我的优惠券',
  who: ['shopper'],
  input: z.object({ tab: z.enum(['unused', 'used', 'expired']).default('unused') }),
  output: z.object({ items: z.array(CouponView) }),
});

export const showCouponCode = defineCall('showCouponCode', {
  context: 'coupons',
  deploy: 'myCoupons',
  title: '出示券码',
  who: ['shopper'],
  input: z.object({ couponId: Id }),
  /** The code changes every minute; a screenshot is worth little. */
  output: z.object({ code: z.string(), expiresAt: Time, coupon: CouponView }),
  errors: { NOT_USABLE: '这张券现在不能用（已用、过期或订单占用中）' },
});

const codeErrors = {
  CODE_UNKNOWN: '没有找到这个券码，请让顾客刷新后重试',
  CODE_EXPIRED: '券码已过期，请让顾客刷新后再扫',
  COUPON_USED: '这张券已经用过了',
  NOT_THIS_STORE: '这张券不能在本店使用',
  BELOW_THRESHOLD: '消费金额还没达到这张券的门槛',
  WHICH_GOODS: '兑换券请扫一下要兑换的商品',
} as const;
const AtTill = {
  storeId: Id,
  code: z.string().trim().min(8).max(128),
  billFen: Fen,
  /** For an exchange coupon: which of the goods on the bill it is used for. */
  skuId: Id.optional(),
};

export const checkCoupon = defineCall('checkCoupon', {
  context: 'coupons',
  deploy: 'couponDesk',
  title: '查看顾客券码',
  who: STORE_ROLES,
  scope: 'storeId',
  input: z.object({ ...AtTill, billFen: Fen.optional() }),
  output: z.object({
    coupon: CouponView,
    customer: z.string(),
    saveFen: Fen.nullable(),
    /** Goods an exchange coupon can be used for; empty for the others. */
    goods: z.array(z.object({ skuId: Id, title: z.string() })),
  }),
  errors: codeErrors,
});

export const redeemCoupon = defineCall('redeemCoupon', {
  context: 'coupons',
  deploy: 'couponDesk',
  title: '到店核销优惠券',
  who: ['storeManager', 'cashier'],
  scope: 'storeId',
  once: true,
  input: z.object({ requestId: RequestId, ...AtTill }),
  output: z.object({
    couponName: z.string(),
    saveFen: Fen,
    payFen: Fen,
    customer: z.string(),
    redeemedAt: Time,
  }),
  errors: codeErrors,
});
