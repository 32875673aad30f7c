import { OPEN } from '#shared/domain/aftersales/flow';
import { LIVE } from '#shared/domain/order';
import { onHandOf } from '#shared/domain/stock';
import type { OpenWork } from '#shared/domain/storeStatus';
import { oneOf } from '../kit/conditions';
import type { Db } from '../kit/ports';
import { readAll } from '../kit/readAll';

const COUNTS = ['draft', 'counting', 'counted', 'recount', 'approved'];

/** Counts what a closing shop still has to do. It takes no orders any more, so all of it only shrinks. */
export async function openWork(db: Db, storeId: string, now: number): Promise<OpenWork> {
  const moving = oneOf(['approved', 'shipped']);
  const count = db.count.bind(db);
  const [orders, codes, cases, out, into, requests, stock, sheets, docs, refunds, settled, people] =
    await Promise.all([
      count('orders', { storeId, status: oneOf(LIVE) }),
      count('orders', { storeId, status: 'ready', mode: 'pickup' }),
      count('afterSales', { storeId, status: oneOf(OPEN) }),
      count('transfers', { fromStoreId: storeId, status: moving }),
      count('transfers', { toStoreId: storeId, status: moving }),
      count('replenishes', { storeId, status: 'submitted' }),
      readAll(db, 'stock', { storeId }),
      count('stockCounts', { storeId, status: oneOf(COUNTS) }),
      count('stockDocs', { storeId, state: 'waiting' }),
      count('refunds', { storeId, status: oneOf(['pending', 'sent']) }),
      count('settlements', { storeId, status: 'open' }),
      readAll(db, 'staff', { status: 'active', 'grants.scopeId': storeId }, { only: ['grants'] }),
    ]);
  return {
    orders,
    codes,
    cases,
    transfers: out + into,
    requests,
    pieces: stock.reduce((sum, shelf) => sum + onHandOf(shelf), 0),
    papers: sheets + docs,
    refunds,
    settlements: settled,
    staff: people.filter(({ grants }) =>
      grants.some(
        (g) => g.scope === 'store' && g.scopeId === storeId && (g.to === null || now < g.to),
      ),
    ).length,
  };
}
