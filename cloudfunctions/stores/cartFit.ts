import { money } from '#shared/domain/money';
import type { WhyNot } from '#shared/domain/locate';
import { unitPrice } from '#shared/domain/price';
import type { ListingDoc, SkuDoc, StockDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
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

/** How many shops one read of stock covers. */
export const shopsPerRead = (skus: number): number =>
  Math.min(MAX_SHOPS, Math.floor(MOST / Math.max(1, skus)));

/**
 * Which of the shops have the whole cart, and for delivery its minimum. Reads stock; goods and prices only
 * when they are not known from a moment ago.
 */
export async function fitCart(
  ctx: Pick<Ctx, 'db' | 'cached' | 'now'>,
  shops: readonly { readonly id: string; readonly minOrderFen: number | null }[],
  wanted: ReadonlyMap<string, number>,
): Promise<Map<string, Fit>> {
  if (wanted.size === 0 || shops.length === 0) return new Map();
  const skuIds = [...wanted.keys()].toSorted();
  const ids = shops.flatMap(({ id }) => skuIds.map((skuId) => `${id}:${skuId}`));
  const [stock, skus, listings] = await Promise.all([
    byId(ctx.db, 'stock', ids),
    ctx.cached(`skus:${skuIds.join()}`, FRESH_MS, () => byId(ctx.db, 'skus', skuIds)),
    ctx.cached(`listings:${ids.join()}`, FRESH_MS, () => byId(ctx.db, 'listings', ids)),
  ]);
  return new Map(
    shops.map((shop) => [shop.id, judge(shop, wanted, { stock, skus, listings }, ctx.now)]),
  );
}

interface Goods {
  readonly stock: ReadonlyMap<string, StockDoc>;
  readonly skus: ReadonlyMap<string, SkuDoc>;
  readonly listings: ReadonlyMap<string, ListingDoc>;
}

function judge(
  shop: { readonly id: string; readonly minOrderFen: number | null },
  wanted: ReadonlyMap<string, number>,
  { stock, skus, listings }: Goods,
  now: number,
): Fit {
  const missing: Card['missing'] = [];
  let goodsFen = 0;
  for (const [skuId, qty] of wanted) {
    const key = `${shop.id}:${skuId}`;
    const sku = skus.get(skuId);
    const listing = listings.get(key);
    const sold = sku?.status === 'onSale' && listing?.onShelf === true;
    const left = sold ? Math.max(0, stock.get(key)?.available ?? 0) : 0;
    if (left < qty) missing.push({ skuId, title: sku?.title ?? '商品已下架', left });
    if (sku && listing)
      goodsFen +=
        qty * unitPrice(sku, listing, stock.get(key)?.specialSold ?? 0, qty, now).priceFen;
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
  else if (shop.minOrderFen !== null && goodsFen < shop.minOrderFen)
    reasons.push({
      code: 'BELOW_MINIMUM',
      text: `差${money(shop.minOrderFen - goodsFen)}到起送价${money(shop.minOrderFen)}`,
    });
  return { reasons, missing };
}
