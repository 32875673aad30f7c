import { moveId, onHandOf, promisedOf } from '#shared/domain/stock';
import { resultOf } from '#shared/domain/stocktake/line';
import type { CountLineDoc, StockCountDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../../kit/ports';
import { newStock } from '../newStock';

/**
 * One line in the caller's transaction: pieces, journal and the line's own mark together. The variance is added
 * to what is there now, not written over it: what was sold since stays sold.
 */
export async function bookLine(
  tx: WriteTx,
  ctx: Pick<Ctx, 'now' | 'me'>,
  { double, storeId, _id: countId }: StockCountDoc,
  lineId: string,
): Promise<'booked' | 'again'> {
  const line = await tx.get('countLines', lineId);
  if (!line || line.booked !== null) return 'booked';
  const { variance } = resultOf(line.tallies, double);
  if (variance === null) return 'booked';
  const { skuId } = line;
  const known = await tx.get('stock', `${storeId}:${skuId}`);
  const stock = known ?? newStock(storeId, skuId, ctx.now);
  const lastAt = Math.max(...line.tallies.map((tally) => tally.lastAt));
  if ((stock.countedAt ?? 0) > lastAt) return askAgain(tx, ctx, line, '数过之后又调整过库存');
  if (stock.available + variance < 0)
    return askAgain(tx, ctx, line, `有 ${promisedOf(stock)} 件已被订单占用，请先处理缺货订单`);
  if (!known) await tx.insert('stock', stock);
  await tx.update('stock', stock._id, {
    ...(variance === 0 ? {} : { inc: { available: variance } }),
    set: { updatedAt: ctx.now, countedAt: ctx.now },
  });
  if (variance !== 0) {
    const type = variance > 0 ? 'COUNT_GAIN' : 'COUNT_LOSS';
    await tx.insert('stockMoves', {
      _id: moveId(countId, type, storeId, skuId),
      storeId,
      skuId,
      type,
      qty: variance,
      after: onHandOf(stock) + variance,
      refType: 'stockCount',
      refId: countId,
      by: ctx.me.id,
      at: ctx.now,
    });
  }
  await tx.update('countLines', lineId, { set: { booked: variance, updatedAt: ctx.now } });
  return 'booked';
}

async function askAgain(
  tx: WriteTx,
  { now }: Pick<Ctx, 'now'>,
  { _id }: CountLineDoc,
  again: string,
): Promise<'again'> {
  await tx.update('countLines', _id, {
    set: { tallies: [], again, updatedAt: now },
    inc: { round: 1 },
  });
  return 'again';
}
