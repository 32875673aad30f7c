import type { ListingDoc, PriceProposalDoc, SkuDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../../kit/ports';
import { pricesOf } from './facts';

/**
 * The shelf takes a proposal's price, in the caller's transaction: the listing, its price history, the
 * proposal. False where the shelf is not as it was when the price was proposed; nothing is written then.
 * Orders placed before keep their price, carts are told of the change at the till (`PRICE_CHANGED`).
 */
export async function applyPrice(
  tx: Pick<WriteTx, 'get' | 'set' | 'update' | 'insert'>,
  { now }: Pick<Ctx, 'now'>,
  proposal: PriceProposalDoc,
  sku: SkuDoc,
  toFen: number,
  as: { readonly status: 'approved' | 'auto'; readonly by: string },
): Promise<boolean> {
  const { _id, storeId, skuId, fromFen } = proposal;
  const listing = await tx.get('listings', `${storeId}:${skuId}`);
  if (!listing?.onShelf || pricesOf(listing, sku).priceFen !== fromFen) return false;
  await tx.set('listings', { ...listing, ...priced(listing, sku, toFen), updatedAt: now });
  await tx.insert('priceChanges', {
    _id: `pc_${_id}`,
    skuId,
    storeId,
    kind: 'store',
    fromFen: listing.storePriceFen,
    toFen: priced(listing, sku, toFen).storePriceFen,
    by: as.status === 'auto' ? '动态定价' : `${as.by}（动态定价）`,
    at: now,
  });
  await tx.update('priceProposals', _id, {
    set: { status: as.status, toFen, by: as.by, decidedAt: now },
  });
  return true;
}

/** Back at its base the price is the shop's own again. */
function priced(
  listing: ListingDoc,
  sku: SkuDoc,
  toFen: number,
): Pick<ListingDoc, 'storePriceFen' | 'advised'> {
  const baseFen = listing.advised ? listing.advised.baseFen : listing.storePriceFen;
  if (toFen === (baseFen ?? sku.listPriceFen)) return { storePriceFen: baseFen, advised: null };
  return { storePriceFen: toFen, advised: { baseFen } };
}
