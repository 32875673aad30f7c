import { cancelPurchase } from '#shared/contracts/purchasing';
import { serve } from '../kit/serve';
import { stepTo } from './step';

/** Before anything is shipped. Requests it covered wait for goods again. */
export const main = serve(cancelPurchase, async ({ purchaseId, reason }, ctx) =>
  ctx.write(async (tx) => {
    const doc = await tx.get('purchases', purchaseId);
    if (!doc || ctx.stores !== 'all') return ctx.refuse('NOT_FOUND');
    if (!['draft', 'approved', 'sent', 'confirmed'].includes(doc.status))
      return ctx.refuse('WRONG_STATE');
    if (doc.status !== 'draft')
      for (const id of doc.requestIds) {
        const request = await tx.get('replenishes', id);
        if (!request) continue;
        const lines = request.lines.map((line) => {
          if (line.purchaseId !== purchaseId) return line;
          const { purchaseId: _covered, ...open } = line;
          return { ...open, approved: null };
        });
        await tx.update('replenishes', id, {
          set: { lines, status: 'submitted', updatedAt: ctx.now },
        });
      }
    const text = reason === '' ? '总部取消' : `总部取消：${reason}`;
    await stepTo(tx, doc, 'cancelled', { by: ctx.me.id, now: ctx.now, text });
    return { status: 'cancelled' as const };
  }),
);
