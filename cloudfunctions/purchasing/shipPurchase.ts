import { shipPurchase } from '#shared/contracts/purchasing';
import { fairSplit } from '#shared/domain/purchasing/split';
import { serve } from '../kit/serve';
import { ownSuppliers } from './own';
import { stepTo } from './step';

/** The goods leave the supplier: what each shop is to find on the lorry. Shops without any are done. */
export const main = serve(shipPurchase, async (input, ctx) => {
  const fewer = new Map(input.lines.map(({ skuId, qty }) => [skuId, qty]));
  return ctx.write(async (tx) => {
    const doc = await tx.get('purchases', input.purchaseId);
    if (!doc || !ownSuppliers(ctx).includes(doc.supplierId)) return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'confirmed') return ctx.refuse('WRONG_STATE');
    const lines = doc.lines.map((line) => {
      const most = line.confirmed ?? line.qty;
      const sent = fewer.get(line.skuId) ?? most;
      if (sent > most) return ctx.refuse('TOO_MANY', { detail: { skuId: line.skuId } });
      const parts = fairSplit(
        sent,
        line.stores.map(({ storeId, qty }) => ({ storeId, qty, perDay: qty })),
      );
      const stores = line.stores.map((s, i) => {
        const shipped = parts[i] ?? 0;
        return { ...s, shipped, done: shipped === 0 };
      });
      return { ...line, confirmed: sent, stores };
    });
    const pieces = lines.reduce((n, { confirmed }) => n + confirmed, 0);
    const nothing = pieces === 0;
    await stepTo(tx, doc, nothing ? 'cancelled' : 'shipped', {
      by: ctx.me.id,
      now: ctx.now,
      text: nothing ? '供应商无货可发' : `供应商发出 ${pieces} 件`,
      set: { lines },
    });
    return { status: nothing ? ('cancelled' as const) : ('shipped' as const) };
  });
});
