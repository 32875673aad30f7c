import { scanCount } from '#shared/contracts/counts';
import { isScanned } from '#shared/domain/stocktake/flow';
import { counted, resultOf } from '#shared/domain/stocktake/line';
import { shelfAt } from '#shared/domain/stocktake/shelf';
import { MINUTE_MS } from '#shared/domain/time';
import { lte } from '../kit/conditions';
import { serve } from '../kit/serve';
import { bagsSince } from './count/bags';
import { moveSheet, nameOf, sheetIn } from './count/change';

/** A tap that comes later than this is taken as counted so long ago: a phone's clock may stand wrong. */
const LATEST_MS = 30 * MINUTE_MS;

/**
 * Somebody counted pieces of a product. What the shelf should have held is worked out for the moment they were
 * counted, from the journal: selling goes on, and a tap that waited for the network is as good as one in time.
 */
export const main = serve(scanCount, async (input, ctx) => {
  const { storeId, countId, skuId, how, qty } = input;
  const at = Math.min(ctx.now, Math.max(input.at, ctx.now - LATEST_MS));
  const [[last], bags] = await Promise.all([
    ctx.db.find(
      'stockMoves',
      { storeId, skuId, at: lte(at) },
      { sort: { at: -1, _id: -1 }, limit: 1 },
    ),
    bagsSince(ctx.db, storeId, skuId, at),
  ]);
  const shelf = shelfAt({ moves: last ? [last] : [], bags }, at);
  const { id: by } = ctx.me;

  return ctx.write(async (tx) => {
    const sheet = await sheetIn(tx, ctx, input);
    if (!isScanned(sheet.status)) return ctx.refuse('WRONG_STATE');
    const line = await tx.get('countLines', `${countId}:${skuId}`);
    if (!line) return ctx.refuse('NOT_IN_SHEET');
    if (sheet.status === 'recount' && line.again === '') return ctx.refuse('NOT_AGAIN');
    if (sheet.status === 'draft') await moveSheet(tx, ctx, sheet, 'begin', '开始盘点');
    await tx.update('stockCounts', countId, {
      inc: { scans: 1 },
      ...(sheet.counters.includes(by) ? {} : { push: { counters: by } }),
    });
    const tallies = counted(line.tallies, { by, name: nameOf(ctx), how, qty, at, ...shelf });
    await tx.update('countLines', line._id, { set: { tallies, updatedAt: ctx.now } });
    const mine = tallies.find((tally) => tally.by === by)?.qty ?? 0;
    tx.audit({
      target: 'countLines',
      targetId: line._id,
      storeId,
      before: { qty: line.tallies.find((tally) => tally.by === by)?.qty ?? null },
      after: { qty: mine },
    });
    const done = resultOf(tallies, sheet.double).state !== 'open';
    return { skuId, mine, people: tallies.length, done };
  });
});
