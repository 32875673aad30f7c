import { listAlerts } from '#shared/contracts/stock';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { alertRows } from './alertRow';

/** Alerts of the shops the caller reaches: empty shelves first (`out` sorts after `low`), newest first. */
export const main = serve(listAlerts, async (input, ctx) => {
  const where: Where = {
    status: input.status,
    ...(input.level ? { level: input.level } : {}),
    ...ctx.within(input.storeId),
  };
  const [alerts, total] = await Promise.all([
    ctx.db.find('alerts', where, {
      sort: sortBy(input.sort, { level: -1, firstAt: -1, _id: 1 }),
      skip: (input.page - 1) * input.size,
      limit: input.size,
    }),
    ctx.db.count('alerts', where),
  ]);
  return { items: await alertRows(ctx.db, alerts), total };
});
