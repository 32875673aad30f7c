import type { ClosedDay } from '#shared/domain/closeDay';
import { broughtUp, cutOf } from '#shared/domain/demandBook';
import type { BookEnd } from '#shared/domain/demandBook';
import type { DemandDoc } from '#shared/model/docs';
import { addDays } from '#shared/domain/time';
import { exists, oneOf } from '../../kit/conditions';
import { Duplicate } from '../../kit/ports';
import type { Ctx, Where } from '../../kit/ports';
import { byId } from '../../kit/readAll';

/** A demand history by its ends. It moves along with what is written. */
export interface Book extends BookEnd {
  readonly _id: string;
  readonly skuId: string;
  from: string;
  days: number;
}
export interface Entry {
  readonly book: Book;
  readonly day: ClosedDay;
}
type Db = Ctx['db'];

/** Writes at once at most this many. */
const WIDTH = 20;
/** Ids in one filter. */
const IDS = 500;

/** The history is as it was read: what another run did meanwhile is not done again. */
const unchanged = ({ from, days }: BookEnd): Where => ({
  from,
  [`sold.${days - 1}`]: exists(true),
  [`sold.${days}`]: exists(false),
});

/** Adds a day: documents of the same length get the same day in one guarded write. */
export async function append(
  db: Db,
  storeId: string,
  at: string,
  entries: readonly Entry[],
): Promise<{ appended: number; begun: number }> {
  const fresh = entries.filter(({ book }) => book.days === 0);
  const begun = await begin(
    db,
    fresh.map(({ book: { _id, skuId }, day: { sold, outHours, pricePct } }) => {
      const arrays = { sold: [sold], outHours: [outHours], pricePct: [pricePct] };
      return { _id, storeId, skuId, from: at, ...arrays };
    }),
  );
  const known = entries.filter(({ book }) => book.days > 0);
  const counts = await alike(
    known,
    ({ book, day }) => [book.from, book.days, day.sold, day.outHours, day.pricePct].join(),
    ({ book, day }, ids) =>
      db.updateWhere('demand', { ...unchanged(book), _id: oneOf(ids) }, { push: { ...day } }),
  );
  for (const { book } of entries) book.days += 1;
  return { appended: counts, begun };
}

/** Moves histories that ended long ago up to the day. */
export async function bringUp(db: Db, books: readonly Book[], day: string): Promise<void> {
  await alike(
    books.map((book) => ({ book })),
    ({ book }) => [book.from, book.days].join(),
    ({ book }, ids) =>
      db.updateWhere(
        'demand',
        { ...unchanged(book), _id: oneOf(ids) },
        { set: { from: broughtUp(book, day) } },
      ),
  );
  for (const book of books) book.from = broughtUp(book, day);
}

/** Cuts what is older than kept. Where the guard does not hold, another run was at it, and appends fail alike. */
export async function cut(db: Db, books: readonly Book[]): Promise<void> {
  const long = books.filter(({ days }) => cutOf(days) > 0);
  const docs = await byId(
    db,
    'demand',
    long.map(({ _id }) => _id),
  );
  await inTurns(long, async (book) => {
    const doc = docs.get(book._id);
    if (!doc) return;
    const off = cutOf(book.days);
    const from = addDays(book.from, off);
    const keep = (values: readonly number[]) => values.slice(off);
    const { sold, outHours, pricePct } = doc;
    await db.update(
      'demand',
      book._id,
      { set: { from, sold: keep(sold), outHours: keep(outHours), pricePct: keep(pricePct) } },
      unchanged(book),
    );
    book.from = from;
    book.days -= off;
  });
}

async function begin(db: Db, docs: readonly DemandDoc[]): Promise<number> {
  if (docs.length === 0) return 0;
  try {
    await db.insertMany('demand', docs);
    return docs.length;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    let begun = 0;
    for (const doc of docs) if (await db.insert('demand', doc)) begun += 1;
    return begun;
  }
}

/** One write for all items of a key; answers how many documents changed. */
async function alike<T extends { readonly book: Book }>(
  items: readonly T[],
  keyOf: (item: T) => string,
  write: (first: T, ids: readonly string[]) => Promise<number>,
): Promise<number> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    if (group.length === 0) groups.set(keyOf(item), group);
    group.push(item);
  }
  const writes = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / IDS) }, (_, i) =>
      group.slice(i * IDS, (i + 1) * IDS),
    ),
  );
  const counts = await inTurns(writes, async (group) => {
    const [first] = group;
    if (!first) return 0;
    return write(
      first,
      group.map(({ book }) => book._id),
    );
  });
  return counts.reduce((sum, n) => sum + n, 0);
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += WIDTH)
    results.push(...(await Promise.all(items.slice(at, at + WIDTH).map(work))));
  return results;
}
