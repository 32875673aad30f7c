import type { GoodsScope, Stacking } from '../pricing/promotion';
import type { PricingPolicy } from '../pricing/types';

/** Best of: a line takes one item rule; what it prices counts for 满减 and coupons. */
const BEST_OF: Stacking = { item: false, order: true, coupon: true };
const ALL_GOODS: GoodsScope = {
  categoryIds: [],
  skuIds: [],
  exceptCategoryIds: [],
  exceptSkuIds: [],
};

/** How specials, member prices and the black-gold card go together with the rest, unless headquarters says otherwise. */
export const DEFAULT_PRICING: PricingPolicy = {
  pricingVersion: 1,
  special: BEST_OF,
  level: { ...BEST_OF, goods: ALL_GOODS },
  card: { ...BEST_OF, goods: ALL_GOODS },
};
