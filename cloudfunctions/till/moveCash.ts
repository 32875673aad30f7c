import { moveCash } from '#shared/contracts/till';
import { CASH_TEXT } from '#shared/domain/till';
import { serve } from '../kit/serve';
import { actorOf } from '../orders/actor';
import { moveCashIn } from './drawer';
import { openSessionIn } from './session';

/** Change brought from the bank, takings carried to the safe: in or out of the drawer, with a reason. */
export const main = serve(moveCash, async (input, ctx) => {
  const { requestId, storeId, sessionId, kind, fen, reason } = input;
  const by = actorOf(ctx);
  const ref = ctx.derive('cm', ctx.me.id, requestId);
  return ctx.write(async (tx) => {
    const session = await openSessionIn(tx, ctx, storeId, sessionId);
    if (kind === 'out' && session.cashFen < fen) return ctx.refuse('NOT_ENOUGH');
    const signed = kind === 'in' ? fen : -fen;
    const text = `${CASH_TEXT[kind]}：${reason}`;
    const moveId = await moveCashIn(tx, session, { kind, fen: signed, ref, text, by }, ctx.now);
    tx.audit({
      target: 'tillSessions',
      targetId: sessionId,
      storeId,
      before: null,
      after: { kind, fen: signed },
      reason,
    });
    return { moveId };
  });
});
