import { couponRule, whyUnusable } from '#shared/domain/coupon';
import { freightFor, offerFor } from '#shared/domain/delivery';
import { openState } from '#shared/domain/hours';
import { money } from '#shared/domain/money';
import type { Mode } from '#shared/domain/order';
import { unitPrice } from '#shared/domain/price';
import { quote, type Freight, type OpenLine, type Quote } from '#shared/domain/pricing/quote';
import { MINUTE_MS } from '#shared/domain/time';
import type { SkuDoc, StoreDoc } from '#shared/model/docs';
import type { HeldCoupon, LoadedCart, LoadedLine } from './loadCart';

export interface CartLine {
  readonly skuId: string;
  readonly categoryId: string;
  readonly qty: number;
  readonly listPriceFen: number;
  readonly priceFen: number;
  readonly priceSource: 'list' | 'store' | 'special';
  readonly sku: SkuDoc;
  readonly available: number;
  /** Cap of the special price in force; null without. */
  readonly specialCap: number | null;
  readonly problem: string | null;
}
export interface Problem {
  readonly code:
    | 'STORE_CLOSED'
    | 'NOT_SOLD_HERE'
    | 'OUT_OF_STOCK'
    | 'COUPON_UNUSABLE'
    | 'OUT_OF_AREA'
    | 'BELOW_MINIMUM'
    | 'ADDRESS_MISSING';
  readonly text: string;
}
export interface Cart {
  readonly store: StoreDoc;
  readonly mode: Mode;
  readonly quote: Quote<CartLine>;
  /** The lines at base price, as coupons are judged on them. */
  readonly openLines: readonly OpenLine[];
  /** Not sold in this shop (any more). */
  readonly unsold: readonly LoadedLine[];
  readonly problems: readonly Problem[];
  readonly readyAt: number | null;
  readonly openNow: boolean;
}

/** Prices a loaded cart and names everything that stands against placing it. Pure. */
export function decideCart(
  { store, lines, address }: LoadedCart & { readonly store: StoreDoc },
  mode: Mode,
  held: HeldCoupon | undefined,
  now: number,
): Cart {
  const priced = lines.map((line) => priceLine(line, now));
  const sold = priced.filter((line) => line !== null);
  const openLines = quote(sold, [], () => ({ fen: 0, text: '' })).lines;
  const goodsFen = openLines.reduce((total, line) => total + line.amountFen, 0);

  const openNow = store.status === 'open' && openState(store.hours, now).takesOrders;
  const problems: Problem[] = [];
  if (!openNow)
    problems.push({ code: 'STORE_CLOSED', text: '门店现在不接单，换一家附近的门店或稍后再来' });
  const unsold = lines.filter((_, at) => priced[at] === null);
  for (const { sku } of unsold)
    problems.push({
      code: 'NOT_SOLD_HERE',
      text: `「${sku?.title ?? '有商品'}」本店不卖了，请移除`,
    });
  for (const line of sold)
    if (line.available < line.qty)
      problems.push({
        code: 'OUT_OF_STOCK',
        text: `「${line.sku.title}」${short(line.available)}`,
      });

  const service = serviceOf(store, mode, address?.loc ?? null, goodsFen);
  problems.push(...service.problems);
  const why = held && whyUnusable(held.coupon, held.template, store._id, openLines, now);
  if (why) problems.push({ code: 'COUPON_UNUSABLE', text: why });
  else if (held && !held.template.online)
    problems.push({ code: 'COUPON_UNUSABLE', text: '这张券只能到店使用' });
  const usable = held && why === '' && held.template.online;
  return {
    store,
    mode,
    quote: quote(sold, usable ? [couponRule(held.template)] : [], service.freightOf),
    openLines,
    unsold,
    problems,
    readyAt:
      openNow && service.problems.length === 0
        ? now + (store.prepMin + service.etaMin) * MINUTE_MS
        : null,
    openNow,
  };
}

const short = (available: number): string =>
  available <= 0 ? '已售罄，请移除或换一家店' : `仅剩${available}件，请调整数量`;

function priceLine({ sku, listing, stock, skuId, qty }: LoadedLine, now: number): CartLine | null {
  if (!sku || sku.status !== 'onSale' || !listing?.onShelf) return null;
  const { priceFen, source, special } = unitPrice(sku, listing, stock?.specialSold ?? 0, qty, now);
  const available = stock?.available ?? 0;
  const specialLeft = source === 'special' ? 0 : (special?.left ?? 0);
  return {
    skuId,
    categoryId: sku.categoryId,
    qty,
    listPriceFen: sku.listPriceFen,
    priceFen,
    priceSource: source,
    sku,
    available,
    specialCap: source === 'special' ? (listing.special?.cap ?? null) : null,
    problem:
      available < qty
        ? short(available)
        : specialLeft > 0
          ? `特价仅剩${specialLeft}件，超出按平时价计`
          : null,
  };
}

interface Service {
  readonly problems: readonly Problem[];
  readonly etaMin: number;
  readonly freightOf: (goodsFen: number) => Freight;
}
const noFreight = (text: string) => () => ({ fen: 0, text });

/** Can the shop serve this way, and at which freight. Delivery goes by the address, not the phone's position. */
function serviceOf(
  store: StoreDoc,
  mode: Mode,
  loc: { lng: number; lat: number } | null,
  goodsFen: number,
): Service {
  const cannot = (problem: Problem, text = '') => ({
    problems: [problem],
    etaMin: 0,
    freightOf: noFreight(text),
  });
  if (mode === 'pickup') {
    if (!store.pickup) return cannot({ code: 'STORE_CLOSED', text: '本店暂不支持到店自提' });
    return { problems: [], etaMin: 0, freightOf: noFreight('到店自提，免配送费') };
  }
  if (!store.delivery)
    return cannot({ code: 'OUT_OF_AREA', text: '本店暂不提供配送，可以改为到店自提' });
  if (!loc) return cannot({ code: 'ADDRESS_MISSING', text: '请选择收货地址' }, '选择地址后计算');
  const [lng, lat] = store.loc.coordinates;
  const offer = offerFor(store.area, { lng, lat }, loc);
  if (!offer)
    return cannot({
      code: 'OUT_OF_AREA',
      text: '收货地址不在本店配送范围，可以改为到店自提或换一家店',
    });
  const missing = offer.minOrderFen - goodsFen;
  const below: Problem = { code: 'BELOW_MINIMUM', text: `还差${money(missing)}起送` };
  return {
    problems: missing > 0 ? [below] : [],
    etaMin: offer.etaMin,
    freightOf: (fen) => freightFor(offer, fen),
  };
}
