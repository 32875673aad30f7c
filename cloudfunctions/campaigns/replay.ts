import { DEFAULT_PRICING } from '#shared/domain/campaigns/pricingPolicy';
import { withOrder, type RehearsalSums } from '#shared/domain/campaigns/rehearsal';
import { memberRights } from '#shared/domain/membership/rights';
import type { MoneyRules } from '#shared/domain/membership/rules';
import { best } from '#shared/domain/pricing/best';
import type { Promotion } from '#shared/domain/pricing/promotion';
import type { CartLine, PriceWorld } from '#shared/domain/pricing/types';
import type { AssetDoc, OrderDoc, SkuDoc, StoreDoc } from '#shared/model/docs';

export interface ReplayWith {
  readonly skus: ReadonlyMap<string, SkuDoc>;
  readonly stores: ReadonlyMap<string, StoreDoc>;
  readonly assets: ReadonlyMap<string, AssetDoc>;
  readonly rules: MoneyRules;
  /** The campaign's rules, and those it would live beside, as if they held all week. */
  readonly campaign: readonly Promotion[];
  readonly others: readonly Promotion[];
}

/** One past order priced without and with the campaign, by the engine that prices real carts. */
export function replay(sums: RehearsalSums, order: OrderDoc, using: ReplayWith): RehearsalSums {
  const { campaign, others, skus } = using;
  const cart = order.lines.flatMap((line) => cartLine(line, order, skus.get(line.skuId)));
  if (cart.length === 0) return sums;
  const world = worldOf(order, using);
  const without = best(cart, { ...world, promotions: others });
  const withIt = best(cart, { ...world, promotions: [...others, ...campaign] });
  const costOf = new Map([...skus].map(([skuId, { costFen }]) => [skuId, costFen]));
  const past = { orderId: order._id, orderNo: order.no, storeName: order.storeName, costOf };
  return withOrder(sums, past, without, withIt, campaign);
}

/** A line at the base price of that day; a special of that day competes as it did. */
function cartLine(
  line: OrderDoc['lines'][number],
  { createdAt }: OrderDoc,
  sku: SkuDoc | undefined,
): CartLine[] {
  if (!sku) return [];
  const { skuId, title, qty, listPriceFen, priceFen, priceSource } = line;
  const isSpecial = priceSource === 'special';
  return [
    {
      skuId,
      title,
      categoryIds: [sku.categoryId],
      qty,
      listPriceFen,
      priceFen: isSpecial ? listPriceFen : priceFen,
      priceSource: priceSource === 'store' ? 'store' : 'list',
      special: isSpecial
        ? { priceFen, from: createdAt, until: createdAt + 1, reason: '', left: null }
        : null,
      floorPriceFen: sku.floorPriceFen,
    },
  ];
}

/** The shopper as they are today, the shop as it is; coupons and points are left out: they are the shopper's own. */
function worldOf(order: OrderDoc, { stores, assets, rules }: ReplayWith): PriceWorld {
  const { memberId, storeId, createdAt, totals } = order;
  const store = stores.get(storeId);
  const rights = memberRights(assets.get(memberId), rules, createdAt);
  return {
    now: createdAt,
    storeId,
    storeTags: store?.tags ?? [],
    regionPath: store ? [store.regionId] : [],
    online: true,
    member: {
      memberId,
      levelId: rights.levelId,
      levelName: rights.levelName,
      levelRateBp: rights.levelRateBp,
      card: rights.card,
      points: null,
    },
    promotions: [],
    coupons: [],
    pointsRule: rights.pointsRule,
    freight: {
      feeFen: totals.freightFen,
      freeFromFen: null,
      judgedOn: 'goods',
      note: '',
    },
    policy: DEFAULT_PRICING,
  };
}
