import { openings } from '../hours';
import { unitPrice } from '../price';
import type { ShopPrice } from '../price';
import type { StoreHours } from '../store';
import { HOUR_MS, addDays, startOf } from '../time';
import { SELLING_HOURS } from '../demandRate';
import { epochDay, HORIZON } from './series';
import type { Series } from './series';

/** A product's history in a shop, as the night keeps it. */
export interface DayBook {
  readonly skuId: string;
  readonly from: string;
  readonly sold: readonly number[];
  readonly outHours: readonly number[];
  readonly pricePct: readonly number[];
}
export interface ShopFacts {
  readonly storeId: string;
  readonly city: string;
  readonly hours: StoreHours;
}
export interface GoodsFacts {
  readonly categoryId: string;
  readonly listPriceFen: number;
  /** Null: not on this shop's shelf. */
  readonly listing: ShopPrice | null;
}
/** The price of a coming day is taken at two in the afternoon, as the night books it. */
const PRICE_HOUR = 14;

/** Which of the seven days after `day` the shop opens at all; the same for all its goods. */
export const openDays = ({ hours }: ShopFacts, day: string): readonly boolean[] =>
  Array.from({ length: HORIZON }, (_, i) => {
    const start = startOf(addDays(day, i + 1));
    return openings(hours, start, 2).some((s) => s.from < start + 24 * HOUR_MS && s.to > start);
  });

/** A shop's product as the forecast sees it, with the coming week's plan: prices, and days the shop stays closed. */
export function shopSeries(
  book: DayBook,
  shop: ShopFacts,
  goods: GoodsFacts,
  day: string,
  open: readonly boolean[],
): Series {
  const { listing, listPriceFen } = goods;
  const lastShare = (book.pricePct.at(-1) ?? 100) / 100;
  const planned = open.map((_, i) => {
    if (!listing || listPriceFen <= 0) return lastShare;
    const at = startOf(addDays(day, i + 1)) + PRICE_HOUR * HOUR_MS;
    return (
      Math.round((unitPrice({ listPriceFen }, listing, 0, 1, at).priceFen * 100) / listPriceFen) /
      100
    );
  });
  const first = epochDay(book.from);
  const known = epochDay(day) - first + 1;
  const sold = book.sold.slice(0, known);
  const pad = Array.from({ length: Math.max(0, known - sold.length) }, () => lastShare);
  const past = book.pricePct.slice(0, known).map((pct) => pct / 100);
  return {
    id: `${shop.storeId}:${book.skuId}`,
    store: shop.storeId,
    item: book.skuId,
    category: goods.categoryId,
    region: shop.city,
    first,
    sold,
    outShare: book.outHours.slice(0, known).map((h) => Math.min(1, h / SELLING_HOURS)),
    price: [...past, ...pad, ...planned],
    priceIsShare: true,
    open: [...Array.from({ length: known }, () => 1), ...open.map(Number)],
  };
}
