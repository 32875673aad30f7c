import { confirmPurchase } from '#shared/contracts/purchasing';
import { fairSplit } from '#shared/domain/purchasing/split';
import { addDays, dayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { ownSuppliers } from './own';
import { stepTo } from './step';

const MOST_DAYS = 30;

/** The supplier says what it will bring and when. Fewer pieces are dealt out in the shops' shares at once. */
export const main = serve(confirmPurchase, async (input, ctx) => {
  const today = dayOf(ctx.now);
  if (input.promisedDay < today || input.promisedDay > addDays(today, MOST_DAYS))
    return ctx.refuse('BAD_DAY');
  const fewer = new Map(input.lines.map(({ skuId, qty }) => [skuId, qty]));
  return ctx.write(async (tx) => {
    const doc = await tx.get('purchases', input.purchaseId);
    if (!doc || !ownSuppliers(ctx).includes(doc.supplierId)) return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'sent') return ctx.refuse('WRONG_STATE');
    const lines = doc.lines.map((line) => {
      const confirmed = fewer.get(line.skuId) ?? line.qty;
      if (confirmed > line.qty) return ctx.refuse('TOO_MANY', { detail: { skuId: line.skuId } });
      const parts = fairSplit(
        confirmed,
        line.stores.map(({ storeId, qty }) => ({ storeId, qty, perDay: qty })),
      );
      const stores = line.stores.map((s, i) => ({ ...s, shipped: parts[i] ?? 0 }));
      return { ...line, confirmed, stores };
    });
    const short = doc.lines.reduce((n, l, i) => n + l.qty - (lines[i]?.confirmed ?? 0), 0);
    const text =
      `供应商确认，${input.promisedDay} 送达` + (short > 0 ? `，少 ${short} 件，各店按比例分` : '');
    const { promisedDay } = input;
    const set = { lines, promisedDay };
    await stepTo(tx, doc, 'confirmed', { by: ctx.me.id, now: ctx.now, text, set });
    return { status: 'confirmed' as const };
  });
});
