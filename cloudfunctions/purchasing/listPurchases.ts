import { listPurchases } from '#shared/contracts/purchasing';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { headOf } from './view';

/** Orders to suppliers, newest first. They concern the whole chain: a region's manager sees none. */
export const main = serve(listPurchases, async (input, ctx) => {
  if (ctx.stores !== 'all') return { items: [], total: 0 };
  const where = {
    ...(input.supplierId ? { supplierId: input.supplierId } : {}),
    ...(input.status ? { status: input.status } : {}),
  };
  const [docs, total] = await Promise.all([
    ctx.db.find('purchases', where, {
      sort: sortBy(input.sort, { createdAt: -1, _id: 1 }),
      skip: (input.page - 1) * input.size,
      limit: input.size,
    }),
    ctx.db.count('purchases', where),
  ]);
  const suppliers = await byId(
    ctx.db,
    'suppliers',
    docs.map(({ supplierId }) => supplierId),
  );
  return {
    items: docs.map((doc) => headOf(doc, suppliers.get(doc.supplierId), ctx.now)),
    total,
  };
});
