import { getPurchase } from '#shared/contracts/purchasing';
import { money } from '#shared/domain/money';
import type { PurchaseDoc, SupplierDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { lateOrders, weekFenOf } from './suppliers';
import { purchaseViews } from './view';

export const main = serve(getPurchase, async ({ purchaseId }, ctx) => {
  const doc = await ctx.db.get('purchases', purchaseId);
  if (!doc || ctx.stores !== 'all') return ctx.refuse('NOT_FOUND');
  const [supplier, orders] = await Promise.all([
    ctx.db.get('suppliers', doc.supplierId),
    lateOrders(ctx),
  ]);
  const names = new Map(supplier ? [[supplier._id, supplier]] : []);
  const [view] = await purchaseViews(ctx, [doc], names);
  if (!view) return ctx.refuse('NOT_FOUND');
  const week = weekFenOf(orders, doc.supplierId, ctx.now, doc._id);
  return { purchase: { ...view, holds: holdsOf(doc, supplier, week) } };
});

/** What stands in the way of a draft, in words. */
function holdsOf(doc: PurchaseDoc, supplier: SupplierDoc | undefined, weekFen: number): string[] {
  if (doc.status !== 'draft' || !supplier) return [];
  const { minOrderFen, weekBudgetFen } = supplier;
  const holds: string[] = [];
  if (doc.totalFen < minOrderFen)
    holds.push(`合计 ${money(doc.totalFen)}，未达起订金额 ${money(minOrderFen)}`);
  if (weekBudgetFen !== null && weekFen + doc.totalFen > weekBudgetFen)
    holds.push(
      `本周已订 ${money(weekFen)}，加上这张超过预算 ${money(weekBudgetFen)}，需总部负责人批准`,
    );
  return holds;
}
