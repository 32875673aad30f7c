import { onHandOf, promisedOf, stateOf } from '#shared/domain/stock';
import { found, wordsOf } from '#shared/domain/search';
import type { SkuDoc, StockDoc } from '#shared/model/docs';

/** One row of a stock list. */
export const stockItem = (stock: StockDoc, sku: SkuDoc | undefined) => ({
  storeId: stock.storeId,
  skuId: stock.skuId,
  title: sku?.title ?? '（商品已删除）',
  spec: sku?.spec ?? '',
  image: sku?.image ?? '',
  barcode: sku?.barcode ?? '',
  unit: sku?.unit ?? '件',
  packSize: sku?.packSize ?? 1,
  pieceGrams: sku?.pieceGrams ?? null,
  onHand: onHandOf(stock),
  reserved: promisedOf(stock),
  available: stock.available,
  inTransitIn: stock.inTransitIn,
  safety: stock.safety,
  state: stateOf(stock.available, stock.safety),
});

/** Found by name, spec, brand, barcode or the first letters of pinyin; the empty query finds everything. */
export function skuMatches(sku: SkuDoc | undefined, query: string | undefined): boolean {
  const words = wordsOf(query);
  if (words.length === 0) return true;
  return sku !== undefined && found(words, sku.title, sku.spec, sku.brand, sku.barcode);
}
