import { listTillSessions } from '#shared/contracts/till';
import { serve } from '../kit/serve';
import { sessionView } from './views';

/** The shop's last hand-overs, newest first; a cashier sees the own ones, the manager all. */
export const main = serve(listTillSessions, async ({ storeId }, ctx) => {
  const manager =
    ctx.me.kind === 'staff' &&
    ctx.me.grants.some(({ role, scopeId }) => role === 'storeManager' && scopeId === storeId);
  const [store, sessions] = await Promise.all([
    ctx.db.get('stores', storeId),
    ctx.db.find(
      'tillSessions',
      { storeId, ...(manager ? {} : { cashierId: ctx.me.id }) },
      { sort: { openedAt: -1 }, limit: 50 },
    ),
  ]);
  return { items: sessions.map((session) => sessionView(session, store?.name ?? '')) };
});
