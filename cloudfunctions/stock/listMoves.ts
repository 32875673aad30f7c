import { listMoves } from '#shared/contracts/stock';
import { MOVE_TEXT } from '#shared/domain/stock';
import type { StockMoveDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

const REF_TEXT = {
  order: '订单',
  transfer: '调拨单',
  purchase: '采购单',
  stockDoc: '库存单',
  stockCount: '盘点单',
  afterSale: '售后单',
  seed: '期初导入',
} as const;

/** The last 200 movements of one product in one shop, newest first. */
export const main = serve(listMoves, async ({ storeId, skuId }, ctx) => {
  ctx.reach(storeId);
  const moves = await ctx.db.find(
    'stockMoves',
    { storeId, skuId },
    { sort: { at: -1, _id: -1 }, limit: 200 },
  );
  const refs = (type: StockMoveDoc['refType']) =>
    moves.filter(({ refType }) => refType === type).map(({ refId }) => refId);
  const [staff, orders, purchases, transfers, docs, counts, cases] = await Promise.all([
    byId(
      ctx.db,
      'staff',
      moves.map(({ by }) => by),
    ),
    byId(ctx.db, 'orders', refs('order')),
    byId(ctx.db, 'purchases', refs('purchase')),
    byId(ctx.db, 'transfers', refs('transfer')),
    byId(ctx.db, 'stockDocs', refs('stockDoc')),
    byId(ctx.db, 'stockCounts', refs('stockCount')),
    byId(ctx.db, 'afterSales', refs('afterSale')),
  ]);
  const noOf = (refId: string) =>
    [orders, purchases, transfers, docs, counts, cases]
      .map((of) => of.get(refId)?.no)
      .find(Boolean) ?? '';
  return {
    items: moves.map((move) => ({
      moveId: move._id.slice(0, 64),
      at: move.at,
      type: move.type,
      typeText: MOVE_TEXT[move.type] ?? move.type,
      qty: move.qty,
      after: move.after,
      refText: `${REF_TEXT[move.refType]} ${noOf(move.refId)}`.trim(),
      by: staff.get(move.by)?.name ?? (move.refType === 'seed' ? '系统' : '顾客自助'),
    })),
  };
});
