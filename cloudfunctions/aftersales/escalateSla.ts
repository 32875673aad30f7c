import { escalateSla } from '#shared/contracts/afterSalesHq';
import { UNDECIDED } from '#shared/domain/aftersales/flow';
import { MINUTE_MS } from '#shared/domain/time';
import type { AfterSaleDoc } from '#shared/model/docs';
import { lt, oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { policyNow } from './policies';
import { moveCase } from './step';

const PAGE = 100;

/**
 * What the shop did not answer in time becomes HQ's turn; what HQ too leaves is marked late and stays on its
 * list. Each case moves in its own transaction, so a run that is cut or overlaps another does no harm.
 */
export const main = serve(escalateSla, async (_input, ctx) => {
  const { policy } = await policyNow(ctx);
  const due = await ctx.db.find(
    'afterSales',
    { status: oneOf(UNDECIDED), respondBy: lt(ctx.now) },
    { sort: { respondBy: 1, _id: 1 }, limit: PAGE },
  );
  let toHq = 0;
  let late = 0;
  for (const { _id } of due) {
    const level = await ctx.write(async (tx) => {
      const doc = await tx.get('afterSales', _id);
      if (!doc || !isLate(doc, ctx.now)) return 0;
      const next = doc.level === 0 ? 1 : 2;
      const respondBy = next === 1 ? ctx.now + policy.hqRespondMin * MINUTE_MS : null;
      const text = next === 1 ? '门店超时未处理，已转总部' : '总部超时未处理';
      const step = { at: ctx.now, text, by: '系统' };
      await moveCase(tx, doc, { level: next, respondBy, late: true }, step);
      return next;
    });
    if (level === 1) toHq += 1;
    if (level === 2) late += 1;
    // The rest next time: an answer is due before the deadline.
    if (ctx.left() < 5_000) break;
  }
  return { toHq, late, more: due.length === PAGE };
});

const isLate = ({ status, respondBy }: AfterSaleDoc, now: number): boolean =>
  UNDECIDED.includes(status) && respondBy !== null && respondBy < now;
