import { onHandOf, promisedOf, stateOf } from '#shared/domain/stock';
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

/** Found by name, spec, brand or barcode; the empty query finds everything. */
export function skuMatches(sku: SkuDoc | undefined, query: string | undefined): boolean {
  const wanted = query?.trim().toLowerCase() ?? '';
  if (wanted === '') return true;
  if (!sku) return false;
  return [sku.title, sku.spec, sku.brand, sku.barcode].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
