import { listTillSessionsHq } from '#shared/contracts/till';
import { ne } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { sessionView } from './views';

/** Sessions of all shops the caller reaches, newest first; `differing`: only drawers that did not agree. */
export const main = serve(listTillSessionsHq, async (input, ctx) => {
  const { storeId, status, differing, page, size } = input;
  const where = {
    ...ctx.within(storeId),
    ...(status === undefined ? {} : { status }),
    ...(differing ? { diffFen: ne(0) } : {}),
  };
  const [sessions, total] = await Promise.all([
    ctx.db.find('tillSessions', where, {
      sort: { openedAt: -1 },
      skip: (page - 1) * size,
      limit: size,
    }),
    ctx.db.count('tillSessions', where),
  ]);
  const stores = await byId(
    ctx.db,
    'stores',
    sessions.map((session) => session.storeId),
  );
  return {
    items: sessions.map((one) => sessionView(one, stores.get(one.storeId)?.name ?? '')),
    total,
  };
});
