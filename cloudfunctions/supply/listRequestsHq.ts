import { listRequestsHq } from '#shared/contracts/supply';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { requestRows } from './requestRow';

/** Requests of the shops the caller reaches, newest first. */
export const main = serve(listRequestsHq, async (input, ctx) => {
  const where: Where = {
    ...(input.status ? { status: input.status } : {}),
    ...ctx.within(input.storeId),
  };
  const [docs, total] = await Promise.all([
    ctx.db.find('replenishes', where, {
      sort: sortBy(input.sort, { createdAt: -1, _id: -1 }),
      skip: (input.page - 1) * input.size,
      limit: input.size,
    }),
    ctx.db.count('replenishes', where),
  ]);
  return { items: await requestRows(ctx.db, docs), total };
});
