import { openTill } from '#shared/contracts/till';
import type { TillSessionDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { actorOf } from '../orders/actor';
import { mayWorkNow } from '../roster/duty';
import { moveCashIn } from './drawer';
import { newTill, runningOf, tillId } from './session';

/**
 * A cashier begins at a till. The till's own document is the guard: two who open it at once, one gets it. Where
 * the shop has a published roster, only who is on shift may (the manager always).
 */
export const main = serve(openTill, async ({ requestId, storeId, tillNo, floatFen }, ctx) => {
  const by = actorOf(ctx);
  const [{ sessions }, duty] = await Promise.all([
    runningOf(ctx.db, storeId),
    mayWorkNow(ctx, storeId),
  ]);
  if (!duty) return ctx.refuse('NOT_ON_SHIFT');
  if (sessions.some(({ cashierId }) => cashierId === ctx.me.id)) return ctx.refuse('ALREADY_OPEN');
  const sessionId = ctx.derive('ts', 'openTill', ctx.me.id, requestId);
  const session: TillSessionDoc = {
    _id: sessionId,
    storeId,
    tillNo,
    cashierId: ctx.me.id,
    cashier: by,
    status: 'open',
    openedAt: ctx.now,
    floatFen,
    cashFen: 0,
    sales: { count: 0, cashFen: 0, wechatFen: 0, walletFen: 0 },
    countedFen: null,
    countedAt: null,
    countedBy: '',
    diffFen: 0,
    reason: '',
    leftFen: 0,
    handTo: '',
    closedAt: null,
  };
  return ctx.write(async (tx) => {
    const id = tillId(storeId, tillNo);
    const till = (await tx.get('tills', id)) ?? newTill(storeId, tillNo, ctx.now);
    if (till.sessionId !== null) return ctx.refuse('TILL_TAKEN');
    await tx.set('tills', { ...till, sessionId, updatedAt: ctx.now });
    await tx.insert('tillSessions', session);
    const move = { kind: 'float' as const, fen: floatFen, ref: 'open', text: '开班备用金', by };
    if (floatFen > 0) await moveCashIn(tx, session, move, ctx.now);
    tx.audit({
      target: 'tillSessions',
      targetId: sessionId,
      storeId,
      before: null,
      after: { tillNo, floatFen, cashier: by },
    });
    return { sessionId };
  });
});
