import { checkStockAlerts } from '#shared/contracts/stock';
import { comingOf } from '#shared/domain/coming';
import type { Ctx } from '../kit/ports';
import { gt } from '../kit/conditions';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { openPurchases } from '../purchasing/open';
import { decidePage, writePage } from './alertPage';
import { endLease, keepCursor, takeLease } from './lease';

const JOB = 'checkStockAlerts';
const PAGE = 500;
/** Then the next run goes on from the cursor. */
const PAGES_PER_RUN = 20;

/**
 * Opens, refreshes and closes stock alerts over the whole chain, page by page of stock documents:
 * about six round trips a page. A run that dies leaves its cursor; two runs at once write the same.
 */
export const main = serve(checkStockAlerts, async (_input, ctx) => {
  const done = { checked: 0, opened: 0, closed: 0 };
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { ...done, open: await countOpen(ctx), more: true };

  const [transfers, requests, purchases] = await Promise.all([
    readAll(ctx.db, 'transfers', { status: 'approved' }),
    readAll(ctx.db, 'replenishes', { status: 'submitted' }),
    openPurchases(ctx),
  ]);
  const coming = comingOf(transfers, requests, purchases);
  let { cursor } = lease;
  let more = true;
  for (let page = 0; page < PAGES_PER_RUN && more; page += 1) {
    const stock = await ctx.db.find('stock', cursor === '' ? {} : { _id: gt(cursor) }, {
      sort: { _id: 1 },
      limit: PAGE,
    });
    const result = await writePage(ctx, await decidePage(ctx, stock, coming));
    done.checked += stock.length;
    done.opened += result.opened;
    done.closed += result.closed;
    more = stock.length === PAGE;
    cursor = more ? (stock.at(-1)?._id ?? '') : '';
    if (more) await keepCursor(ctx, JOB, cursor);
  }
  const result = { ...done, open: await countOpen(ctx), more };
  await endLease(ctx, JOB, cursor, JSON.stringify(result));
  return result;
});

const countOpen = ({ db }: Pick<Ctx, 'db'>): Promise<number> =>
  db.count('alerts', { status: 'open' });
