import { boxesOf, type Component } from '#shared/domain/bundle';
import { money } from '#shared/domain/money';
import type { WhyNot } from '#shared/domain/locate';
import { best } from '#shared/domain/pricing/best';
import type { PriceWorld } from '#shared/domain/pricing/types';
import type { ListingDoc, SkuDoc, StockDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { shelfPricing } from '../catalog/shelfWorld';
import { priceLine, type PricedShop } from '../orders/checkout/priceWorld';
import type { Card } from './card';

/** One read holds at most this many documents. */
const MOST = 1_000;
const MAX_SHOPS = 100;
/** Prices and titles move seldom; the confirm page asks anew. */
const FRESH_MS = 30_000;

export interface Fit {
  readonly reasons: readonly WhyNot[];
  readonly missing: Card['missing'];
}

/** Pieces wanted per product: a cart may name one twice. */
export function wantedOf(cart: readonly { skuId: string; qty: number }[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { skuId, qty } of cart) wanted.set(skuId, (wanted.get(skuId) ?? 0) + qty);
  return wanted;
}

/** A shop that is asked, and what a delivery must come to there; 0: pick-up, or no minimum. */
interface Asked {
  readonly doc: PricedShop;
  readonly minOrderFen: number;
}

/** How many shops one read of stock covers. */
export const shopsPerRead = (skus: number): number =>
  Math.min(MAX_SHOPS, Math.floor(MOST / Math.max(1, skus)));

/**
 * Which of the shops have the whole cart, and for delivery its minimum. Reads stock; goods and prices only
 * when they are not known from a moment ago.
 */
export async function fitCart(
  ctx: Pick<Ctx, 'db' | 'cached' | 'now' | 'me'>,
  shops: readonly Asked[],
  wanted: ReadonlyMap<string, number>,
): Promise<Map<string, Fit>> {
  if (wanted.size === 0 || shops.length === 0) return new Map();
  const skuIds = [...wanted.keys()].toSorted();
  const ids = shops.flatMap(({ doc }) => skuIds.map((skuId) => `${doc._id}:${skuId}`));
  const priced = shops.some(({ minOrderFen }) => minOrderFen > 0);
  const [own, skus, listings, worldOf] = await Promise.all([
    byId(ctx.db, 'stock', ids),
    ctx.cached(`skus:${skuIds.join()}`, FRESH_MS, () => byId(ctx.db, 'skus', skuIds)),
    ctx.cached(`listings:${ids.join()}`, FRESH_MS, () => byId(ctx.db, 'listings', ids)),
    priced ? shelfPricing(ctx) : null,
  ]);
  const parts = [...skus.values()].flatMap(({ components = [] }) => components);
  const stock = parts.length === 0 ? own : new Map([...own, ...(await partsOf(ctx, shops, parts))]);
  const goods = { stock, skus, listings, worldOf };
  return new Map(shops.map((shop) => [shop.doc._id, judge(shop, wanted, goods)]));
}

/** Stock of what the gift boxes of the cart hold: the one read more that they cost. */
const partsOf = ({ db }: Pick<Ctx, 'db'>, shops: readonly Asked[], parts: readonly Component[]) =>
  byId(
    db,
    'stock',
    shops.flatMap(({ doc }) => parts.map(({ skuId }) => `${doc._id}:${skuId}`)),
  );

interface Goods {
  readonly stock: ReadonlyMap<string, StockDoc>;
  readonly skus: ReadonlyMap<string, SkuDoc>;
  readonly listings: ReadonlyMap<string, ListingDoc>;
  readonly worldOf: ((shop: PricedShop) => PriceWorld) | null;
}

function judge(
  { doc, minOrderFen }: Asked,
  wanted: ReadonlyMap<string, number>,
  goods: Goods,
): Fit {
  const missing: Card['missing'] = [];
  for (const [skuId, qty] of wanted) {
    const sku = goods.skus.get(skuId);
    const sold = sku?.status === 'onSale' && goods.listings.get(`${doc._id}:${skuId}`)?.onShelf;
    const left = sold ? leftOf(doc, sku, goods) : 0;
    if (left < qty) missing.push({ skuId, title: sku?.title ?? '商品已下架', left });
  }
  const reasons: WhyNot[] = [];
  const [first] = missing;
  if (first)
    reasons.push({
      code: 'SHORT_STOCK',
      text:
        missing.length === 1
          ? `「${first.title}」${first.left > 0 ? `只剩 ${first.left} 件` : '缺货'}`
          : `${missing.length} 种商品不够`,
    });
  else if (minOrderFen > 0) {
    const goodsFen = costOf(doc, wanted, goods);
    if (goodsFen < minOrderFen)
      reasons.push({
        code: 'BELOW_MINIMUM',
        text: `差${money(minOrderFen - goodsFen)}到起送价${money(minOrderFen)}`,
      });
  }
  return { reasons, missing };
}

/** Pieces to be had; of a gift box as many as its scarcest part allows. */
function leftOf({ _id }: PricedShop, { _id: skuId, components }: SkuDoc, { stock }: Goods): number {
  const availableOf = (id: string) => Math.max(0, stock.get(`${_id}:${id}`)?.available ?? 0);
  return components?.length ? boxesOf(components, availableOf) : availableOf(skuId);
}

/** The goods before coupons, as the checkout judges the minimum. */
function costOf(
  doc: PricedShop,
  wanted: ReadonlyMap<string, number>,
  { stock, skus, listings, worldOf }: Goods,
): number {
  if (!worldOf) return 0;
  const lines = [...wanted].flatMap(([skuId, qty]) => {
    const sku = skus.get(skuId);
    const listing = listings.get(`${doc._id}:${skuId}`);
    const sold = stock.get(`${doc._id}:${skuId}`)?.specialSold ?? 0;
    return sku && listing ? [priceLine(sku, listing, sold, qty)] : [];
  });
  return best(lines, worldOf(doc)).totals.orderFen;
}
