import type { StockKind } from '#shared/domain/stock';
import { recordStock } from '#shared/contracts/stock';
import { KIND_TEXT, entryOf, moveId } from '#shared/domain/stock';
import { dayOf } from '#shared/domain/time';
import type { StockDocDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { newStock } from './newStock';

const NO_PREFIX: Readonly<Record<StockKind, string>> = {
  receive: 'RK',
  issue: 'CK',
  damage: 'BS',
  count: 'PD',
};

/**
 * Books goods in, out, as damaged or as counted: stock, journal, document and audit in one transaction.
 * Promised pieces are out of reach (see `entryOf`). A product without a stock document gets one when
 * the shop lists it.
 */
export const main = serve(recordStock, async (input, ctx) => {
  const { storeId, kind } = input;
  const skuIds = input.lines.map(({ skuId }) => skuId);
  if (new Set(skuIds).size < skuIds.length) return ctx.refuse('TWICE');
  const [skus, listings] = await Promise.all([
    byId(ctx.db, 'skus', skuIds),
    byId(
      ctx.db,
      'listings',
      skuIds.map((skuId) => `${storeId}:${skuId}`),
    ),
  ]);
  const titleOf = (skuId: string) => skus.get(skuId)?.title ?? skuId;
  const docId = ctx.newId('sd');
  const by = ctx.me.id;

  return ctx.write(async (tx) => {
    const lines: StockDocDoc['lines'] = [];
    for (const { skuId, qty } of input.lines) {
      const known = await tx.get('stock', `${storeId}:${skuId}`);
      if (!known && !listings.has(`${storeId}:${skuId}`)) {
        return ctx.refuse('NOT_SOLD_HERE', {
          message: `「${titleOf(skuId)}」不在本店目录，请先请总部上架`,
          detail: { skuId },
        });
      }
      const stock = known ?? newStock(storeId, skuId, ctx.now);
      const entry = entryOf(kind, stock, qty);
      if (!entry.ok) {
        const { onHand, promised } = entry;
        return ctx.refuse('NOT_ENOUGH', {
          message: tooFew(kind, titleOf(skuId), onHand, promised),
          detail: { skuId, onHand, promised },
        });
      }
      if (!known) await tx.insert('stock', stock);
      await tx.update('stock', stock._id, {
        ...(entry.delta === 0 ? {} : { inc: { available: entry.delta } }),
        set: { updatedAt: ctx.now },
      });
      if (entry.type) {
        await tx.insert('stockMoves', {
          _id: moveId(docId, entry.type, storeId, skuId),
          storeId,
          skuId,
          type: entry.type,
          qty: entry.delta,
          after: entry.after,
          refType: 'stockDoc',
          refId: docId,
          by,
          at: ctx.now,
        });
      }
      lines.push({ skuId, qty, before: entry.before, after: entry.after });
    }
    const no = `${NO_PREFIX[kind]}${dayOf(ctx.now).slice(2).replaceAll('-', '')}${docId.slice(-6)}`;
    const { reason } = input;
    await tx.insert('stockDocs', { _id: docId, no, storeId, kind, lines, reason, by, at: ctx.now });
    tx.audit({
      target: 'stockDocs',
      targetId: docId,
      storeId,
      before: Object.fromEntries(lines.map((line) => [titleOf(line.skuId), line.before])),
      after: Object.fromEntries(lines.map((line) => [titleOf(line.skuId), line.after])),
      reason: reason === '' ? KIND_TEXT[kind] : `${KIND_TEXT[kind]}：${reason}`,
    });
    return {
      docNo: no,
      lines: lines.map(({ skuId, before, after }) => ({
        skuId,
        title: titleOf(skuId),
        before,
        after,
      })),
    };
  });
});

const tooFew = (kind: StockKind, title: string, onHand: number, promised: number): string =>
  kind === 'count'
    ? `「${title}」实点数少于已被订单占用的 ${promised} 件，请先把这些订单备货缺货或取消，再盘点`
    : `「${title}」在店 ${onHand} 件，其中 ${promised} 件已被订单占用，只能${KIND_TEXT[kind]} ${onHand - promised} 件`;
