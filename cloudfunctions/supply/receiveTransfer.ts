import { receiveTransfer } from '#shared/contracts/supply';
import { moveId, onHandOf } from '#shared/domain/stock';
import type { TransferDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { transferView } from './transferView';

/**
 * The goods arrive: good ones on the shelf, damaged and lost ones written down on the transfer, in one
 * transaction. Everything shipped is accounted for; what was not named is lost.
 */
export const main = serve(receiveTransfer, async (input, ctx) => {
  const counted = new Map(input.lines.map((line) => [line.skuId, line]));
  if (counted.size < input.lines.length) return ctx.refuse('TOO_MANY');
  const seen = await ctx.db.get('transfers', input.transferId);
  if (!seen || seen.toStoreId !== input.storeId) return ctx.refuse('NOT_FOUND');
  const view = await transferView(ctx.db, seen);

  return ctx.write(async (tx) => {
    const transfer = await tx.get('transfers', input.transferId);
    if (transfer?.status !== 'shipped') return ctx.refuse('WRONG_STATE');
    if ([...counted.keys()].some((id) => !transfer.lines.some(({ skuId }) => skuId === id))) {
      return ctx.refuse('TOO_MANY', { message: '有商品不在这张调拨单上，请核对' });
    }
    const lines: TransferDoc['lines'] = [];
    for (const line of transfer.lines) {
      const { received = 0, damaged = 0 } = counted.get(line.skuId) ?? {};
      const lost = line.shipped - received - damaged;
      if (lost < 0) return ctx.refuse('TOO_MANY', { detail: { skuId: line.skuId } });
      const done = { ...line, received, damaged, lost };
      await arrive(tx, transfer, done, ctx.me.id, ctx.now);
      lines.push(done);
    }
    const total = (key: 'received' | 'damaged' | 'lost') =>
      lines.reduce((n, line) => n + line[key], 0);
    const result = { received: total('received'), damaged: total('damaged'), lost: total('lost') };
    const text = `收到 ${result.received} 件，破损 ${result.damaged} 件，短少 ${result.lost} 件`;
    await tx.update('transfers', transfer._id, {
      set: { status: 'received', lines, receivedAt: ctx.now },
      push: { steps: { at: ctx.now, status: 'received', by: ctx.me.id, text } },
    });
    tx.audit({
      target: 'transfers',
      targetId: transfer._id,
      storeId: input.storeId,
      before: { status: 'shipped' },
      after: { status: 'received', ...result },
    });
    const byId = new Map(lines.map((line) => [line.skuId, line]));
    return {
      transfer: {
        ...view,
        status: 'received' as const,
        statusText: '已收货',
        receivedAt: ctx.now,
        lines: view.lines.map((line) => ({ ...line, ...byId.get(line.skuId) })),
      },
    };
  });
});

async function arrive(
  tx: WriteTx,
  { _id, toStoreId }: TransferDoc,
  { skuId, shipped, received }: TransferDoc['lines'][number],
  by: string,
  now: number,
): Promise<void> {
  if (shipped === 0) return;
  const stock = await tx.get('stock', `${toStoreId}:${skuId}`);
  if (!stock) throw new Error(`transfer ${_id} is in transit to ${toStoreId}:${skuId}, no stock`);
  await tx.update('stock', stock._id, {
    inc: { inTransitIn: -shipped, available: received },
    set: { updatedAt: now },
  });
  if (received === 0) return;
  await tx.insert('stockMoves', {
    _id: moveId(_id, 'TRANSFER_IN', toStoreId, skuId),
    storeId: toStoreId,
    skuId,
    type: 'TRANSFER_IN',
    qty: received,
    after: onHandOf(stock) + received,
    refType: 'transfer',
    refId: _id,
    by,
    at: now,
  });
}
