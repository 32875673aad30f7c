import type { Freight } from '#shared/domain/pricing/quote';
import type { ListingDoc, SkuDoc, StockDoc, StoreDoc } from '#shared/model/docs';
import { minuteOf, dayOf, weekdayOf } from '#shared/domain/time';

export const takesOrders = (store: StoreDoc, now: number): boolean =>
  store.status === 'open' &&
  (store.hours.week[weekdayOf(dayOf(now))] ?? []).some(
    (s) => minuteOf(now) >= s.start && minuteOf(now) < s.end,
  );

export interface Reach {
  readonly etaMin: number;
  readonly minOrderFen: number;
  readonly freightOf: (goodsFen: number) => Freight;
}
export const deliveryReach = (
  store: StoreDoc,
  _loc: { lng: number; lat: number },
): Reach | null => {
  const [tier] = store.area.tiers;
  if (!tier) return null;
  return {
    etaMin: tier.etaMin,
    minOrderFen: store.area.minOrderFen,
    freightOf: (goods) => ({
      fen: store.area.freeFromFen !== null && goods >= store.area.freeFromFen ? 0 : tier.feeFen,
      text: '配送费',
    }),
  };
};
export function unitPrice(
  sku: SkuDoc,
  listing: ListingDoc,
  stock: StockDoc | undefined,
  qty: number,
  now: number,
): { priceFen: number; source: 'list' | 'store' | 'special'; specialLeft: number | null } {
  const s = listing.special;
  const left = s && s.cap !== null ? s.cap - (stock?.specialSold ?? 0) : null;
  if (s && s.from <= now && now < s.until && (left === null || left >= qty))
    return { priceFen: s.priceFen, source: 'special', specialLeft: left };
  return listing.storePriceFen === null
    ? { priceFen: sku.listPriceFen, source: 'list', specialLeft: left }
    : { priceFen: listing.storePriceFen, source: 'store', specialLeft: left };
}
