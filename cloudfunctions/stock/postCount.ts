import { postCount } from '#shared/contracts/counts';
import { resultOf } from '#shared/domain/stocktake/line';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { bookLine } from './count/bookLine';
import { moveSheet, sheetIn } from './count/change';

const BATCH = 10;
/** With less time than this the rest waits for the next call. */
const ENOUGH_MS = 4_000;

/**
 * Books the signed variances, ten products a transaction: selling never waits long for a sheet of hundreds.
 * A line says itself whether it was booked, so a call that was cut is simply made again. What was corrected
 * otherwise since it was counted, or is promised to orders, is counted again; the rest is done.
 */
export const main = serve(postCount, async (input, ctx) => {
  const { countId, storeId } = input;
  const sheet = await sheetIn(ctx.db, ctx, input);
  if (sheet.status !== 'approved' && sheet.status !== 'posted') return ctx.refuse('WRONG_STATE');
  const lines = await readAll(ctx.db, 'countLines', { countId });
  const todo = lines.filter(
    ({ tallies, booked }) => booked === null && resultOf(tallies, sheet.double).variance !== null,
  );
  // An earlier call of the same posting may have sent some back.
  const since = sheet.approved?.at ?? 0;
  let again = lines.filter(
    (line) => line.again !== '' && line.tallies.length === 0 && line.updatedAt >= since,
  ).length;
  let done = lines.length - lines.filter(({ booked }) => booked === null).length;
  let left = todo.length;
  for (let at = 0; at < todo.length && ctx.left() > ENOUGH_MS; at += BATCH) {
    const outcomes = await ctx.write(async (tx) => {
      const now = await sheetIn(tx, ctx, input);
      if (now.status !== 'approved') return ctx.refuse('WRONG_STATE');
      const results: ('booked' | 'again')[] = [];
      for (const { _id } of todo.slice(at, at + BATCH))
        results.push(await bookLine(tx, ctx, now, _id));
      const fresh = results.filter((result) => result === 'booked').length;
      // Written even for none: a sheet that is being booked cannot be voided at the same time.
      await tx.update('stockCounts', countId, { inc: { booked: fresh } });
      tx.audit({
        target: 'stockCounts',
        targetId: countId,
        storeId,
        before: null,
        after: { booked: results.length },
      });
      return results;
    });
    left -= outcomes.length;
    again += outcomes.filter((outcome) => outcome === 'again').length;
    done += outcomes.filter((outcome) => outcome === 'booked').length;
  }
  const figures = { booked: done, again, left };
  if (left > 0 || sheet.status === 'posted')
    return { status: sheet.status, statusText: left > 0 ? '正在过账' : '已过账', ...figures };
  const moved = await ctx.write(async (tx) => {
    const now = await sheetIn(tx, ctx, input);
    return again > 0
      ? moveSheet(tx, ctx, now, 'recount', `${again} 种要重新盘`)
      : moveSheet(tx, ctx, now, 'post', `过账 ${done} 种`, { postedAt: ctx.now });
  });
  return { ...moved, ...figures };
});
