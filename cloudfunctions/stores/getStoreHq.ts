import { getStoreHq } from '#shared/contracts/stores';
import { serve } from '../kit/serve';
import { fullOf, rowOf, staffCounts } from './storeRow';

export const main = serve(getStoreHq, async ({ storeId }, ctx) => {
  const [doc, staff] = await Promise.all([
    ctx.db.get('stores', storeId),
    staffCounts(ctx.db, [storeId], ctx.now),
  ]);
  if (!doc) return ctx.refuse('NOT_FOUND');
  return fullOf(doc, rowOf(doc, staff.get(storeId) ?? 0, ctx.now));
});
