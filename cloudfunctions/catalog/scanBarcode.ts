import { scanBarcode } from '#shared/contracts/catalog';
import { chainOf } from '../kit/chain';
import { serve } from '../kit/serve';
import { shelfOf } from './shelf';
import { itemOf, stockOf } from './shelfItem';
import { pricedShop, shelfWorld } from './shelfWorld';

export const main = serve(scanBarcode, async ({ storeId, barcode }, ctx) => {
  // A scanner may drop the leading zero of a 12-digit code, or add it.
  const spellings = [barcode, `0${barcode}`, barcode.replace(/^0/, '')];
  const [codes, shelf, chain] = await Promise.all([
    ctx.db.getMany('barcodes', spellings),
    shelfOf(ctx, storeId),
    chainOf(ctx),
  ]);
  const exact = codes.find((code) => code._id === barcode) ?? codes[0];
  const row = exact && shelf.find(({ sku }) => sku._id === exact.skuId);
  if (!row) return ctx.refuse('UNKNOWN_BARCODE');
  const [stock, world] = await Promise.all([
    stockOf(ctx.db, [row]),
    shelfWorld(ctx, pricedShop(chain, storeId)),
  ]);
  return itemOf(row, stock, world);
});
