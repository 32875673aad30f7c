import { addDays, businessDayOf, endOf } from '#shared/domain/time';
import type { CouponTemplateDoc, SkuDoc } from '#shared/model/docs';

/** What the exchange coupon can be used for, by title of the catalogue. */
const DRINKS = ['可口可乐', '茉莉花茶', '无糖乌龙茶'];

const baseOf = (now: number) => ({
  exchange: null,
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
  issued: 0,
  claimable: true,
  fixed: null,
  ownerStoreId: null,
  statusReason: '',
  used: 0,
  usedFen: 0,
  version: 1,
  createdBy: 'hq_merch',
  createdAt: now,
  updatedAt: now,
  claimFrom: now - 86_400_000,
  claimTo: endOf(addDays(businessDayOf(now), 60)),
  validDays: 14,
  status: 'active' as const,
  rateBp: 10_000,
  faceFen: 0,
  capFen: null,
  thresholdFen: 0,
});

export function makeCouponTemplates(now: number): CouponTemplateDoc[] {
  const base = baseOf(now);
  return [
    {
      ...base,
      _id: 'ct_new5',
      name: '新人无门槛券',
      type: 'amount',
      faceFen: 500,
      total: 10_000,
      perMember: 1,
    },
    {
      ...base,
      _id: 'ct_39_6',
      name: '满 39 减 6',
      type: 'amount',
      faceFen: 600,
      thresholdFen: 3_900,
      total: 5_000,
      perMember: 3,
    },
    {
      ...base,
      _id: 'ct_88',
      name: '生鲜 88 折券',
      type: 'percent',
      rateBp: 8_800,
      capFen: 1_500,
      thresholdFen: 2_000,
      categoryIds: ['fruit', 'veg', 'dairy'],
      total: 2_000,
      perMember: 2,
    },
    {
      ...base,
      _id: 'ct_wulin',
      name: '武林广场店专享',
      type: 'amount',
      faceFen: 1_000,
      thresholdFen: 6_900,
      storeIds: ['hz01'],
      total: 300,
      perMember: 1,
    },
    {
      ...base,
      _id: 'ct_flash',
      name: '限量 100 张 8 元券',
      type: 'amount',
      faceFen: 800,
      thresholdFen: 800,
      total: 100,
      perMember: 1,
    },
  ];
}

/** Coupons of the other kinds, for one level, only granted, and a shop's own that waits for headquarters. */
export function makeMoreTemplates(now: number, skus: readonly SkuDoc[]): CouponTemplateDoc[] {
  const base = baseOf(now);
  return [
    {
      ...base,
      _id: 'ct_freight',
      name: '免运费券',
      type: 'freight',
      faceFen: 600,
      thresholdFen: 2_900,
      stackGroup: 'freight',
      offline: false,
      total: 3_000,
      perMember: 2,
    },
    {
      ...base,
      _id: 'ct_tea',
      name: '1 元换购饮料',
      type: 'exchange',
      exchange: { qty: 1, payFen: 100 },
      thresholdFen: 1_900,
      skuIds: skus
        .filter(({ title }) => DRINKS.some((drink) => title.endsWith(drink)))
        .map(({ _id }) => _id),
      stackGroup: 'exchange',
      total: 500,
      perMember: 1,
    },
    {
      ...base,
      _id: 'ct_gold',
      name: '金卡专享券',
      type: 'amount',
      faceFen: 2_000,
      thresholdFen: 9_900,
      levelIds: ['gold'],
      costShare: { hqBp: 7_000, storeBp: 3_000 },
      total: 1_000,
      perMember: 1,
    },
    {
      ...base,
      _id: 'ct_care',
      name: '生日关怀券',
      type: 'amount',
      faceFen: 1_000,
      thresholdFen: 2_000,
      // Only granted, never claimed.
      claimable: false,
      total: 5_000,
      perMember: 1,
    },
    {
      ...base,
      _id: 'ct_hz03',
      name: '街坊早餐券',
      type: 'amount',
      faceFen: 300,
      thresholdFen: 1_500,
      storeIds: ['hz03'],
      ownerStoreId: 'hz03',
      belowFloor: false,
      costShare: { hqBp: 0, storeBp: 10_000 },
      total: 200,
      perMember: 1,
      status: 'pending',
      createdBy: 'st_ma',
    },
  ];
}
