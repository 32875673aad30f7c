import { boxesOf, explode, type Component } from '#shared/domain/bundle';
import { openState } from '#shared/domain/hours';
import type { Mode } from '#shared/domain/order';
import { memberRights, type MemberRights } from '#shared/domain/membership/rights';
import { best } from '#shared/domain/pricing/best';
import { keep } from '#shared/domain/pricing/keep';
import type { KeptQuote, QuotedLine } from '#shared/domain/pricing/result';
import { tender } from '#shared/domain/pricing/tender';
import type { CartLine as PriceLine, Choices, PriceWorld } from '#shared/domain/pricing/types';
import { MINUTE_MS } from '#shared/domain/time';
import type { SkuDoc, StoreDoc } from '#shared/model/docs';
import { couponProblems } from './couponChoices';
import { withGiftStock } from './gifts';
import type { HeldCoupon, LoadedCart, LoadedLine } from './loadCart';
import { TENDER_POLICY, priceLine, priceWorld } from './priceWorld';
import { OVER_COUNTER, serviceOf } from './serviceOf';

export interface CartLine extends QuotedLine {
  readonly sku: SkuDoc;
  readonly components: readonly Component[] | null;
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
/** What the shopper decides about paying less and by what. */
export interface Wishes {
  readonly mode: Mode;
  /** Null: the engine's choice of the pocket. */
  readonly couponIds: readonly string[] | null;
  /** At most so many points, or as many as the order takes. */
  readonly points: number | 'most';
  readonly useWallet: boolean;
  /** Rung up at the till: whoever stands there is served, whatever the hours of online orders. */
  readonly atTill?: boolean;
}
export interface Cart {
  readonly store: StoreDoc;
  readonly mode: Mode;
  readonly quote: KeptQuote;
  readonly lines: readonly CartLine[];
  readonly giftSkus: ReadonlyMap<string, SkuDoc>;
  /** Not sold in this shop (any more). */
  readonly unsold: readonly LoadedLine[];
  readonly problems: readonly Problem[];
  readonly readyAt: number | null;
  readonly openNow: boolean;
  readonly rights: MemberRights;
  /** What was priced, to price it again with other wishes. */
  readonly priced: readonly PriceLine[];
  readonly world: PriceWorld;
  readonly pocket: readonly HeldCoupon[];
}

/** Prices a loaded cart and names everything that stands against placing it. Pure. */
export function decideCart(
  loaded: LoadedCart & { readonly store: StoreDoc },
  memberId: string | null,
  { mode, couponIds, points, useWallet, atTill = false }: Wishes,
  now: number,
): Cart {
  const { store, lines, stock, address, assets, rules, giftSkus, pocket } = loaded;
  const rights = memberRights(assets, rules, now);
  const sold = lines.filter(isSold);
  const unsold = lines.filter((line) => !isSold(line));
  const priced = sold.map(({ sku, listing, skuId, qty }) =>
    priceLine(sku, listing, stock.get(skuId)?.specialSold ?? 0, qty),
  );
  const service = atTill ? OVER_COUNTER : serviceOf(store, mode, address?.loc ?? null);
  const demand = explode(sold, (skuId) => sold.find((one) => one.skuId === skuId)?.sku.components);
  const world = priceWorld(store, rights, memberId, {
    promotions: withGiftStock(loaded.promotions, stock, giftSkus, demand),
    pocket,
    freight: service.freight,
    online: !atTill,
    now,
  });
  const choices: Choices = { coupons: couponIds ?? 'best', points, without: [] };
  const quoted = best(priced, world, choices);
  const wallet = useWallet ? rights.wallet : { principalFen: 0, bonusFen: 0 };
  const paid = tender(quoted.totals.payableFen, wallet, TENDER_POLICY);
  const quote = keep(quoted, paid, memberId === null ? EARNS_NOTHING : rights.pointsRule);

  const availableOf = (skuId: string): number => stock.get(skuId)?.available ?? 0;
  const short = new Set([...demand].filter(([id, n]) => availableOf(id) < n).map(([id]) => id));
  const cartLines = quote.lines.flatMap((line, at): CartLine[] => {
    const one = sold[at];
    return one ? [cartLine(line, one, short, availableOf)] : [];
  });
  const openNow = store.status === 'open' && (atTill || openState(store.hours, now).takesOrders);
  const { problems: unserved } = service.judge(quote.totals.orderFen);
  const problems: Problem[] = [
    ...(openNow
      ? []
      : [{ code: 'STORE_CLOSED', text: '门店现在不接单，换一家附近的门店或稍后再来' } as const]),
    ...unsold.map(({ sku }): Problem => ({
      code: 'NOT_SOLD_HERE',
      text: `「${sku?.title ?? '有商品'}」本店不卖了，请移除`,
    })),
    ...cartLines.flatMap(({ title, available, qty, components, problem }): Problem[] =>
      available < qty || (components !== null && problem !== null)
        ? [{ code: 'OUT_OF_STOCK', text: `「${title}」${shortOf(available)}` }]
        : [],
    ),
    ...unserved,
    ...couponProblems(couponIds, pocket, quote),
  ];
  return {
    store,
    mode,
    quote,
    lines: cartLines,
    giftSkus,
    unsold,
    problems,
    readyAt:
      openNow && unserved.length === 0 ? now + (store.prepMin + service.etaMin) * MINUTE_MS : null,
    openNow,
    rights,
    priced,
    world,
    pocket,
  };
}

const EARNS_NOTHING = { earnBp: 0, growthBp: 0 };

type SoldLine = LoadedLine & {
  readonly sku: SkuDoc;
  readonly listing: NonNullable<LoadedLine['listing']>;
};
const isSold = (line: LoadedLine): line is SoldLine =>
  line.sku?.status === 'onSale' && line.listing?.onShelf === true;

const shortOf = (available: number): string =>
  available <= 0 ? '已售罄，请移除或换一家店' : `仅剩${available}件，请调整数量`;

function cartLine(
  line: QuotedLine,
  { sku, listing, qty }: SoldLine,
  short: ReadonlySet<string>,
  availableOf: (skuId: string) => number,
): CartLine {
  const components = sku.components?.length ? sku.components : null;
  const available = components ? boxesOf(components, availableOf) : availableOf(sku._id);
  // Parts of a box may be short only because the cart takes them alone as well.
  const parts = components?.some((part) => short.has(part.skuId)) === true;
  const atSpecial = line.specialQty;
  return {
    ...line,
    sku,
    components,
    available,
    specialCap: atSpecial > 0 ? (listing.special?.cap ?? null) : null,
    problem:
      available < qty || parts
        ? shortOf(Math.min(available, parts && available >= qty ? 0 : available))
        : atSpecial > 0 && atSpecial < qty
          ? `特价仅剩${atSpecial}件，超出按平时价计`
          : null,
  };
}
