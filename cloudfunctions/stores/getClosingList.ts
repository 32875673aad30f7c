import { getClosingList } from '#shared/contracts/stores';
import { closingList } from '#shared/domain/storeStatus';
import { serve } from '../kit/serve';
import { openWork } from './openWork';

/** What a shop still has to finish before it can close for good. */
export const main = serve(getClosingList, async ({ storeId }, ctx) => {
  const [store, work] = await Promise.all([
    ctx.db.get('stores', storeId),
    openWork(ctx.db, storeId, ctx.now),
  ]);
  if (!store) return ctx.refuse('NOT_FOUND');
  const items = closingList(work);
  return { status: store.status, items, ready: items.every(({ left }) => left === 0) };
});
