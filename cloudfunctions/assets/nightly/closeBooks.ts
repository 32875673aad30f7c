import { DayBooks } from '#shared/domain/membership/dayBook';
import { HQ } from '#shared/domain/membership/ledger';
import { addDays } from '#shared/domain/time';
import { gt } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { raise } from './alarms';

const PAGE = 1_000;
const RESERVE_MS = 15_000;
type Call = Pick<Ctx, 'db' | 'now' | 'log' | 'left'>;

/**
 * Closes every business day up to `until` that is not closed yet: one document a book, computed from the day's
 * transactions. Closing again gives the same documents, so a run that died repeats its day. False: time is up.
 */
export async function closeBooks(
  ctx: Call,
  until: string,
): Promise<{ closed: number; done: boolean }> {
  let day = await firstOpenDay(ctx);
  let closed = 0;
  while (day !== undefined && day <= until) {
    if (ctx.left() < RESERVE_MS) return { closed, done: false };
    await closeDay(ctx, day);
    closed += 1;
    day = addDays(day, 1);
  }
  return { closed, done: true };
}

async function firstOpenDay({ db }: Call): Promise<string | undefined> {
  const [last] = await db.find(
    'ledgerDays',
    { book: HQ },
    { sort: { day: -1 }, limit: 1, only: ['day'] },
  );
  if (last) return addDays(last.day, 1);
  const [first] = await db.find('ledgerTxns', {}, { sort: { day: 1 }, limit: 1, only: ['day'] });
  return first?.day;
}

async function closeDay(ctx: Call, day: string): Promise<void> {
  const books = new DayBooks();
  for (let last = ''; ;) {
    const page = await ctx.db.find(
      'ledgerTxns',
      { day, ...(last === '' ? {} : { _id: gt(last) }) },
      { sort: { _id: 1 }, limit: PAGE, only: ['entries'] },
    );
    for (const txn of page) books.add(txn);
    if (page.length < PAGE) break;
    last = page.at(-1)?._id ?? last;
  }
  for (const id of books.wrong)
    await raise(ctx, { kind: 'ledger', key: id, text: `分录 ${id} 借贷不平` });
  const days = books.days();
  // HQ's book last: its presence says that the day is closed.
  const ordered = [
    ...days.filter(({ book }) => book !== HQ),
    ...days.filter(({ book }) => book === HQ),
  ];
  for (const { book, txns, accounts, owed } of ordered) {
    const _id = `${day}:${book}`;
    const what = { txns, accounts: [...accounts], owed: [...owed] };
    if (await ctx.db.insert('ledgerDays', { _id, day, book, ...what })) continue;
    await ctx.db.update('ledgerDays', _id, { set: what });
  }
}
