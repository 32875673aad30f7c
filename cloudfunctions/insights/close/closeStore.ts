import { closeShelf } from '#shared/domain/closeDay';
import type { ClosedDay, Moved, SellingShop } from '#shared/domain/closeDay';
import { broughtUp, nextDay } from '#shared/domain/demandBook';
import { onHandOf } from '#shared/domain/stock';
import { addDays, businessStartOf } from '#shared/domain/time';
import type { ListingDoc, SkuDoc, StockDoc } from '#shared/model/docs';
import { between, gte } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { append, bringUp, cut } from './books';
import type { Book, Entry } from './books';

/** One product of the shop, with the history it has or is to get. */
interface Cell extends Book {
  readonly listing: ListingDoc;
  readonly listPriceFen: number;
  readonly stock: StockDoc | undefined;
}
type Shop = SellingShop & { readonly _id: string };

/**
 * Closes the days up to `day` for one shop. Five reads; then one write for all products that had the same day
 * (nothing sold, never empty, list price: most of them).
 */
export async function closeStore(
  { db }: Pick<Ctx, 'db'>,
  shop: Shop,
  skus: ReadonlyMap<string, SkuDoc>,
  day: string,
): Promise<{ appended: number; begun: number }> {
  const cells = await readCells(db, shop._id, skus, day);
  const [first] = cells.map(nextDay).sort();
  const counted = { appended: 0, begun: 0 };
  if (first === undefined || first > day) return counted;
  const facts = await readFacts(db, shop._id, first, day);
  for (let at = first; at <= day; at = addDays(at, 1)) {
    const entries = cells
      .filter((cell) => nextDay(cell) === at)
      .map((cell): Entry => ({ book: cell, day: entryOf(at, cell, shop, facts) }));
    const { appended, begun } = await append(db, shop._id, at, entries);
    counted.appended += appended;
    counted.begun += begun;
  }
  return counted;
}

/** Products of the shop whose history is to go on; a new one begins with the day itself. */
async function readCells(
  db: Ctx['db'],
  storeId: string,
  skus: ReadonlyMap<string, SkuDoc>,
  day: string,
): Promise<Cell[]> {
  const [listings, demand, stock] = await Promise.all([
    readAll(db, 'listings', { storeId }),
    readAll(db, 'demand', { storeId }, { only: ['from', 'sold'] }),
    readAll(db, 'stock', { storeId }),
  ]);
  const known = new Map(demand.map(({ _id, from, sold }) => [_id, { from, days: sold.length }]));
  const shelves = new Map(stock.map((doc) => [doc._id, doc]));
  const cells = listings.flatMap((listing): Cell[] => {
    const { _id, skuId, onShelf } = listing;
    const sku = skus.get(skuId);
    const book = known.get(_id);
    if (!sku || (!book && !onShelf)) return [];
    const { listPriceFen } = sku;
    const begins = { from: day, days: 0 };
    return [{ _id, skuId, ...(book ?? begins), listing, listPriceFen, stock: shelves.get(_id) }];
  });
  await bringUp(
    db,
    cells.filter((cell) => broughtUp(cell, day) !== cell.from),
    day,
  );
  await cut(db, cells);
  return cells;
}

interface DayFacts {
  /** `{day}` → skuId → pieces. */
  readonly sold: ReadonlyMap<string, Readonly<Record<string, { n: number }>>>;
  readonly moves: ReadonlyMap<string, readonly Moved[]>;
}

/** The journal is read from the first day on up to now: the walk starts at the present level. */
async function readFacts(
  db: Ctx['db'],
  storeId: string,
  first: string,
  day: string,
): Promise<DayFacts> {
  const [books, rows] = await Promise.all([
    readAll(db, 'salesDays', { storeId, day: between(first, addDays(day, 1)) }),
    readAll(
      db,
      'stockMoves',
      { storeId, at: gte(businessStartOf(first)) },
      { only: ['skuId', 'type', 'qty', 'at'] },
    ),
  ]);
  const moves = new Map<string, Moved[]>();
  for (const row of rows) {
    const list = moves.get(row.skuId);
    if (list) list.push(row);
    else moves.set(row.skuId, [row]);
  }
  return { sold: new Map(books.map((book) => [book.day, book.skus])), moves };
}

function entryOf(day: string, cell: Cell, shop: Shop, { sold, moves }: DayFacts): ClosedDay {
  const { skuId, listing, listPriceFen, stock } = cell;
  return closeShelf(day, sold.get(day)?.[skuId]?.n ?? 0, shop, {
    sku: { listPriceFen },
    listing,
    onHand: stock ? onHandOf(stock) : 0,
    specialSold: stock?.specialSold ?? 0,
    moves: moves.get(skuId) ?? [],
  });
}
