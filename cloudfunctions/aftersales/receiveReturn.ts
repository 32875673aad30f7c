import { receiveReturn } from '#shared/contracts/afterSalesDesk';
import { money, sum } from '#shared/domain/money';
import { serve } from '../kit/serve';
import { tellSoon } from '../orders/tellSoon';
import { freeUnitsOf } from './claim';
import { splitGifts, splitUnits } from './splitReturn';
import { payBack, stillThere } from './payBack';
import { restock } from './restock';
import { personOf } from './shopDesk';
import { auditCase, moveCase, tellCase } from './step';
import { handSwap, releaseSwap } from './swap';

/**
 * Goods come back, in whichever shop: each piece is for sale again, taken back but not for sale, or handed
 * back to the shopper. What was taken back is refunded, or replaced over the counter, in the same transaction;
 * the rest is not. Gifts that should have come along and did not are deducted at their listed value.
 */
export const main = serve(receiveReturn, async (input, ctx) => {
  const { storeId, caseId, lines, text } = input;
  const store = await ctx.db.get('stores', storeId);
  if (!store) return ctx.refuse('NOT_FOUND');
  const by = personOf(ctx);
  const done = await ctx.write(async (tx) => {
    const doc = await tx.get('afterSales', caseId);
    if (!doc) return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'awaitingReturn') return ctx.refuse('WRONG_STATE');
    const split = splitUnits(doc, lines);
    const gifts = splitGifts(doc, input.gifts);
    if (!split || !gifts) return ctx.refuse('COUNT_WRONG');
    const { taken, refused, good } = split;
    if (refused.length > 0 && text === '') return ctx.refuse('REASON_MISSING');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    if (!stillThere(order, doc.units)) return ctx.refuse('ENDED');
    const exchange = doc.kind === 'exchange';
    const some = taken.length > 0;
    if (exchange && !some) await releaseSwap(tx, doc, ctx.now);
    // Before the faulty piece is on the shelf: it is no replacement for itself.
    const handed =
      exchange && some
        ? await handSwap(tx, ctx, order, doc, { storeId, ...split.byLine, by: by.id })
        : 0;
    const restocked = [...good, ...gifts.good];
    await restock(tx, doc, storeId, restocked, by.id, ctx.now);
    const paid =
      some && !exchange ? await payBack(tx, ctx, order, doc, taken, gifts.brought) : undefined;
    if (!paid) await freeUnitsOf(tx, order, caseId);
    const status = paid
      ? ('refunded' as const)
      : handed > 0
        ? ('exchanged' as const)
        : ('returnRefused' as const);
    const told = `${store.name}验收：收下 ${taken.length} 件，退还顾客 ${refused.length} 件${text === '' ? '' : `（${text}）`}`;
    const end = paid
      ? `退款 ${money(paid.refundFen)}${gifts.missing > 0 ? `（扣未退赠品 ${gifts.missing} 件）` : ''}`
      : handed > 0
        ? `换出 ${handed} 件`
        : '';
    await moveCase(
      tx,
      doc,
      {
        status,
        ...paid,
        swap: null,
        respondBy: null,
        received: { storeId, storeName: store.name, at: ctx.now, by: by.id },
        refusedUnits: refused,
        ...(some ? {} : { decision: { by: 'human', name: by.name, text, at: ctx.now } }),
      },
      {
        at: ctx.now,
        text: end === '' ? told : `${told}，${end}`,
        by: by.name,
      },
    );
    tellCase(tx, doc, 'shopper', end === '' ? `退货未通过：${text}` : `已验收，${end}`, ctx.now);
    const refundFen = paid?.refundFen ?? 0;
    const back = sum(restocked.map(({ qty }) => qty));
    auditCase(tx, doc, storeId, { status, refundFen, restocked: back, handed }, text);
    return { status, refundFen, restocked: back, handed };
  });
  await tellSoon(ctx);
  return done;
});
