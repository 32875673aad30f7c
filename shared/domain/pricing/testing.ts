import { startOf } from '../time';
import type { CouponOffer, Scope, Stacking } from './promotion';
import { ALL_GOODS } from './scope';
import type { Buyer, CartLine, Choices, PriceWorld } from './types';

/** Sunday noon. */
export const NOON = startOf('2026-11-22') + 12 * 3_600_000;

export const anyone: Scope = {
  goods: ALL_GOODS,
  storeIds: [],
  storeTags: [],
  regionIds: [],
  levelIds: [],
  cardOnly: false,
  from: NOON - 1,
  until: NOON + 86_400_000,
  hours: [],
  weekdays: [],
};
export const on = (...categoryIds: string[]): Scope => ({
  ...anyone,
  goods: { ...ALL_GOODS, categoryIds },
});
export const open: Stacking = { item: true, order: true, coupon: true };
/** Best of: a line takes one item rule, and what it prices counts for the rest. */
export const bestOf: Stacking = { item: false, order: true, coupon: true };

const common = {
  version: 1,
  scope: anyone,
  priority: 0,
  exclusiveWith: [],
  budgetLeftFen: null,
  stack: open,
  belowFloor: true,
  ownerStoreId: null,
};
export const fullOff = (id: string, fromFen: number, offFen: number) => ({
  ...common,
  id,
  name: `满${fromFen / 100}减${offFen / 100}`,
  group: 'full',
  type: 'fullOff' as const,
  tiers: [{ fromFen, fromQty: 0, offFen }],
  loops: 1,
});
export const fullRate = (id: string, fromQty: number, rateBp: number) => ({
  ...common,
  id,
  name: `${fromQty}件${rateBp / 1000}折`,
  group: 'full',
  type: 'fullRate' as const,
  tiers: [{ fromFen: 0, fromQty, rateBp }],
  capFen: null as number | null,
});
export const fullGift = (id: string, fromFen: number, giftId: string, listedFen = 1_000) => ({
  ...common,
  id,
  name: `满${fromFen / 100}赠`,
  group: 'gift',
  type: 'fullGift' as const,
  tiers: [
    {
      fromFen,
      fromQty: 0,
      gifts: [{ skuId: giftId, title: '赠品', qty: 1, listedFen, left: null as number | null }],
    },
  ],
  loops: 1,
});
export const freeFreight = (id: string, fromFen: number) => ({
  ...common,
  id,
  name: `满${fromFen / 100}包邮`,
  group: 'freight',
  type: 'freeFreight' as const,
  from: { fromFen, fromQty: 0 },
});
export const timed = (id: string, rateBp: number) => ({
  ...common,
  id,
  name: `限时${rateBp / 1000}折`,
  group: '',
  stack: bestOf,
  type: 'timed' as const,
  rateBp: rateBp as number | null,
  priceFen: null as number | null,
  perOrder: null as number | null,
  leftBySku: {},
});
export const nth = (id: string, of: number, rateBp: number, mixed = false) => ({
  ...common,
  id,
  name: `第${of}件${rateBp / 1000}折`,
  group: '',
  stack: bestOf,
  type: 'nth' as const,
  nth: of,
  rateBp,
  mixed,
});
export const coupon = (couponId: string, faceFen: number, thresholdFen = 0): CouponOffer => ({
  couponId,
  templateId: `t-${couponId}`,
  version: 1,
  name: `${faceFen / 100}元券`,
  kind: 'amount',
  faceFen,
  rateBp: 10_000,
  capFen: null,
  exchange: null,
  thresholdFen,
  scope: anyone,
  stackGroup: 'goods',
  withOrderRules: true,
  plainOnly: false,
  belowFloor: true,
  status: 'unused',
  online: true,
  offline: true,
});
export const line = (
  skuId: string,
  qty: number,
  priceFen: number,
  categoryId = 'food',
): CartLine => ({
  skuId,
  title: skuId,
  categoryIds: [categoryId],
  qty,
  listPriceFen: priceFen,
  priceFen,
  priceSource: 'list',
  special: null,
  floorPriceFen: 0,
});
export const silver: Buyer = {
  memberId: 'm_1',
  levelId: 'silver',
  levelName: '银卡',
  levelRateBp: 9_500,
  card: null,
  points: null,
};
export const aWorld = (more: Partial<PriceWorld> = {}): PriceWorld => ({
  now: NOON,
  storeId: 'hz01',
  storeTags: [],
  regionPath: [],
  online: true,
  member: null,
  promotions: [],
  coupons: [],
  pointsRule: { fenPerPoint: 1, maxBp: 5_000, earnBp: 10_000, growthBp: 10_000 },
  freight: { feeFen: 0, freeFromFen: null, judgedOn: 'afterCoupons', note: '到店自提，免配送费' },
  policy: {
    pricingVersion: 1,
    special: bestOf,
    level: { ...bestOf, goods: ALL_GOODS },
    card: { ...bestOf, goods: ALL_GOODS },
  },
  ...more,
});
export const free: Choices = { coupons: 'best', points: 0, without: [] };
