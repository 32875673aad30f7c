import { escalateSla } from '#shared/contracts/afterSalesHq';
import { SWAP_DAYS, UNDECIDED, isOpen } from '#shared/domain/aftersales/flow';
import { MINUTE_MS } from '#shared/domain/time';
import type { AfterSaleDoc } from '#shared/model/docs';
import { lt, oneOf } from '../kit/conditions';
import type { Ctx, WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { policyNow } from './policies';
import { freeUnitsOf } from './claim';
import { moveCase, tellCase } from './step';
import { releaseSwap } from './swap';

const PAGE = 100;

/**
 * What the shop did not answer in time becomes HQ's turn; what HQ too leaves is marked late and stays on its
 * list. Replacements nobody came for are for sale again. Each case moves in its own transaction, so a run that is cut or overlaps another does no harm.
 */
export const main = serve(escalateSla, async (_input, ctx) => {
  const { policy } = await policyNow(ctx);
  const due = await ctx.db.find(
    'afterSales',
    { status: oneOf([...UNDECIDED, 'awaitingReturn']), respondBy: lt(ctx.now) },
    { sort: { respondBy: 1, _id: 1 }, limit: PAGE },
  );
  let toHq = 0;
  let late = 0;
  let lapsed = 0;
  for (const { _id } of due) {
    const level = await ctx.write(async (tx) => {
      const doc = await tx.get('afterSales', _id);
      if (!doc || !isLate(doc, ctx.now)) return 0;
      if (doc.status === 'awaitingReturn') return letGo(tx, ctx, doc);
      const next = doc.level === 0 ? 1 : 2;
      const respondBy = next === 1 ? ctx.now + policy.hqRespondMin * MINUTE_MS : null;
      const text = next === 1 ? '门店超时未处理，已转总部' : '总部超时未处理';
      const step = { at: ctx.now, text, by: '系统' };
      await moveCase(tx, doc, { level: next, respondBy, late: true }, step);
      return next;
    });
    if (level === 1) toHq += 1;
    if (level === 2) late += 1;
    if (level === 'lapsed') lapsed += 1;
    // The rest next time: an answer is due before the deadline.
    if (ctx.left() < 5_000) break;
  }
  return { toHq, late, lapsed, more: due.length === PAGE };
});

/** The shopper did not come for the exchange; the pieces may be applied for again while there is time. */
async function letGo(tx: WriteTx, { now }: Pick<Ctx, 'now'>, doc: AfterSaleDoc) {
  const order = await tx.get('orders', doc.orderId);
  if (!order) throw new Error(`case ${doc._id} has no order`);
  await freeUnitsOf(tx, order, doc._id);
  await releaseSwap(tx, doc, now);
  const text = `${SWAP_DAYS} 天未到店，换货已取消`;
  const move = { status: 'withdrawn' as const, respondBy: null, swap: null };
  await moveCase(tx, doc, move, { at: now, text, by: '系统' });
  tellCase(tx, doc, 'shopper', text, now);
  return 'lapsed' as const;
}

const isLate = ({ status, respondBy }: AfterSaleDoc, now: number): boolean =>
  isOpen(status) && respondBy !== null && respondBy < now;
