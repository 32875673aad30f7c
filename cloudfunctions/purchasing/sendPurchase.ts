import { sendPurchase } from '#shared/contracts/purchasing';
import { serve } from '../kit/serve';
import { stepTo } from './step';

/** From now on the supplier sees the order. */
export const main = serve(sendPurchase, async ({ purchaseId }, ctx) =>
  ctx.write(async (tx) => {
    const doc = await tx.get('purchases', purchaseId);
    if (!doc || ctx.stores !== 'all') return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'approved') return ctx.refuse('WRONG_STATE');
    const text = '已发给供应商';
    await stepTo(tx, doc, 'sent', { by: ctx.me.id, now: ctx.now, text });
    return { status: 'sent' as const };
  }),
);
