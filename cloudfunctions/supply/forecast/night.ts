import type { ForecastModel } from '#shared/domain/forecast/model';
import { dayText, epochDay } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { forecastRows } from '#shared/domain/forecast/sheet';
import type { ForecastRow } from '#shared/domain/forecast/sheet';
import type { Ctx } from '../../kit/ports';
import { calendar, readBlock } from './block';
import type { Block, Goods, Shop } from './block';
import { loggedSheet, scoreOf, weekBefore, writeShop } from './sheets';

export interface Counted {
  readonly stores: number;
  readonly series: number;
  readonly checked: number;
  readonly ms: number;
}

/** Forecasts some shops of a city, checks what was forecast for them a week ago, and keeps both. */
export async function forecastShops(
  ctx: Pick<Ctx, 'db' | 'now'>,
  shops: readonly Shop[],
  goods: Goods,
  model: ForecastModel | undefined,
  upTo: string,
  clock: () => number,
): Promise<Counted> {
  const block = await readBlock(ctx, shops, goods, { upTo, all: false });
  const books = new Map(block.books.map((book) => [book._id, book]));
  const from = clock();
  const rows = byShop(block, forecastRows(model, block.series, calendar, epochDay(block.day)));
  const ms = clock() - from;
  const before = await weekAgo(ctx, block);
  let checked = 0;
  for (const { _id: storeId } of shops) {
    const past = before.get(storeId);
    const sheet = {
      storeId,
      day: block.day,
      rows: rows.get(storeId) ?? [],
      trainedUntil: model ? dayText(model.trainedUntil) : null,
      at: ctx.now,
    };
    const score = past && scoreOf(storeId, block.day, past, books, goods, ctx.now);
    await writeShop(ctx, sheet, score);
    if (score) checked += 1;
  }
  return { stores: shops.length, series: block.series.length, checked, ms };
}

function byShop(block: Block, rows: readonly ForecastRow[]): Map<string, ForecastRow[]> {
  const found = new Map<string, ForecastRow[]>();
  block.series.forEach(({ store }, i) => {
    const row = rows[i];
    if (!row) return;
    const own = found.get(store);
    if (own) own.push(row);
    else found.set(store, [row]);
  });
  return found;
}

/**
 * What was forecast a week ago, by shop. A chain that has just begun has no such forecast: it is worked out
 * afterwards from what was known that evening, by smoothing alone, as a model trained since would know the answer.
 */
async function weekAgo(ctx: Pick<Ctx, 'db'>, block: Block) {
  const evening = weekBefore(block.day);
  const logged = await Promise.all(
    block.shops.map(async ({ _id }) => [_id, await loggedSheet(ctx, _id, evening)] as const),
  );
  const found = new Map<string, { rows: readonly ForecastRow[]; afterwards: boolean }>();
  for (const [id, sheet] of logged) if (sheet) found.set(id, sheet);
  const missing = new Set(logged.flatMap(([id, sheet]) => (sheet ? [] : [id])));
  if (missing.size === 0) return found;
  const origin = epochDay(evening);
  const series = block.series
    .filter((s) => missing.has(s.store) && s.first <= origin)
    .map(until(origin));
  const past = byShop({ ...block, series }, forecastRows(undefined, series, calendar, origin));
  for (const id of missing) {
    const rows = past.get(id);
    if (rows) found.set(id, { rows, afterwards: true });
  }
  return found;
}

/** As it was known on an evening; prices of the week after were planned. */
const until =
  (origin: number) =>
  (s: Series): Series => ({
    ...s,
    sold: Array.from(s.sold).slice(0, origin - s.first + 1),
    open: undefined,
  });
