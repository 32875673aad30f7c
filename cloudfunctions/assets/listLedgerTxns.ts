import { listLedgerTxns } from '#shared/contracts/hqLedger';
import { sum } from '#shared/domain/money';
import { addDays, businessStartOf } from '#shared/domain/time';
import type { LedgerTxnDoc } from '#shared/model/docs';
import { gte, between, lt } from '../kit/conditions';
import type { Condition } from '../kit/conditions';
import type { Db, Where } from '../kit/ports';
import { serve } from '../kit/serve';
import { causeOf, txnIdsOf } from './views/cause';
import { storeNames } from './views/statement';

const PAGE = 30;

/** Transactions of the books, newest first; each is opened by its own call. */
export const main = serve(listLedgerTxns, async ({ from, to, book, orderId, cursor }, ctx) => {
  const found =
    orderId === undefined
      ? await page(
          ctx.db,
          timeOf(from, to),
          book === undefined ? {} : { 'entries.book': book },
          cursor,
        )
      : (await ctx.db.getMany('ledgerTxns', txnIdsOf(orderId))).toSorted((a, b) => b.at - a.at);
  const shown = orderId === undefined ? found.slice(0, PAGE) : found;
  const names = await storeNames(
    ctx.db,
    shown.flatMap(({ storeId, entries }) => [storeId, ...entries.map((line) => line.book)]),
  );
  const last = shown.at(-1);
  return {
    items: shown.map(({ _id, at, text, storeId, entries }) => ({
      txnId: _id,
      at,
      text,
      kind: causeOf(_id).kind,
      storeName: names.get(storeId) ?? '',
      movedFen: sum(entries.map(({ deltaFen }) => Math.max(0, deltaFen))),
      books: [...new Set(entries.map((line) => names.get(line.book) ?? line.book))],
    })),
    ...(orderId === undefined && found.length > PAGE && last
      ? { next: `${last.at}|${last._id}` }
      : {}),
  };
});

/** Business days as moments. */
function timeOf(from: string | undefined, to: string | undefined): Condition | undefined {
  const first = from === undefined ? 0 : businessStartOf(from);
  if (to === undefined) return from === undefined ? undefined : gte(first);
  return between(first, businessStartOf(addDays(to, 1)));
}

/** The cursor is time and id: rows of one moment are neither lost nor repeated between pages. */
async function page(
  db: Pick<Db, 'find'>,
  time: Condition | undefined,
  where: Where,
  cursor: string | undefined,
): Promise<LedgerTxnDoc[]> {
  const read = (more: Where) =>
    db.find('ledgerTxns', { ...where, ...more }, { sort: { at: -1, _id: -1 }, limit: PAGE + 1 });
  const cut = cursor?.indexOf('|') ?? -1;
  if (cursor === undefined || cut < 0) return read(time ? { at: time } : {});
  const at = Number(cursor.slice(0, cut));
  const first =
    time?.op === 'between' ? Number((time.value as number[])[0]) : Number(time?.value ?? 0);
  const same = await read({ at, _id: lt(cursor.slice(cut + 1)) });
  return same.length > PAGE ? same : [...same, ...(await read({ at: between(first, at) }))];
}
