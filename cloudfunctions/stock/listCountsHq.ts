import { listCountsHq } from '#shared/contracts/counts';
import { oneOf } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { briefOf } from './count/view';

/** Count sheets of all shops within reach with what their variances are worth, newest first. */
export const main = serve(listCountsHq, async ({ storeId, status, page, size }, ctx) => {
  if (storeId !== undefined) ctx.reach(storeId);
  const where = {
    ...(storeId !== undefined
      ? { storeId }
      : ctx.stores === 'all'
        ? {}
        : { storeId: oneOf(ctx.stores) }),
    ...(status === undefined ? {} : { status }),
  };
  const [found, total] = await Promise.all([
    ctx.db.find('stockCounts', where, {
      sort: { createdAt: -1, _id: -1 },
      skip: (page - 1) * size,
      limit: size,
    }),
    ctx.db.count('stockCounts', where),
  ]);
  const stores = await byId(
    ctx.db,
    'stores',
    found.map((sheet) => sheet.storeId),
  );
  return {
    items: found.map((sheet) => briefOf(sheet, stores.get(sheet.storeId)?.name ?? '')),
    total,
  };
});
