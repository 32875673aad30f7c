import { getTillSessionHq } from '#shared/contracts/till';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { moveView, sessionView } from './views';

/** HQ reads a hand-over sheet; a running session's money stays untold to HQ as well. */
export const main = serve(getTillSessionHq, async ({ sessionId }, ctx) => {
  const session = await ctx.db.get('tillSessions', sessionId);
  if (!session) return ctx.refuse('NOT_FOUND');
  ctx.reach(session.storeId);
  const [store, moves] = await Promise.all([
    ctx.db.get('stores', session.storeId),
    session.countedFen === null ? [] : readAll(ctx.db, 'cashMoves', { sessionId }),
  ]);
  return {
    session: sessionView(session, store?.name ?? ''),
    moves: moves.toSorted((a, b) => a.at - b.at).map(moveView),
  };
});
