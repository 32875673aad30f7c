import type { OrderDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';

/** Every sale and every broken-off one stands in the log with its cashier. */
export const auditSale = (tx: WriteTx, { _id, no, storeId, status, totals, pos }: OrderDoc): void =>
  tx.audit({
    target: 'orders',
    targetId: _id,
    storeId,
    before: null,
    after: { no, status, payableFen: totals.payableFen, by: pos?.by ?? '' },
  });
