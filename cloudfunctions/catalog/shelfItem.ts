import type { Out } from '#shared/contracts/kit';
import type { scanBarcode } from '#shared/contracts/catalog';
import { boxesOf } from '#shared/domain/bundle';
import { FEW, stockState } from '#shared/domain/price';
import { shelfPrice } from '#shared/domain/pricing/shelf';
import type { CartLine, PriceWorld } from '#shared/domain/pricing/types';
import type { StockDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import type { Db } from '../kit/ports';
import { priceLine } from '../orders/checkout/priceWorld';
import type { ShelfRow } from './shelf';

export type Item = Out<typeof scanBarcode>;
/** By `{storeId}:{skuId}`. */
export type ShelfStock = ReadonlyMap<string, StockDoc>;

/** Stock of these rows and of what their gift boxes hold: one read. */
export const stockOf = (db: Pick<Db, 'getMany'>, rows: readonly ShelfRow[]): Promise<ShelfStock> =>
  byId(
    db,
    'stock',
    rows.flatMap(({ listing, sku }) => [
      listing._id,
      ...(sku.components ?? []).map(({ skuId }) => `${listing.storeId}:${skuId}`),
    ]),
  );

/** A product as this shop offers it now, at the price a cart of one piece would have. */
export function itemOf({ sku, listing }: ShelfRow, stock: ShelfStock, world: PriceWorld): Item {
  const own = stock.get(listing._id);
  const line = priceLine(sku, listing, own?.specialSold ?? 0, 1);
  const price = shelfPrice(line, world);
  const availableOf = (skuId: string): number =>
    Math.max(0, stock.get(`${listing.storeId}:${skuId}`)?.available ?? 0);
  const available = sku.components?.length
    ? boxesOf(sku.components, availableOf)
    : availableOf(sku._id);
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
    listPriceFen: price.listPriceFen,
    priceSource: price.source,
    special: price.source === 'special' ? told(line) : null,
    stock: stockState(available),
    left: available <= FEW ? available : null,
    tags: sku.tags,
    priceTags: price.tags.map((tag) => ({ ...tag })),
  };
}

const told = ({ special }: CartLine): Item['special'] =>
  special && { reason: special.reason, until: special.until, left: special.left };
