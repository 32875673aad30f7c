import type { StockDoc } from '#shared/model/docs';

/** A shelf that was never filled. */
export const newStock = (storeId: string, skuId: string, now: number): StockDoc => ({
  _id: `${storeId}:${skuId}`,
  storeId,
  skuId,
  available: 0,
  reserved: 0,
  holds: [],
  inTransitIn: 0,
  safety: 0,
  specialSold: 0,
  updatedAt: now,
});
