import { scoreWeek } from '#shared/domain/forecast/accuracy';
import type { CheckedWeek } from '#shared/domain/forecast/accuracy';
import { epochDay, HORIZON } from '#shared/domain/forecast/series';
import type { ForecastRow } from '#shared/domain/forecast/sheet';
import { addDays } from '#shared/domain/time';
import type { DemandDoc, ForecastDoc, ForecastLogDoc, ForecastScoreDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { heldHoliday } from './block';
import type { Goods } from './block';

/** Products a page: some 40 KB. */
const PAGE = 150;
const LOG_SLOTS = 14;
const SCORE_SLOTS = 56;

export interface ShopSheet {
  readonly storeId: string;
  readonly day: string;
  readonly rows: readonly ForecastRow[];
  readonly trainedUntil: string | null;
  readonly at: number;
}

/** The sheet in pages as the database keeps them; an empty one is one empty page. */
export const pagesOf = ({ storeId, rows, ...sheet }: ShopSheet): ForecastDoc[] =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / PAGE)) }, (_, page) => ({
    _id: `${storeId}:${page}`,
    storeId,
    page,
    rows: rows.slice(page * PAGE, (page + 1) * PAGE),
    ...sheet,
  }));

export const logPagesOf = (sheet: ShopSheet, afterwards: boolean): ForecastLogDoc[] =>
  pagesOf(sheet).map((page) => {
    const slot = epochDay(sheet.day) % LOG_SLOTS;
    return { ...page, _id: `${sheet.storeId}:${slot}:${page.page}`, slot, afterwards };
  });

/** The forecast of a shop as it was made on an evening; undefined when there was none. */
export async function loggedSheet(
  { db }: Pick<Ctx, 'db'>,
  storeId: string,
  day: string,
): Promise<{ rows: ForecastRow[]; afterwards: boolean } | undefined> {
  const pages = await readAll(db, 'forecastLog', {
    storeId,
    slot: epochDay(day) % LOG_SLOTS,
    day,
  });
  if (pages.length === 0) return undefined;
  return {
    rows: pages.flatMap(({ rows }) => rows),
    afterwards: pages.some(({ afterwards }) => afterwards),
  };
}

/** The week up to `day` against what was forecast the evening before it. */
export function scoreOf(
  storeId: string,
  day: string,
  forecast: { readonly rows: readonly ForecastRow[]; readonly afterwards: boolean },
  books: ReadonlyMap<string, DemandDoc>,
  goods: Goods,
  at: number,
): ForecastScoreDoc {
  const weeks = forecast.rows.flatMap((row): CheckedWeek[] => {
    const book = books.get(`${storeId}:${row.skuId}`);
    const end = book ? epochDay(day) - epochDay(book.from) + 1 : 0;
    if (!book || end < HORIZON || book.sold.length < end) return [];
    const week = (values: readonly number[]) => values.slice(end - HORIZON, end);
    const before = (values: readonly number[]) =>
      values.slice(Math.max(0, end - 2 * HORIZON), end - HORIZON);
    const prices = before(book.pricePct);
    return [
      {
        row,
        categoryId: goods.get(row.skuId)?.categoryId ?? '',
        sold: week(book.sold),
        outHours: week(book.outHours),
        pricePct: week(book.pricePct),
        before: {
          sold: before(book.sold).reduce((a, b) => a + b, 0),
          pricePct: prices.reduce((a, b) => a + b, 0) / Math.max(1, prices.length),
        },
      },
    ];
  });
  const { byCategory, misses } = scoreWeek(weeks, heldHoliday(day));
  return {
    _id: `${storeId}:${epochDay(day) % SCORE_SLOTS}`,
    storeId,
    day,
    byCategory: { ...byCategory },
    misses: [...misses],
    afterwards: forecast.afterwards,
    at,
  };
}

/** All of a shop's night in one transaction. */
export const writeShop = (
  { db }: Pick<Ctx, 'db'>,
  sheet: ShopSheet,
  score: ForecastScoreDoc | undefined,
): Promise<void> =>
  db.transaction(async (tx) => {
    for (const page of pagesOf(sheet)) await tx.set('forecasts', page);
    for (const page of logPagesOf(sheet, false)) await tx.set('forecastLog', page);
    if (score) await tx.set('forecastScores', score);
  });

/** The evening a week before. */
export const weekBefore = (day: string): string => addDays(day, -HORIZON);
