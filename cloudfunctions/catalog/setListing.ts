import { setListing } from '#shared/contracts/catalog';
import type { Parsed } from '#shared/contracts/kit';
import { inBand } from '#shared/domain/price';
import { money } from '#shared/domain/money';
import type { ListingDoc, SkuDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { priceChange } from './priceChange';

type Input = Parsed<typeof setListing>;

export const main = serve(setListing, async (input, ctx) => {
  const { storeId, skuId } = input;
  const [sku, store] = await Promise.all([
    ctx.db.get('skus', skuId),
    ctx.db.get('stores', storeId),
  ]);
  if (!sku || !store) return ctx.refuse('NOT_FOUND');
  checkPrices(input, sku, ctx);

  const _id = `${storeId}:${skuId}`;
  return ctx.write(async (tx) => {
    const before = await tx.get('listings', _id);
    const after = listing(before, _id, input, ctx.now);
    await tx.set('listings', after);
    await recordPrices(tx, before, after, ctx);
    tx.audit({ target: 'listings', targetId: _id, storeId, before: before ?? null, after });
    return { skuId, storeId };
  });
});

function checkPrices(
  { storePriceFen, special }: Input,
  sku: SkuDoc,
  ctx: Ctx<'OUT_OF_BAND' | 'BAD_PERIOD'>,
): void {
  const prices = [storePriceFen, special?.priceFen ?? null].filter((fen) => fen !== null);
  if (!prices.every((fen) => inBand(fen, sku)))
    ctx.refuse('OUT_OF_BAND', {
      message: `价格要在${money(sku.floorPriceFen)}到${money(sku.ceilingPriceFen)}之间，请调整`,
    });
  if (special && (special.until <= special.from || special.until <= ctx.now))
    ctx.refuse('BAD_PERIOD');
}

const listing = (
  before: ListingDoc | undefined,
  _id: string,
  { storeId, skuId, onShelf, storePriceFen, special }: Input,
  now: number,
): ListingDoc => ({
  sort: 0,
  ...before,
  _id,
  storeId,
  skuId,
  onShelf,
  storePriceFen,
  special,
  updatedAt: now,
});

/** Rows of the price history; a special that begins anew counts its pieces from zero. */
async function recordPrices(
  tx: WriteTx,
  before: ListingDoc | undefined,
  after: ListingDoc,
  ctx: Ctx,
): Promise<void> {
  const { _id, storeId, skuId } = after;
  const changes = [
    { kind: 'store' as const, fromFen: before?.storePriceFen, toFen: after.storePriceFen },
    {
      kind: 'special' as const,
      fromFen: before?.special?.priceFen,
      toFen: after.special?.priceFen,
    },
  ];
  for (const { kind, fromFen = null, toFen = null } of changes)
    if (fromFen !== toFen)
      await tx.insert('priceChanges', priceChange(ctx, { skuId, storeId, kind, fromFen, toFen }));
  const was = before?.special;
  const is = after.special;
  if (was?.from !== is?.from || was?.priceFen !== is?.priceFen)
    await tx.update('stock', _id, { set: { specialSold: 0 } });
}
