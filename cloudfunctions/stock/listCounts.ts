import { listCounts } from '#shared/contracts/counts';
import { lt, oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { briefOf } from './count/view';

const OPEN = ['draft', 'counting', 'counted', 'recount', 'approved'];
const PAGE = 20;

/** Sheets of the shop, newest first. */
export const main = serve(listCounts, async ({ storeId, open, cursor }, ctx) => {
  const [store, found] = await Promise.all([
    ctx.db.get('stores', storeId),
    ctx.db.find(
      'stockCounts',
      {
        storeId,
        status: oneOf(open ? OPEN : ['posted', 'void']),
        ...(cursor === undefined ? {} : { createdAt: lt(Number(cursor) || 0) }),
      },
      { sort: { createdAt: -1, _id: -1 }, limit: PAGE + 1 },
    ),
  ]);
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    items: shown.map((sheet) => briefOf(sheet, store?.name ?? '')),
    ...(found.length > PAGE && last ? { next: String(last.createdAt) } : {}),
  };
});
