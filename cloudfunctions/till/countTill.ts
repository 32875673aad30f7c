import { countTill } from '#shared/contracts/till';
import { serve } from '../kit/serve';
import { actorOf } from '../orders/actor';
import { openSessionIn } from './session';
import { sessionView } from './views';

/**
 * The drawer is counted without knowing what should lie in it. The first count stands: from now on nothing is
 * sold into the session, and the difference is told.
 */
export const main = serve(countTill, async ({ storeId, sessionId, countedFen }, ctx) => {
  const store = await ctx.db.get('stores', storeId);
  return ctx.write(async (tx) => {
    const session = await openSessionIn(tx, ctx, storeId, sessionId);
    const counted = {
      status: 'counted' as const,
      countedFen,
      countedAt: ctx.now,
      countedBy: actorOf(ctx),
      diffFen: countedFen - session.cashFen,
    };
    await tx.update('tillSessions', sessionId, { set: counted });
    tx.audit({
      target: 'tillSessions',
      targetId: sessionId,
      storeId,
      before: { status: session.status },
      after: { status: 'counted', countedFen, expectedFen: session.cashFen },
    });
    return { session: sessionView({ ...session, ...counted }, store?.name ?? '') };
  });
});
