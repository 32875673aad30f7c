import { closeTill } from '#shared/contracts/till';
import { accounts, entry } from '#shared/domain/membership/ledger';
import { needsReason } from '#shared/domain/till';
import { book } from '../assets/books';
import { serve } from '../kit/serve';
import { sessionIn, tillId } from './session';
import { sessionView } from './views';

/** Hands the till over: the difference has its reason and is in the books, the drawer keeps the next float. */
export const main = serve(closeTill, async (input, ctx) => {
  const { storeId, sessionId, reason, leftFen, handTo } = input;
  const store = await ctx.db.get('stores', storeId);
  return ctx.write(async (tx) => {
    const session = await sessionIn(tx, ctx, storeId, sessionId);
    if (session.status === 'open' || session.countedFen === null) return ctx.refuse('COUNT_FIRST');
    if (session.status === 'closed') return ctx.refuse('TILL_CLOSED');
    if (needsReason(session.diffFen) && reason === '') return ctx.refuse('REASON_MISSING');
    if (leftFen > session.countedFen) return ctx.refuse('LEFT_TOO_MUCH');
    const closed = { status: 'closed' as const, reason, leftFen, handTo, closedAt: ctx.now };
    await tx.update('tillSessions', sessionId, { set: closed });
    await tx.update('tills', tillId(storeId, session.tillNo), {
      set: { sessionId: null, leftFen, updatedAt: ctx.now },
    });
    // Cash that is missing is the shop's loss; what is too much its gain.
    await book(
      tx,
      `till:${sessionId}`,
      [
        ...entry(accounts.cash(storeId), 0 - session.diffFen, storeId),
        ...entry(accounts.cashDiff(storeId), session.diffFen, storeId),
      ],
      { at: ctx.now, memberId: null, storeId, text: `收银差额 ${session.tillNo} 号机` },
    );
    tx.audit({
      target: 'tillSessions',
      targetId: sessionId,
      storeId,
      before: { status: session.status },
      after: { status: 'closed', diffFen: session.diffFen, leftFen, handTo },
      reason,
    });
    return { session: sessionView({ ...session, ...closed }, store?.name ?? '') };
  });
});
