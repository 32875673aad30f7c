import { money } from '#shared/domain/money';
import { inBand } from '#shared/domain/price';
import type { ListingDoc, SkuDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { priceChange } from './priceChange';

type Prices = Pick<ListingDoc, 'storePriceFen' | 'special'>;

/** A shop's prices lie within headquarters' band, floor included; a special ends after it begins and after now. */
export function checkPrices(
  { storePriceFen, special }: Prices,
  sku: SkuDoc,
  ctx: Pick<Ctx<'OUT_OF_BAND' | 'BAD_PERIOD'>, 'refuse' | 'now'>,
): void {
  const prices = [storePriceFen, special?.priceFen ?? null].filter((fen) => fen !== null);
  if (!prices.every((fen) => inBand(fen, sku)))
    ctx.refuse('OUT_OF_BAND', {
      message: `价格要在${money(sku.floorPriceFen)}到${money(sku.ceilingPriceFen)}之间，请调整`,
    });
  if (special && (special.until <= special.from || special.until <= ctx.now))
    ctx.refuse('BAD_PERIOD');
}

/** Rows of the price history; a special that begins anew counts its pieces from zero. */
export async function recordPrices(
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
