import type { TillDoc, TillSessionDoc } from '#shared/model/docs';
import type { Ctx, Db, Tx } from '../kit/ports';

/** A shop has so many tills unless it opened more. */
export const TILLS = 2;

export const tillId = (storeId: string, tillNo: number): string => `${storeId}:${tillNo}`;

export const newTill = (storeId: string, tillNo: number, now: number): TillDoc => ({
  _id: tillId(storeId, tillNo),
  storeId,
  tillNo,
  sessionId: null,
  leftFen: 0,
  updatedAt: now,
});

type Refusing = Pick<Ctx<'NO_SESSION' | 'TILL_CLOSED'>, 'refuse'>;

/** A session of this shop; another shop's is not there. */
export async function sessionIn(
  from: Pick<Tx, 'get'>,
  ctx: Refusing,
  storeId: string,
  sessionId: string,
): Promise<TillSessionDoc> {
  const session = await from.get('tillSessions', sessionId);
  return session?.storeId === storeId ? session : ctx.refuse('NO_SESSION');
}

/** The same, and it still takes cash. */
export async function openSessionIn(
  from: Pick<Tx, 'get'>,
  ctx: Refusing,
  storeId: string,
  sessionId: string,
): Promise<TillSessionDoc> {
  const session = await sessionIn(from, ctx, storeId, sessionId);
  return session.status === 'open' ? session : ctx.refuse('TILL_CLOSED');
}

/** Sessions of the shop that are not handed over, by till. */
export async function runningOf(
  db: Pick<Db, 'find' | 'getMany'>,
  storeId: string,
): Promise<{ tills: TillDoc[]; sessions: TillSessionDoc[] }> {
  const tills = await db.find('tills', { storeId }, { limit: 50 });
  const ids = tills.flatMap(({ sessionId }) => sessionId ?? []);
  return { tills, sessions: ids.length === 0 ? [] : await db.getMany('tillSessions', ids) };
}

/** The caller's own session that still takes cash; undefined without. */
export async function mySession(
  { db, me }: Pick<Ctx, 'db' | 'me'>,
  storeId: string,
): Promise<TillSessionDoc | undefined> {
  const { sessions } = await runningOf(db, storeId);
  return sessions.find(({ cashierId, status }) => cashierId === me.id && status === 'open');
}
