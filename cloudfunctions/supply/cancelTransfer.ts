import { cancelTransfer } from '#shared/contracts/supply';
import { serve } from '../kit/serve';

/** Ends a transfer that has not left; the promised pieces go back on the sender's shelf. */
export const main = serve(cancelTransfer, async (input, ctx) =>
  ctx.write(async (tx) => {
    const transfer = await tx.get('transfers', input.transferId);
    if (!transfer) return ctx.refuse('NOT_FOUND');
    ctx.reach(transfer.fromStoreId);
    if (transfer.status !== 'approved') return ctx.refuse('WRONG_STATE');
    for (const { skuId, approved } of transfer.lines) {
      const id = `${transfer.fromStoreId}:${skuId}`;
      const inc = { reserved: -approved, available: approved };
      if (!(await tx.update('stock', id, { inc, set: { updatedAt: ctx.now } }))) {
        throw new Error(`transfer ${transfer._id} promises ${id}, which has no stock document`);
      }
    }
    const text = input.reason === '' ? '总部取消' : `总部取消：${input.reason}`;
    await tx.update('transfers', transfer._id, {
      set: { status: 'cancelled' },
      push: { steps: { at: ctx.now, status: 'cancelled', by: ctx.me.id, text } },
    });
    tx.audit({
      target: 'transfers',
      targetId: transfer._id,
      storeId: transfer.fromStoreId,
      before: { status: 'approved' },
      after: { status: 'cancelled' },
      reason: input.reason,
    });
    return { status: 'cancelled' as const };
  }),
);
