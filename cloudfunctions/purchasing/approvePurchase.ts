import { approvePurchase } from '#shared/contracts/purchasing';
import { fairSplit } from '#shared/domain/purchasing/split';
import { orderable, priceAt } from '#shared/domain/purchasing/terms';
import type { PurchaseDoc, PurchaseLineDoc, SupplierSkuDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { totalOf } from './plan';
import { lateOrders, weekFenOf } from './suppliers';

/**
 * A draft becomes an order. Requests it covers say so in the same transaction, line by line, so that no wish is
 * ever covered twice; one that was withdrawn or decided meanwhile is left alone.
 */
export const main = serve(approvePurchase, async (input, ctx) => {
  const seen = await ctx.db.get('purchases', input.purchaseId);
  if (!seen || ctx.stores !== 'all') return ctx.refuse('NOT_FOUND');
  const [terms, orders, supplier] = await Promise.all([
    byId(
      ctx.db,
      'supplierSkus',
      seen.lines.map(({ skuId }) => skuId),
    ),
    lateOrders(ctx),
    ctx.db.get('suppliers', seen.supplierId),
  ]);
  if (!supplier) return ctx.refuse('NOT_FOUND');
  const changed = new Map(input.lines.map(({ skuId, qty }) => [skuId, qty]));
  const owner = ctx.me.kind === 'staff' && ctx.me.roles.includes('hqOwner');

  return ctx.write(async (tx) => {
    const doc = await tx.get('purchases', input.purchaseId);
    if (doc?.status !== 'draft') return ctx.refuse('WRONG_STATE');
    const lines: PurchaseLineDoc[] = [];
    for (const line of doc.lines) {
      const qty = changed.get(line.skuId) ?? line.qty;
      const term = terms.get(line.skuId);
      if (qty === 0) continue;
      if (qty !== line.qty && (!term || orderable(term, qty) !== qty))
        return ctx.refuse('BAD_QTY', { detail: { skuId: line.skuId } });
      lines.push(resized(line, qty, term));
    }
    if (lines.length === 0) return ctx.refuse('EMPTY');
    const totalFen = totalOf(lines);
    if (totalFen < supplier.minOrderFen) return ctx.refuse('BELOW_MIN');
    const week = weekFenOf(orders, supplier._id, ctx.now, doc._id) + totalFen;
    if (supplier.weekBudgetFen !== null && week > supplier.weekBudgetFen && !owner)
      return ctx.refuse('OVER_BUDGET');
    const covered = await cover(tx, doc, lines, ctx.now);
    await tx.update('purchases', doc._id, {
      set: { status: 'approved', lines, totalFen, requestIds: covered, updatedAt: ctx.now },
      push: { steps: { at: ctx.now, status: 'approved', by: ctx.me.id, text: '总部批准' } },
    });
    tx.audit({
      target: 'purchases',
      targetId: doc._id,
      storeId: null,
      before: { status: 'draft', totalFen: doc.totalFen },
      after: { status: 'approved', totalFen, requests: covered.length },
    });
    return { status: 'approved' as const, totalFen };
  });
});

/** The same line with other pieces: shops keep their shares, the price follows the step. */
function resized(
  line: PurchaseLineDoc,
  qty: number,
  terms: SupplierSkuDoc | undefined,
): PurchaseLineDoc {
  if (qty === line.qty) return line;
  const parts = fairSplit(
    qty,
    line.stores.map((s) => ({ storeId: s.storeId, qty: s.qty, perDay: s.qty })),
  );
  return {
    ...line,
    qty,
    priceFen: terms ? priceAt(terms, qty) : line.priceFen,
    stores: line.stores.map((s, i) => ({ ...s, qty: parts[i] ?? 0 })),
  };
}

async function cover(
  tx: WriteTx,
  { _id, requestIds }: PurchaseDoc,
  lines: readonly PurchaseLineDoc[],
  now: number,
): Promise<string[]> {
  const given = new Map(
    lines.flatMap(({ skuId, stores }) => stores.map((s) => [`${s.storeId}:${skuId}`, s.qty])),
  );
  const covered: string[] = [];
  for (const id of requestIds) {
    const request = await tx.get('replenishes', id);
    if (request?.status !== 'submitted') continue;
    const next = request.lines.map((line) => {
      const qty = given.get(`${request.storeId}:${line.skuId}`);
      if (qty === undefined || line.purchaseId) return line;
      return { ...line, approved: Math.min(qty, line.qty), purchaseId: _id };
    });
    const whole = next.every(({ purchaseId }) => purchaseId !== undefined);
    await tx.update('replenishes', id, {
      set: { lines: next, updatedAt: now, ...(whole ? { status: 'approved' } : {}) },
    });
    covered.push(id);
  }
  return covered;
}
