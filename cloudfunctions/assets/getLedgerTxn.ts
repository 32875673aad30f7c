import { getLedgerTxn } from '#shared/contracts/hqLedger';
import { OWE_KINDS } from '#shared/domain/membership/ledger';
import { accountName } from '#shared/domain/membership/words';
import { sum } from '#shared/domain/money';
import type { LedgerTxnDoc } from '#shared/model/docs';
import type { Db } from '../kit/ports';
import { serve } from '../kit/serve';
import { causeOf } from './views/cause';
import { storeNames } from './views/statement';

/** One transaction: its entries book by book, and the document it was booked for. */
export const main = serve(getLedgerTxn, async ({ txnId }, ctx) => {
  const txn = await ctx.db.get('ledgerTxns', txnId);
  if (!txn) return ctx.refuse('NOT_FOUND');
  const { entries, at, day, text, storeId } = txn;
  const others = entries.map(({ account }) => otherOf(account));
  const [names, cause] = await Promise.all([
    storeNames(ctx.db, [storeId, ...entries.map((line) => line.book), ...others]),
    causeFor(ctx.db, txn),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    txnId,
    at,
    day,
    text,
    storeName: names.get(storeId) ?? '',
    cause,
    books: [...new Set(entries.map((line) => line.book))].map((book) => {
      const own = entries.filter((line) => line.book === book);
      return {
        book,
        name: nameOf(book),
        sumFen: sum(own.map(({ deltaFen }) => deltaFen)),
        entries: own.map(({ account, deltaFen, kind }) => ({
          account,
          name: accountName(account),
          what: kind === undefined ? '' : OWE_KINDS[kind],
          otherName: otherOf(account) === '' ? '' : nameOf(otherOf(account)),
          deltaFen,
        })),
      };
    }),
  };
});

/** `interStore:{own}:{other}` names the other book. */
const otherOf = (account: string): string =>
  account.startsWith('interStore:') ? (account.split(':')[2] ?? '') : '';

async function causeFor(db: Pick<Db, 'get'>, { _id, memberId }: LedgerTxnDoc) {
  const { kind, orderId, docId, period } = causeOf(_id);
  const order = orderId === null ? undefined : await db.get('orders', orderId);
  const topUp = kind === 'topUp' ? await db.get('topUps', docId) : undefined;
  const card = kind === 'card' ? await db.get('cardSales', docId) : undefined;
  return {
    kind,
    no: order?.no ?? period ?? docId,
    orderId: order?._id ?? null,
    memberId: memberId ?? order?.memberId ?? topUp?.memberId ?? card?.memberId ?? null,
    period,
  };
}
