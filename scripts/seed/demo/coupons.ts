import { addDays, businessDayOf, endOf } from '#shared/domain/time';
import type { CouponTemplateDoc } from '#shared/model/docs';

export function makeCouponTemplates(now: number): CouponTemplateDoc[] {
  const base = {
    storeIds: [],
    categoryIds: [],
    online: true,
    offline: true,
    issued: 0,
    claimFrom: now - 86_400_000,
    claimTo: endOf(addDays(businessDayOf(now), 60)),
    validDays: 14,
    status: 'active' as const,
    rateBp: 10_000,
    faceFen: 0,
    capFen: null,
    thresholdFen: 0,
  };
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
