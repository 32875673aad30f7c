import { receiveReturn, type Received } from '#shared/contracts/afterSalesDesk';
import { money, sum } from '#shared/domain/money';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { AfterSaleDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { tellSoon } from '../orders/tellSoon';
import { freeUnitsOf } from './claim';
import { payBack, stillThere } from './payBack';
import { restock } from './restock';
import { personOf } from './shopDesk';
import { auditCase, moveCase } from './step';

/**
 * Goods come back, in whichever shop: each piece is for sale again, taken back but not for sale, or handed
 * back to the shopper. What was taken back is refunded in the same transaction, the rest is not.
 */
export const main = serve(receiveReturn, async ({ storeId, caseId, lines, text }, ctx) => {
  const store = await ctx.db.get('stores', storeId);
  if (!store) return ctx.refuse('NOT_FOUND');
  const by = personOf(ctx);
  const done = await ctx.write(async (tx) => {
    const doc = await tx.get('afterSales', caseId);
    if (!doc) return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'awaitingReturn') return ctx.refuse('WRONG_STATE');
    const split = splitUnits(doc, lines);
    if (!split) return ctx.refuse('COUNT_WRONG');
    const { taken, refused, good } = split;
    if (refused.length > 0 && text === '') return ctx.refuse('REASON_MISSING');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    if (!stillThere(order, doc.units)) return ctx.refuse('ENDED');
    await restock(tx, doc, storeId, good, by.id, ctx.now);
    const paid = taken.length > 0 ? await payBack(tx, ctx, order, doc, taken) : undefined;
    if (!paid) await freeUnitsOf(tx, order, caseId);
    const status = paid ? ('refunded' as const) : ('returnRefused' as const);
    const restocked = sum(good.map(({ qty }) => qty));
    const told = `${store.name}验收：收下 ${taken.length} 件，退还顾客 ${refused.length} 件${text === '' ? '' : `（${text}）`}`;
    await moveCase(
      tx,
      doc,
      {
        status,
        ...paid,
        received: { storeId, storeName: store.name, at: ctx.now, by: by.id },
        refusedUnits: refused,
        ...(paid ? {} : { decision: { by: 'human', name: by.name, text, at: ctx.now } }),
      },
      {
        at: ctx.now,
        text: paid ? `${told}，退款 ${money(paid.refundFen)}` : told,
        by: by.name,
      },
    );
    const refundFen = paid?.refundFen ?? 0;
    auditCase(tx, doc, storeId, { status, refundFen, restocked }, text);
    return { status, refundFen, restocked };
  });
  await tellSoon(ctx);
  return done;
});

/** Which pieces were taken back and which were not; null when the numbers are not those of the case. */
function splitUnits(doc: AfterSaleDoc, lines: Received) {
  const taken: UnitRef[] = [];
  const refused: UnitRef[] = [];
  const good: { skuId: string; qty: number }[] = [];
  if (new Set(lines.map(({ lineId }) => lineId)).size !== doc.lines.length) return null;
  for (const { lineId, skuId, at, units } of doc.lines) {
    const said = lines.find((line) => line.lineId === lineId);
    if (!said || said.sellable + said.damaged + said.refused !== units.length) return null;
    const back = said.sellable + said.damaged;
    taken.push(...units.slice(0, back).map((unit) => ({ line: at, unit })));
    refused.push(...units.slice(back).map((unit) => ({ line: at, unit })));
    good.push({ skuId, qty: said.sellable });
  }
  return { taken, refused, good };
}
