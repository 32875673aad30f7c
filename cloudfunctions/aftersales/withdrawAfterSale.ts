import { withdrawAfterSale } from '#shared/contracts/aftersales';
import { mayWithdraw } from '#shared/domain/aftersales/flow';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { freeUnitsOf } from './claim';
import { ownCase } from './ownCase';
import { moveCase } from './step';
import { releaseSwap } from './swap';

/** The shopper keeps the goods after all; the pieces may be applied for again. */
export const main = serve(withdrawAfterSale, ({ caseId }, ctx) =>
  ctx.write(async (tx) => {
    const doc = await ownCase(tx, ctx, shopperOf(ctx).id, caseId);
    if (doc.status === 'withdrawn') return { status: doc.status };
    if (!mayWithdraw(doc.status)) return ctx.refuse('WRONG_STATE');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    await freeUnitsOf(tx, order, caseId);
    await releaseSwap(tx, doc, ctx.now);
    const status = 'withdrawn' as const;
    const step = { at: ctx.now, text: '已撤销申请', by: '顾客' };
    await moveCase(tx, doc, { status, respondBy: null, swap: null }, step);
    return { status };
  }),
);
