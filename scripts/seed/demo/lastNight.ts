import { addDays, businessDayOf } from '#shared/domain/time';
import type {
  ChainDayDoc,
  ListingDoc,
  SalesDayDoc,
  SkuDoc,
  StockDoc,
  StoreDoc,
} from '#shared/model/docs';

/** What the night before would have written: the last closed day with the stock as it was counted. */
export function lastNight(
  chain: {
    readonly stores: readonly StoreDoc[];
    readonly skus: readonly SkuDoc[];
    readonly listings: readonly ListingDoc[];
    readonly stock: readonly StockDoc[];
    readonly salesDays: readonly SalesDayDoc[];
  },
  now: number,
): ChainDayDoc[] {
  const day = addDays(businessDayOf(now), -1);
  const costs = new Map(chain.skus.map((sku) => [sku._id, sku.costFen]));
  const shops = chain.salesDays
    .filter((book) => book.day === day)
    .map(({ storeId, salesFen, orders, refundFen, pieces, costFen }) => {
      const store = chain.stores.find(({ _id }) => _id === storeId);
      const own = chain.stock.filter((doc) => doc.storeId === storeId);
      const shelf = own.filter((doc) => chain.listings.some((l) => l._id === doc._id && l.onShelf));
      return [
        storeId,
        {
          salesFen,
          orders,
          refundFen,
          pieces,
          costFen,
          regionId: store?.regionId ?? '',
          district: store?.district ?? '',
          stockFen: own.reduce((fen, s) => fen + s.available * (costs.get(s.skuId) ?? 0), 0),
          onShelf: shelf.length,
          out: shelf.filter(({ available }) => available === 0).length,
        },
      ] as const;
    });
  return [{ _id: day, day, shops: Object.fromEntries(shops), at: now }];
}
