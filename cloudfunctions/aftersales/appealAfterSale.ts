import { appealAfterSale } from '#shared/contracts/aftersales';
import { MINUTE_MS } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { appealOpen } from './appeals';
import { allFree, claimUnits } from './claim';
import { ownCase } from './ownCase';
import { policyNow } from './policies';
import { moveCase } from './step';

/** A refused application goes to HQ, with the pieces claimed anew. */
export const main = serve(appealAfterSale, async ({ caseId, text }, ctx) => {
  const { policy } = await policyNow(ctx);
  return ctx.write(async (tx) => {
    const doc = await ownCase(tx, ctx, shopperOf(ctx).id, caseId);
    if (doc.status !== 'rejected' || doc.appealed) return ctx.refuse('WRONG_STATE');
    if (!appealOpen(doc, ctx.now)) return ctx.refuse('TOO_LATE');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    if (!allFree(order, doc.units)) return ctx.refuse('NOT_FREE');
    await claimUnits(tx, order, caseId, doc.units);
    const status = 'appealed' as const;
    const respondBy = ctx.now + policy.hqRespondMin * MINUTE_MS;
    const step = { at: ctx.now, text: `申诉：${text}`, by: '顾客' };
    const turn = { level: 1 as const, respondBy, approvals: [], appealed: true, appealText: text };
    await moveCase(tx, doc, { status, ...turn }, step);
    return { status };
  });
});
