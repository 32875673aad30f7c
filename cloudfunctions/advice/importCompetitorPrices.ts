import { importCompetitorPrices } from '#shared/contracts/advice';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

/** Prices seen at competitors, by barcode. The newest of a product, competitor and city stands. */
export const main = serve(importCompetitorPrices, async ({ rows }, ctx) => {
  const codes = await byId(
    ctx.db,
    'barcodes',
    rows.map(({ barcode }) => barcode),
  );
  const by = ctx.me.kind === 'staff' ? ctx.me.name : ctx.me.kind;
  const known = rows.flatMap((row) => {
    const skuId = codes.get(row.barcode)?.skuId;
    return skuId === undefined ? [] : [{ ...row, skuId }];
  });
  const unknown = rows.flatMap(({ barcode }, at) =>
    codes.has(barcode) ? [] : [{ row: at + 1, barcode }],
  );
  return ctx.write(async (tx) => {
    for (const { skuId, competitor, city, priceFen } of known)
      await tx.set('competitorPrices', {
        _id: ctx.derive('cp', skuId, competitor, city),
        skuId,
        competitor,
        city,
        priceFen,
        seenAt: ctx.now,
        by,
      });
    tx.audit({
      target: 'competitorPrices',
      targetId: known[0]?.skuId ?? '',
      storeId: null,
      before: null,
      after: { rows: known.length, unknown: unknown.length },
    });
    return { saved: known.length, unknown };
  });
});
