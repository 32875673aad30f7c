import { listStoreAfterSales } from '#shared/contracts/afterSalesDesk';
import { UNDECIDED, type CaseStatus } from '#shared/domain/aftersales/flow';
import { lt, oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { caseViews } from './view';

const TABS: Readonly<Record<'todo' | 'returning' | 'done', readonly CaseStatus[]>> = {
  todo: UNDECIDED,
  returning: ['awaitingReturn'],
  done: ['refunded', 'rejected', 'returnRefused', 'withdrawn'],
};

/** The shop's cases: undecided ones in the order they are due, others newest first. */
export const main = serve(listStoreAfterSales, async ({ storeId, tab }, ctx) => {
  const of = (statuses: readonly CaseStatus[]) => ({ storeId, status: oneOf(statuses) });
  const [docs, todo, returning, late] = await Promise.all([
    ctx.db.find('afterSales', of(TABS[tab]), {
      sort: tab === 'todo' ? { respondBy: 1, _id: 1 } : { createdAt: -1, _id: -1 },
      limit: 50,
    }),
    ctx.db.count('afterSales', of(TABS.todo)),
    ctx.db.count('afterSales', of(TABS.returning)),
    ctx.db.count('afterSales', { ...of(TABS.todo), respondBy: lt(ctx.now) }),
  ]);
  return { items: await caseViews(ctx, docs), counts: { todo, returning, late } };
});
