import type { CashKind } from '#shared/domain/till';
import type { OrderDoc, TillSessionDoc } from '#shared/model/docs';
import type { Tx } from '../kit/ports';

/** The session closed between the cashier's tap and this transaction: no cash may go into it. */
export class DrawerShut extends Error {}

interface Move {
  readonly kind: CashKind;
  /** Into the drawer positive. */
  readonly fen: number;
  readonly givenFen?: number;
  readonly ref: string;
  readonly text: string;
  readonly by: string;
}

/**
 * Cash goes into or out of a drawer: the sum of the session and its journal row in the caller's transaction. The
 * row's id comes from what moved it, so nothing moves cash twice.
 *
 * @param session as this transaction read it
 * @throws DrawerShut when the session takes no cash any more
 */
export async function moveCashIn(
  tx: Pick<Tx, 'insert' | 'update'>,
  session: TillSessionDoc,
  { kind, fen, givenFen = 0, ref, text, by }: Move,
  now: number,
): Promise<string> {
  if (session.status !== 'open') throw new DrawerShut(session._id);
  const _id = `${session._id}:${kind}:${ref}`;
  await tx.update('tillSessions', session._id, { inc: { cashFen: fen } });
  await tx.insert('cashMoves', {
    _id,
    sessionId: session._id,
    storeId: session.storeId,
    kind,
    fen,
    givenFen,
    ref,
    text,
    by,
    at: now,
  });
  return _id;
}

/** A counter sale is in the session's figures; its cash in the drawer. */
export async function countSale(
  tx: Pick<Tx, 'get' | 'insert' | 'update'>,
  { _id, no, pos, totals, storeId }: OrderDoc,
  now: number,
): Promise<void> {
  if (!pos) return;
  const { providerFen, principalFen, bonusFen } = totals.tender;
  const cashFen = pos.by === 'cash' ? providerFen : 0;
  const session = pos.sessionId === null ? undefined : await tx.get('tillSessions', pos.sessionId);
  if (session?.storeId !== storeId) {
    if (cashFen > 0) throw new DrawerShut(pos.sessionId ?? '');
    return;
  }
  await tx.update('tillSessions', session._id, {
    inc: {
      'sales.count': 1,
      'sales.cashFen': cashFen,
      'sales.wechatFen': providerFen - cashFen,
      'sales.walletFen': principalFen + bonusFen,
    },
  });
  if (cashFen === 0) return;
  const { givenFen, cashier } = pos;
  const move = { fen: cashFen, givenFen, ref: _id, text: `订单 ${no}`, by: cashier };
  await moveCashIn(tx, session, { kind: 'sale', ...move }, now);
}
