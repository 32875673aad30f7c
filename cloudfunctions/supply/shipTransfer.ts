import { shipTransfer } from '#shared/contracts/supply';
import { moveId, onHandOf } from '#shared/domain/stock';
import type { TransferDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { transferView } from './transferView';

/**
 * The goods leave: out of the sender's books, into transit towards the receiver, in one transaction.
 * What is not shipped goes back on the sender's shelf; lines not named ship nothing.
 */
export const main = serve(shipTransfer, async (input, ctx) => {
  const wanted = new Map(input.lines.map(({ skuId, qty }) => [skuId, qty]));
  if (wanted.size < input.lines.length) return ctx.refuse('TOO_MANY');
  // The view is read before the write: the answer belongs to the transaction that makes it true.
  const seen = await ctx.db.get('transfers', input.transferId);
  if (!seen || seen.fromStoreId !== input.storeId) return ctx.refuse('NOT_FOUND');
  const view = await transferView(ctx.db, seen);

  return ctx.write(async (tx) => {
    const transfer = await tx.get('transfers', input.transferId);
    if (transfer?.status !== 'approved') return ctx.refuse('WRONG_STATE');
    if ([...wanted.keys()].some((id) => !transfer.lines.some(({ skuId }) => skuId === id))) {
      return ctx.refuse('TOO_MANY', { message: '有商品不在这张调拨单上，请核对' });
    }
    const lines: TransferDoc['lines'] = [];
    for (const line of transfer.lines) {
      const shipped = wanted.get(line.skuId) ?? 0;
      if (shipped > line.approved) return ctx.refuse('TOO_MANY', { detail: { skuId: line.skuId } });
      if (!(await leave(tx, transfer, { ...line, shipped }, ctx.me.id, ctx.now))) {
        return ctx.refuse('NOT_ENOUGH', { detail: { skuId: line.skuId } });
      }
      lines.push({ ...line, shipped });
    }
    const pieces = lines.reduce((n, { shipped }) => n + shipped, 0);
    if (pieces === 0) {
      return ctx.refuse('BAD_INPUT', { message: '发货数量全部为 0：不发货请联系总部取消调拨单' });
    }
    const text = `发出 ${pieces} 件`;
    const by = ctx.me.id;
    await tx.update('transfers', transfer._id, {
      set: { status: 'shipped', lines, shippedAt: ctx.now },
      push: { steps: { at: ctx.now, status: 'shipped', by, text } },
    });
    tx.audit({
      target: 'transfers',
      targetId: transfer._id,
      storeId: input.storeId,
      before: { status: 'approved', shipped: 0 },
      after: { status: 'shipped', shipped: pieces },
    });
    const byShipped = new Map(lines.map(({ skuId, shipped }) => [skuId, shipped]));
    return {
      transfer: {
        ...view,
        status: 'shipped' as const,
        statusText: '在途',
        pieces,
        shippedAt: ctx.now,
        lines: view.lines.map((l) => ({ ...l, shipped: byShipped.get(l.skuId) ?? 0 })),
      },
    };
  });
});

/** False when the sender's books do not hold the promise (never, by invariant S2). */
async function leave(
  tx: WriteTx,
  { _id, fromStoreId, toStoreId }: TransferDoc,
  { skuId, approved, shipped }: TransferDoc['lines'][number],
  by: string,
  now: number,
): Promise<boolean> {
  const stock = await tx.get('stock', `${fromStoreId}:${skuId}`);
  if (!stock || stock.reserved < approved) return false;
  await tx.update('stock', stock._id, {
    inc: { reserved: -approved, available: approved - shipped },
    set: { updatedAt: now },
  });
  if (shipped === 0) return true;
  await tx.insert('stockMoves', {
    _id: moveId(_id, 'TRANSFER_OUT', fromStoreId, skuId),
    storeId: fromStoreId,
    skuId,
    type: 'TRANSFER_OUT',
    qty: -shipped,
    after: onHandOf(stock) - shipped,
    refType: 'transfer',
    refId: _id,
    by,
    at: now,
  });
  const target = { inc: { inTransitIn: shipped }, set: { updatedAt: now } };
  if (!(await tx.update('stock', `${toStoreId}:${skuId}`, target))) {
    await tx.insert('stock', {
      _id: `${toStoreId}:${skuId}`,
      storeId: toStoreId,
      skuId,
      available: 0,
      reserved: 0,
      holds: [],
      inTransitIn: shipped,
      safety: 0,
      specialSold: 0,
      updatedAt: now,
    });
  }
  return true;
}
