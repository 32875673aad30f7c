import type { MemberRights } from '#shared/domain/membership/rights';
import type { TenderPolicy } from '#shared/domain/pricing/tender';
import type {
  CartLine as PriceLine,
  FreightTerms,
  PriceWorld,
  PricingPolicy,
} from '#shared/domain/pricing/types';
import type { ListingDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import { offerOf } from '../../coupons/offer';
import type { HeldCoupon, LoadedCart } from './loadCart';

/** Bump with any change of what the same rules mean; every order keeps the one it was priced by. */
export const PRICING_VERSION = 1;

const ALL_GOODS = { categoryIds: [], skuIds: [], exceptCategoryIds: [], exceptSkuIds: [] };

/** One winner a line; lines with a winner still count for 满减 and for coupons (features.md §5.2 D). */
export const PRICING_POLICY: PricingPolicy = {
  pricingVersion: PRICING_VERSION,
  special: { item: false, order: true, coupon: true },
  level: { item: false, order: true, coupon: true, goods: ALL_GOODS },
  card: { item: false, order: true, coupon: true, goods: ALL_GOODS },
};
/** Principal and bonus as they lie in the wallet: neither side can be drained first. */
export const TENDER_POLICY: TenderPolicy = { order: 'ratio', maxBonusBp: 10_000 };

/** One SKU as the engine takes it: its price in this shop and the special that runs there. */
export function priceLine(
  sku: SkuDoc,
  listing: ListingDoc,
  specialSold: number,
  qty: number,
): PriceLine {
  const { special, storePriceFen } = listing;
  return {
    skuId: sku._id,
    title: sku.title,
    categoryIds: [sku.categoryId],
    qty,
    listPriceFen: sku.listPriceFen,
    priceFen: storePriceFen ?? sku.listPriceFen,
    priceSource: storePriceFen === null ? 'list' : listing.advised ? 'dynamic' : 'store',
    special: special && {
      priceFen: special.priceFen,
      from: special.from,
      until: special.until,
      reason: special.reason,
      left: special.cap === null ? null : Math.max(0, special.cap - specialSold),
    },
    floorPriceFen: sku.floorPriceFen,
  };
}

/** What a rule asks of a shop. */
export type PricedShop = Pick<StoreDoc, '_id' | 'tags' | 'regionId'>;

/** Everything but the cart: the shop, the member (null: nobody known), the rules in force. */
export function priceWorld(
  store: PricedShop,
  rights: MemberRights,
  memberId: string | null,
  {
    promotions,
    pocket,
    freight,
    online,
    now,
  }: Pick<LoadedCart, 'promotions'> & {
    readonly pocket: readonly HeldCoupon[];
    readonly freight: FreightTerms;
    readonly online: boolean;
    readonly now: number;
  },
): PriceWorld {
  const { levelId, levelName, levelRateBp, card, points, pointsRule } = rights;
  return {
    now,
    storeId: store._id,
    storeTags: store.tags,
    regionPath: [store.regionId],
    online,
    member: memberId === null ? null : { memberId, levelId, levelName, levelRateBp, card, points },
    promotions,
    coupons: pocket.map(({ coupon, template }) => offerOf(coupon, template)),
    pointsRule,
    freight,
    policy: PRICING_POLICY,
  };
}
