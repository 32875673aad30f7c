import { listSuppliers } from '#shared/contracts/purchasing';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { lateOrders, supplierRow } from './suppliers';

/** All suppliers with what was ordered this week and how well they deliver. */
export const main = serve(listSuppliers, async (_input, ctx) => {
  const [suppliers, terms, orders] = await Promise.all([
    readAll(ctx.db, 'suppliers', {}),
    readAll(ctx.db, 'supplierSkus', {}, { only: ['supplierId'] }),
    lateOrders(ctx),
  ]);
  const count = (id: string) => terms.filter(({ supplierId }) => supplierId === id).length;
  return {
    items: suppliers.map((supplier) => supplierRow(supplier, orders, count(supplier._id), ctx.now)),
  };
});
