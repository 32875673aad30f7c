import { withOrder, type RehearsalSums } from '#shared/domain/campaigns/rehearsal';
import { memberRights } from '#shared/domain/membership/rights';
import type { MoneyRules } from '#shared/domain/membership/rules';
import { best } from '#shared/domain/pricing/best';
import type { Promotion } from '#shared/domain/pricing/promotion';
import type { QuotedLine } from '#shared/domain/pricing/result';
import type { CartLine, PriceWorld } from '#shared/domain/pricing/types';
import { PRICING_POLICY } from '../orders/checkout/priceWorld';
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
  const cart = (order.quote?.lines ?? []).flatMap((line) =>
    cartLine(line, order, skus.get(line.skuId)),
  );
  if (cart.length === 0) return sums;
  const world = worldOf(order, using);
  const without = best(cart, { ...world, promotions: others });
  const withIt = best(cart, { ...world, promotions: [...others, ...campaign] });
  const costOf = new Map([...skus].map(([skuId, { costFen }]) => [skuId, costFen]));
  const past = { orderId: order._id, orderNo: order.no, storeName: order.storeName, costOf };
  return withOrder(sums, past, without, withIt, campaign);
}

/** A line at its base price of that day; the shop's special of that day competes as it did. */
function cartLine(line: QuotedLine, { createdAt }: OrderDoc, sku: SkuDoc | undefined): CartLine[] {
  if (!sku) return [];
  const { skuId, title, qty, listPriceFen, priceFen, priceSource, specialQty } = line;
  const off = line.applied.find(({ ruleId }) => ruleId === 'special')?.fen ?? 0;
  const special = specialQty === 0 ? null : priceFen - Math.round(off / specialQty);
  return [
    {
      skuId,
      title,
      categoryIds: [sku.categoryId],
      qty,
      listPriceFen,
      priceFen,
      priceSource,
      special: special === null ? null : specialAt(special, createdAt, specialQty),
      floorPriceFen: sku.floorPriceFen,
    },
  ];
}

const specialAt = (priceFen: number, at: number, left: number) => ({
  priceFen,
  from: at,
  until: at + 1,
  reason: '',
  left,
});

/** The shopper as they are today, the shop as it is; coupons and points are left out: they are the shopper's own. */
function worldOf(order: OrderDoc, { stores, assets, rules }: ReplayWith): PriceWorld {
  const { memberId, storeId, createdAt, quote } = order;
  // The fee before anything took it away: 包邮 of the campaign has something to take.
  const fee = quote?.trace.find(({ step, fen }) => step === 'freight' && fen > 0);
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
      feeFen: fee?.fen ?? 0,
      freeFromFen: null,
      judgedOn: 'goods',
      note: '',
    },
    policy: PRICING_POLICY,
  };
}
