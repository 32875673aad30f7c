import { listSupplierPurchases } from '#shared/contracts/purchasing';
import { otifOf } from '#shared/domain/purchasing/purchase';
import { ne, oneOf } from '../kit/conditions';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { newestSheets } from '../stock/outlooks';
import { ownSuppliers } from './own';
import { purchaseViews } from './view';

const SHOWN = 50;
/** A figure over fewer shops would tell a single shop's business. */
const LEAST_SHOPS = 5;

/** What a supplier's people see: their own orders, how they are judged, and where their own goods go. */
export const main = serve(listSupplierPurchases, async (_input, ctx) => {
  const ids = ownSuppliers(ctx);
  const [suppliers, orders, terms] = await Promise.all([
    byId(ctx.db, 'suppliers', ids),
    ctx.db.find(
      'purchases',
      { supplierId: oneOf(ids), status: ne('draft') },
      { sort: { createdAt: -1 }, limit: 500 },
    ),
    readAll(ctx.db, 'supplierSkus', { supplierId: oneOf(ids) }),
  ]);
  const visible = orders.filter(({ status }) => status !== 'approved');
  const views = await purchaseViews(ctx, visible.slice(0, SHOWN), suppliers);
  return {
    suppliers: [...suppliers.values()].map(({ _id, name }) => ({
      supplierId: _id,
      name,
      otif: otifOf(visible.filter((o) => o.supplierId === _id && o.status !== 'cancelled')),
    })),
    items: views.map(({ requests: _requests, ...view }) => view),
    outlook: await outlookOf(
      ctx.db,
      terms.map(({ _id }) => _id),
    ),
  };
});

type Db = Parameters<typeof readAll>[0] & Parameters<typeof byId>[0];

async function outlookOf(db: Db, skuIds: readonly string[]) {
  if (skuIds.length === 0) return [];
  const [pages, skus, stock, books] = await Promise.all([
    readAll(db, 'forecasts', {}),
    byId(db, 'skus', skuIds),
    readAll(db, 'stock', { skuId: oneOf(skuIds) }, { only: ['skuId', 'available'] }),
    readAll(db, 'demand', { skuId: oneOf(skuIds) }, { only: ['skuId', 'sold'] }),
  ]);
  const rows = newestSheets(pages).flatMap((page) => page.rows);
  return skuIds.flatMap((skuId) => {
    const own = rows.filter((row) => row.skuId === skuId);
    if (own.length < LEAST_SHOPS) return [];
    const nextWeek = own.reduce((sum, { week }) => sum + week[0], 0);
    const here = stock.filter((s) => s.skuId === skuId).reduce((n, s) => n + s.available, 0);
    const sold = books
      .filter((b) => b.skuId === skuId)
      .reduce((n, b) => n + b.sold.slice(-7).reduce((x, y) => x + y, 0), 0);
    return [
      {
        skuId,
        title: skus.get(skuId)?.title ?? '',
        shops: own.length,
        lastWeek: sold,
        nextWeek: Math.round(nextWeek),
        coverDays: nextWeek > 0 ? Math.round((70 * here) / nextWeek) / 10 : null,
      },
    ];
  });
}
