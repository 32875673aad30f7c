import { safetyFor } from '#shared/domain/outlook';
import type { ForecastRow } from '#shared/domain/forecast/sheet';
import type { DemandDoc, ForecastDoc, SkuDoc, StockDoc } from '#shared/model/docs';
import { oneOf } from '../../kit/conditions';
import type { Ctx, Where } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { newestSheets, outlooksOf, supplyRules } from '../../stock/outlooks';
import { skuMatches } from '../../stock/stockItem';

type Scope = Pick<Ctx, 'stores' | 'reach'>;

/** The filter of the shops somebody asks for: one, or all within reach. */
export function shopsAsked(ctx: Scope, storeId: string | undefined): Where {
  if (storeId) ctx.reach(storeId);
  if (storeId) return { storeId };
  return ctx.stores === 'all' ? {} : { storeId: oneOf(ctx.stores) };
}

export interface Wanted {
  readonly skuId?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly query?: string | undefined;
}
/** One product in one shop with its forecast. */
export interface ForecastCell {
  readonly storeId: string;
  readonly row: ForecastRow;
  readonly sku: SkuDoc;
}

/** Forecasts of the shops, narrowed to the goods asked for. */
export async function forecastCells(
  { db }: Pick<Ctx, 'db'>,
  shops: Where,
  wanted: Wanted,
): Promise<{ cells: ForecastCell[]; sheets: ForecastDoc[] }> {
  const [pages, skus] = await Promise.all([
    readAll(db, 'forecasts', shops),
    readAll(db, 'skus', wanted.categoryId ? { categoryId: wanted.categoryId } : {}, {
      only: ['title', 'spec', 'brand', 'barcode', 'categoryId'],
    }),
  ]);
  const found = new Map(
    skus
      .filter((sku) => !wanted.skuId || sku._id === wanted.skuId)
      .filter((sku) => skuMatches(sku, wanted.query))
      .map((sku) => [sku._id, sku]),
  );
  const sheets = newestSheets(pages);
  const cells = sheets.flatMap(({ storeId, rows }) =>
    rows.flatMap((row) => {
      const sku = found.get(row.skuId);
      return sku ? [{ storeId, row, sku }] : [];
    }),
  );
  return { cells, sheets };
}

/** What is on the shelf and what is to stay there, for the cells shown. */
export async function standingOf(
  ctx: Pick<Ctx, 'db' | 'now' | 'cached'>,
  cells: readonly ForecastCell[],
  stock: ReadonlyMap<string, StockDoc>,
  demand: ReadonlyMap<string, DemandDoc>,
) {
  const [outlook, rules] = await Promise.all([
    outlooksOf(
      ctx,
      cells.map(({ storeId }) => storeId),
    ),
    supplyRules(ctx),
  ]);
  return ({ storeId, row }: ForecastCell) => {
    const id = `${storeId}:${row.skuId}`;
    const shelf = stock.get(id);
    const seen = outlook(storeId, row.skuId, demand.get(id));
    return {
      available: shelf?.available ?? 0,
      inTransitIn: shelf?.inTransitIn ?? 0,
      safety: safetyFor(shelf?.safety ?? 0, seen, rules),
    };
  };
}
