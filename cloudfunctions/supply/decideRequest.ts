import { decideRequest } from '#shared/contracts/supply';
import type { ReplenishDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { roadM } from './distance';
import { reserveTransfer, transferNo } from './reserveTransfer';

/**
 * Headquarters answers a request. Approved goods become a transfer from the named shop in the same
 * transaction, so no piece is ever promised twice or to nobody.
 */
export const main = serve(decideRequest, async (input, ctx) => {
  const { replenishId, approve, fromStoreId } = input;
  const seen = await ctx.db.get('replenishes', replenishId);
  if (!seen) return ctx.refuse('NOT_FOUND');
  const { storeId } = seen;
  ctx.reach(storeId);
  if (approve && !fromStoreId) {
    return ctx.refuse('BAD_INPUT', { message: '请选择由哪家门店发货' });
  }
  if (approve && fromStoreId === storeId) return ctx.refuse('SAME_STORE');
  if (fromStoreId) ctx.reach(fromStoreId);
  const stores = await byId(ctx.db, 'stores', fromStoreId ? [fromStoreId, storeId] : []);
  const from = fromStoreId ? stores.get(fromStoreId) : undefined;
  const to = stores.get(storeId);
  if (approve && (!from || !to)) return ctx.refuse('NOT_FOUND');
  const approved = new Map(input.lines.map(({ skuId, qty }) => [skuId, qty]));
  const transferId = ctx.newId('tr');

  return ctx.write(async (tx) => {
    const request = await tx.get('replenishes', replenishId);
    if (request?.status !== 'submitted') return ctx.refuse('WRONG_STATE');
    const lines: ReplenishDoc['lines'] = request.lines.map((line) => ({
      ...line,
      // What a supplier brings is decided already.
      ...(line.purchaseId ? {} : { approved: approve ? (approved.get(line.skuId) ?? 0) : 0 }),
    }));
    const send = lines.flatMap(({ skuId, approved: qty, purchaseId }) =>
      qty && !purchaseId ? [{ skuId, qty }] : [],
    );
    if (approve && send.length === 0) {
      return ctx.refuse('BAD_INPUT', { message: '批准数量全部为 0：不同意请选择驳回' });
    }
    if (approve && from && to) {
      const lacking = await reserveTransfer(tx, {
        _id: transferId,
        no: transferNo(transferId, ctx.now),
        fromStoreId: from._id,
        toStoreId: storeId,
        lines: send,
        reason: `要货单 ${request.no}`,
        distanceM: roadM(from, to),
        runId: null,
        by: ctx.me.id,
        now: ctx.now,
      });
      if (lacking) return ctx.refuse('NOT_ENOUGH', { detail: { ...lacking } });
    }
    const status = approve ? ('approved' as const) : ('rejected' as const);
    const note = input.note === '' ? request.note : input.note;
    await tx.update('replenishes', replenishId, {
      set: { status, lines, note, transferId: approve ? transferId : null, updatedAt: ctx.now },
    });
    tx.audit({
      target: 'replenishes',
      targetId: replenishId,
      storeId,
      before: { status: 'submitted' },
      after: { status, approved: send },
      reason: input.note,
    });
    return { status, transferId: approve ? transferId : null };
  });
});
