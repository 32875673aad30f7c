import { recountLines } from '#shared/contracts/counts';
import { serve } from '../kit/serve';
import { moveSheet, sheetIn } from './count/change';

/** Whoever signs does not believe some lines: they are counted afresh, blind again. */
export const main = serve(recountLines, async (input, ctx) => {
  const { countId, skuIds } = input;
  return ctx.write(async (tx) => {
    const sheet = await sheetIn(tx, ctx, input);
    for (const skuId of new Set(skuIds)) {
      const line = await tx.get('countLines', `${countId}:${skuId}`);
      if (!line || line.booked !== null) continue;
      await tx.update('countLines', line._id, {
        set: { tallies: [], again: '请再数一遍', updatedAt: ctx.now },
        inc: { round: 1 },
      });
    }
    return moveSheet(tx, ctx, sheet, 'recount', `复盘 ${skuIds.length} 种`);
  });
});
