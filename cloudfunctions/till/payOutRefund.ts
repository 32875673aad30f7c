import { payOutRefund } from '#shared/contracts/till';
import { serve } from '../kit/serve';
import { openSessionIn } from './session';
import { payOut } from './payOut';

/** A cash refund that was promised (after-sales decided it) is paid out of the caller's drawer, once. */
export const main = serve(payOutRefund, async ({ storeId, sessionId, refundId }, ctx) =>
  ctx.write(async (tx) => {
    const session = await openSessionIn(tx, ctx, storeId, sessionId);
    const refund = await tx.get('refunds', refundId);
    if (refund?.cash !== true || refund.storeId !== storeId) return ctx.refuse('NOT_FOUND');
    if (refund.status === 'done') return ctx.refuse('PAID_OUT');
    if (session.cashFen < refund.amountFen) return ctx.refuse('NOT_ENOUGH');
    await payOut(tx, ctx, session, refund);
    tx.audit({
      target: 'refunds',
      targetId: refundId,
      storeId,
      before: { status: refund.status },
      after: { status: 'done', amountFen: refund.amountFen },
    });
    return { amountFen: refund.amountFen };
  }),
);
