import { listTransfersHq } from '#shared/contracts/supply';
import { oneOf } from '../kit/conditions';
import type { Where } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { inOrder, sortBy } from '../kit/sorting';
import { transferViews } from './transferView';

/** Transfers of the chain, newest first. A shop's are those it sends and those it gets. */
export const main = serve(listTransfersHq, async (input, ctx) => {
  if (input.storeId) ctx.reach(input.storeId);
  const status: Where = input.status ? { status: input.status } : {};
  const sort = sortBy(input.sort, { createdAt: -1, _id: -1 });
  const skip = (input.page - 1) * input.size;
  const reach = input.storeId ? [input.storeId] : ctx.stores;
  if (reach === 'all') {
    const [docs, total] = await Promise.all([
      ctx.db.find('transfers', status, { sort, skip, limit: input.size }),
      ctx.db.count('transfers', status),
    ]);
    return { items: await transferViews(ctx.db, docs), total };
  }
  // Either end within reach: two filters, put together here.
  const sides = await Promise.all([
    readAll(ctx.db, 'transfers', { ...status, fromStoreId: oneOf(reach) }),
    readAll(ctx.db, 'transfers', { ...status, toStoreId: oneOf(reach) }),
  ]);
  const all = [...new Map(sides.flat().map((doc) => [doc._id, doc])).values()].sort(inOrder(sort));
  return {
    items: await transferViews(ctx.db, all.slice(skip, skip + input.size)),
    total: all.length,
  };
});
