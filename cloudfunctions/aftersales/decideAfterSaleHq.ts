import { decideAfterSaleHq } from '#shared/contracts/afterSalesHq';
import { isUndecided } from '#shared/domain/aftersales/flow';
import { MINUTE_MS } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { tellSoon } from '../orders/tellSoon';
import { stillThere } from './payBack';
import { policyNow } from './policies';
import { approveCase, fenNow, rejectCase } from './settle';
import { personOf } from './shopDesk';
import { auditCase, moveCase } from './step';

/** HQ answers; above what a shop manager may approve it takes two people. */
export const main = serve(decideAfterSaleHq, async ({ caseId, approve, text }, ctx) => {
  if (!approve && text === '') return ctx.refuse('REASON_MISSING');
  const { policy } = await policyNow(ctx);
  const by = personOf(ctx);
  const done = await ctx.write(async (tx) => {
    const doc = await tx.get('afterSales', caseId);
    if (!doc) return ctx.refuse('NOT_FOUND');
    ctx.reach(doc.storeId);
    if (!isUndecided(doc.status)) return ctx.refuse('WRONG_STATE');
    const order = await tx.get('orders', doc.orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    if (!approve) return rejectCase(tx, ctx, order, doc, by, text);
    if (!stillThere(order, doc.units)) return ctx.refuse('ENDED');
    const second = doc.approvals.length > 0;
    if (doc.approvals.some((yes) => yes.by === by.id)) return ctx.refuse('SAME_PERSON');
    if (second || fenNow(order, doc, ctx.now) <= policy.managerFen)
      return approveCase(tx, ctx, order, doc, by, text);
    const status = 'confirming' as const;
    const approvals = [...doc.approvals, { by: by.id, name: by.name, at: ctx.now }];
    const respondBy = ctx.now + policy.hqRespondMin * MINUTE_MS;
    const told = text === '' ? '初审同意，等待复核' : `初审同意：${text}，等待复核`;
    const step = { at: ctx.now, text: told, by: by.name };
    await moveCase(tx, doc, { status, approvals, respondBy, level: 1 }, step);
    auditCase(tx, doc, doc.storeId, { status }, text);
    return { status, refundFen: 0 };
  });
  await tellSoon(ctx);
  return done;
});
