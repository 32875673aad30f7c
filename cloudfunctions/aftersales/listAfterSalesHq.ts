import { listAfterSalesHq } from '#shared/contracts/afterSalesHq';
import { UNDECIDED } from '#shared/domain/aftersales/flow';
import { gte, oneOf } from '../kit/conditions';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { caseViews } from './view';

/** Cases of the shops the caller reaches: all, those that wait for HQ, or those answered too late. */
export const main = serve(listAfterSalesHq, async (input, ctx) => {
  const { storeId, status, view, page, size } = input;
  const where: Where = {
    ...ctx.within(storeId),
    ...(status ? { status } : {}),
    ...(view === 'mine' ? { level: gte(1), ...(status ? {} : { status: oneOf(UNDECIDED) }) } : {}),
    ...(view === 'late' ? { late: true } : {}),
  };
  const [docs, total] = await Promise.all([
    ctx.db.find('afterSales', where, {
      sort: sortBy(input.sort, { createdAt: -1, _id: -1 }),
      skip: (page - 1) * size,
      limit: size,
    }),
    ctx.db.count('afterSales', where),
  ]);
  return { items: await caseViews(ctx, docs), total };
});
