import { otifOf } from '#shared/domain/purchasing/purchase';
import { DAY_MS } from '#shared/domain/time';
import type { PurchaseDoc, SupplierDoc } from '#shared/model/docs';
import { gte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';

/** Orders that a supplier is judged by: of the last ninety days. */
const JUDGED_DAYS = 90;
const WEEK_DAYS = 7;

export const lateOrders = ({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<PurchaseDoc[]> =>
  readAll(db, 'purchases', { createdAt: gte(now - JUDGED_DAYS * DAY_MS) });

/** Ordered from a supplier in the last seven days, an order aside. */
export const weekFenOf = (
  orders: readonly PurchaseDoc[],
  supplierId: string,
  now: number,
  but = '',
): number =>
  orders
    .filter((o) => o.supplierId === supplierId && o._id !== but)
    .filter((o) => o.status !== 'draft' && o.status !== 'cancelled')
    .filter((o) => o.createdAt > now - WEEK_DAYS * DAY_MS)
    .reduce((sum, { totalFen }) => sum + totalFen, 0);

export const supplierRow = (
  { _id, updatedAt: _at, ...supplier }: SupplierDoc,
  orders: readonly PurchaseDoc[],
  skus: number,
  now: number,
) => ({
  ...supplier,
  supplierId: _id,
  skus,
  weekFen: weekFenOf(orders, _id, now),
  otif: otifOf(orders.filter((o) => o.supplierId === _id && o.status !== 'cancelled')),
});
