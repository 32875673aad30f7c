import { recordStock } from '#shared/contracts/stock';
import type { Err, Parsed } from '#shared/contracts/kit';
import { KIND_TEXT } from '#shared/domain/stock';
import { piecesOf } from '#shared/domain/receipt';
import { addDays, dayOf } from '#shared/domain/time';
import type { SkuDoc, StockDoc, StockDocDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { bookLine, docNo, weigh, type Book, type Entry } from './book';
import { nameOf } from './count/change';
import { stockPolicy } from './stockPolicy';

type Line = Parsed<typeof recordStock>['lines'][number];
type RecordCtx = Ctx<Err<typeof recordStock>>;
/** A best-before day further off than this is a slip of the finger. */
const DAYS_AT_MOST = 3_650;

/**
 * Books goods in, out, as damaged or as counted: stock, lot, journal, document and audit in one transaction.
 * Promised pieces are out of reach (see `entryOf`). What corrects more money than one person may waits as a
 * document for somebody else (`decideStockDoc`); until then nothing has moved.
 */
export const main = serve(recordStock, async (input, ctx) => {
  const { storeId, kind, reason } = input;
  const skuIds = input.lines.map(({ skuId }) => skuId);
  if (new Set(skuIds).size < skuIds.length) return ctx.refuse('TWICE');
  const ids = skuIds.map((skuId) => `${storeId}:${skuId}`);
  const [skus, listings, policy] = await Promise.all([
    byId(ctx.db, 'skus', skuIds),
    byId(ctx.db, 'listings', ids),
    stockPolicy(ctx),
  ]);
  const titleOf = (skuId: string) => skus.get(skuId)?.title ?? skuId;
  const docId = ctx.newId('sd');
  const book: Book = { docId, storeId, kind, skus, listed: new Set(listings.keys()) };

  return ctx.write(async (tx) => {
    const entries: Entry[] = [];
    for (const line of input.lines)
      entries.push(
        entryOf(ctx, line, {
          kind,
          sku: skus.get(line.skuId),
          stock: await tx.get('stock', `${storeId}:${line.skuId}`),
        }),
      );
    const planned = await plan(tx, ctx, book, entries);
    const valueFen = kind === 'receive' ? 0 : worth(planned, skus);
    const waiting = valueFen > policy.secondPersonFen;
    const lines: StockDocDoc['lines'] = [];
    if (!waiting) for (const entry of entries) lines.push(await bookLine(tx, ctx, book, entry));

    const no = docNo(kind, docId, ctx.now);
    await tx.insert('stockDocs', {
      _id: docId,
      no,
      storeId,
      kind,
      lines: waiting ? planned : lines,
      reason,
      by: ctx.me.id,
      byName: nameOf(ctx),
      at: ctx.now,
      valueFen,
      state: waiting ? 'waiting' : 'booked',
      decided: null,
    });
    const text = `${KIND_TEXT[kind]}${waiting ? '（待审批）' : ''}`;
    tx.audit({
      target: 'stockDocs',
      targetId: docId,
      storeId,
      before: Object.fromEntries(planned.map((line) => [titleOf(line.skuId), line.before])),
      after: Object.fromEntries(planned.map((line) => [titleOf(line.skuId), line.after])),
      reason: reason === '' ? text : `${text}：${reason}`,
    });
    return {
      docNo: no,
      waiting,
      lines: planned.map(({ skuId, before, after }) => ({
        skuId,
        title: titleOf(skuId),
        before,
        after,
      })),
    };
  });
});

/** Pieces of a line: cases and grams are turned into them by the product as it is now. */
function entryOf(
  ctx: RecordCtx,
  { skuId, day, ...arrived }: Line,
  { kind, sku, stock }: { kind: string; sku: SkuDoc | undefined; stock: StockDoc | undefined },
): Entry {
  const unit = { packSize: sku?.packSize ?? 1, pieceGrams: sku?.pieceGrams };
  // Only what is weighed in leaves a rest; a count or a write-off rounds down to whole pieces.
  const loose = kind === 'receive' ? (stock?.looseG ?? 0) : 0;
  const got = piecesOf(arrived, unit, loose);
  if (!got) return ctx.refuse('NOT_WEIGHED', { detail: { skuId } });
  if (day !== undefined && (day < '2020-01-01' || day > addDays(dayOf(ctx.now), DAYS_AT_MOST)))
    return ctx.refuse('BAD_DAY', { detail: { skuId } });
  const looseG = arrived.grams && kind === 'receive' ? got.looseG : undefined;
  return { skuId, qty: got.pieces, day, looseG };
}

/** The lines as they would be booked now; refuses what cannot be. */
async function plan(
  tx: WriteTx,
  ctx: RecordCtx,
  book: Book,
  entries: readonly Entry[],
): Promise<StockDocDoc['lines']> {
  const lines: StockDocDoc['lines'] = [];
  for (const line of entries) {
    const { entry } = await weigh(tx, ctx, book, line);
    const told = { skuId: line.skuId, qty: line.qty, before: entry.before, after: entry.after };
    lines.push(line.day === undefined ? told : { ...told, day: line.day });
  }
  return lines;
}

const worth = (lines: StockDocDoc['lines'], skus: ReadonlyMap<string, SkuDoc>): number =>
  lines.reduce(
    (sum, { skuId, before, after }) =>
      sum + Math.abs(after - before) * (skus.get(skuId)?.costFen ?? 0),
    0,
  );
