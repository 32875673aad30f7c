import type { Out } from '#shared/contracts/kit';
import type { scanBarcode } from '#shared/contracts/catalog';
import { FEW, stockState, unitPrice } from '#shared/domain/price';
import type { StockDoc } from '#shared/model/docs';
import type { ShelfRow } from './shelf';

export type Item = Out<typeof scanBarcode>;

/** A product as this shop offers it now. */
export function itemOf({ sku, listing }: ShelfRow, stock: StockDoc | undefined, now: number): Item {
  const price = unitPrice(sku, listing, stock?.specialSold ?? 0, 1, now);
  const available = Math.max(0, stock?.available ?? 0);
  return {
    skuId: sku._id,
    spuId: sku.spuId,
    title: sku.title,
    spec: sku.spec,
    image: sku.image,
    unit: sku.unit,
    categoryId: sku.categoryId,
    barcode: sku.barcode,
    priceFen: price.priceFen,
    listPriceFen: sku.listPriceFen,
    priceSource: price.source,
    special: price.source === 'special' ? price.special : null,
    stock: stockState(available),
    left: available <= FEW ? available : null,
    tags: sku.tags,
  };
}
