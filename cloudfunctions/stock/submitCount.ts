import { submitCount } from '#shared/contracts/counts';
import { isScanned, valueOf } from '#shared/domain/stocktake/flow';
import { counted, resultOf } from '#shared/domain/stocktake/line';
import { onHandOf } from '#shared/domain/stock';
import type { CountLineDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { baggedNow, packedOrders } from './count/bags';
import { moveSheet, nameOf, sheetIn } from './count/change';

const BATCH = 40;
const ENOUGH_MS = 4_000;

/** Counting is over: the variances and what they are worth stand from here on, for whoever signs. */
export const main = serve(submitCount, async (input, ctx) => {
  const { countId, rest } = input;
  const sheet = await sheetIn(ctx.db, ctx, input);
  // The answer to an earlier try of this tap may have been lost.
  if (sheet.status === 'counted') return answerOf(await linesOf(), sheet);
  if (!isScanned(sheet.status)) return ctx.refuse('WRONG_STATE');
  const open = (await linesOf()).filter((line) => isOpen(line, sheet.double));
  if (open.length > 0 && rest === undefined)
    return ctx.refuse('NOT_ALL', { detail: { left: open.length } });
  if (rest === 'zero') await none(ctx, input.storeId, open);

  for (;;) {
    const before = await sheetIn(ctx.db, ctx, input);
    const lines = await linesOf();
    const results = lines.map((line) => resultOf(line.tallies, sheet.double));
    const value = valueOf(
      lines.map(({ costFen }, i) => ({ costFen, variance: results[i]?.variance ?? 0 })),
    );
    const differing = results.filter(({ state }) => state === 'differs').length;
    const text = differing > 0 ? `交单，${differing} 种两人数得不一样` : '交单，等待审核';
    const moved = await ctx.write(async (tx) => {
      const now = await sheetIn(tx, ctx, input);
      // Somebody still counted while this was added up: once more.
      if (now.scans !== before.scans) return undefined;
      return moveSheet(tx, ctx, now, 'submit', text, { ...value });
    });
    if (moved) return { ...moved, differing };
    if (ctx.left() < ENOUGH_MS) return ctx.refuse('BUSY');
  }

  function linesOf(): Promise<CountLineDoc[]> {
    return readAll(ctx.db, 'countLines', { countId });
  }
});

const isOpen = ({ tallies, booked }: CountLineDoc, double: boolean): boolean =>
  booked === null && resultOf(tallies, double).state === 'open';

const answerOf = (
  lines: readonly CountLineDoc[],
  { double }: { double: boolean },
): { status: 'counted'; statusText: string; differing: number } => ({
  status: 'counted',
  statusText: '待审核',
  differing: lines.filter(({ tallies }) => resultOf(tallies, double).state === 'differs').length,
});

/** Nobody found any: counted as none, now. Done again, it finds them counted and passes over. */
async function none(ctx: Ctx, storeId: string, open: readonly CountLineDoc[]): Promise<void> {
  const [stock, packed] = await Promise.all([
    byId(
      ctx.db,
      'stock',
      open.map(({ skuId }) => `${storeId}:${skuId}`),
    ),
    packedOrders(ctx.db, storeId),
  ]);
  const bagged = baggedNow(packed);
  const me = { by: ctx.me.id, name: nameOf(ctx) };
  for (let at = 0; at < open.length; at += BATCH)
    await ctx.write(async (tx) => {
      for (const { _id, skuId } of open.slice(at, at + BATCH)) {
        const line = await tx.get('countLines', _id);
        if (!line || line.tallies.length > 0) continue;
        const doc = stock.get(`${storeId}:${skuId}`);
        const expected = (doc ? onHandOf(doc) : 0) - (bagged.pieces.get(skuId) ?? 0);
        const unsure = bagged.picking.has(skuId);
        const look = { ...me, how: 'set', qty: 0, at: ctx.now, expected, unsure } as const;
        await tx.update('countLines', _id, {
          set: { tallies: counted([], look), updatedAt: ctx.now },
        });
        tx.audit({
          target: 'countLines',
          targetId: _id,
          storeId,
          before: { qty: null },
          after: { qty: 0 },
          reason: '没数的算 0',
        });
      }
    });
}
