import { getTillSession } from '#shared/contracts/till';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { sessionIn } from './session';
import { moveView, sessionView } from './views';

/** The hand-over sheet: figures and every move of cash. Before the count it tells neither. */
export const main = serve(getTillSession, async ({ storeId, sessionId }, ctx) => {
  const session = await sessionIn(ctx.db, ctx, storeId, sessionId);
  const [store, moves] = await Promise.all([
    ctx.db.get('stores', storeId),
    session.countedFen === null ? [] : readAll(ctx.db, 'cashMoves', { sessionId }),
  ]);
  return {
    session: sessionView(session, store?.name ?? ''),
    moves: moves.toSorted((a, b) => a.at - b.at).map(moveView),
  };
});
