import { listStoreAlerts } from '#shared/contracts/stock';
import { oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { alertRows } from './alertRow';

/** A shop's living alerts, empty shelves first, then the longest standing. */
export const main = serve(listStoreAlerts, async ({ storeId }, ctx) => {
  const alerts = await ctx.db.find(
    'alerts',
    { storeId, status: oneOf(['open', 'snoozed']) },
    { limit: 500 },
  );
  const rows = await alertRows(ctx.db, alerts);
  const rank = (row: (typeof rows)[number]) =>
    (row.status === 'snoozed' ? 2 : 0) + (row.level === 'out' ? 0 : 1);
  return { items: rows.sort((a, b) => rank(a) - rank(b) || a.firstAt - b.firstAt) };
});
