import { listForecasts } from '#shared/contracts/forecast';
import type { Parsed } from '#shared/contracts/kit';
import type { DemandDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { forecastCells, shopsAsked, standingOf } from './forecast/cells';
import type { ForecastCell } from './forecast/cells';
import { modelState } from './forecast/state';

type Sort = NonNullable<Parsed<typeof listForecasts>['sort']>;

/** The coming week, product by product. Sorted and cut here: forecasts are kept by shop, not by product. */
export const main = serve(listForecasts, async (input, ctx) => {
  const { cells, sheets } = await forecastCells(ctx, shopsAsked(ctx, input.storeId), input);
  const ids = cells.map(({ storeId, row }) => `${storeId}:${row.skuId}`);
  // Sorting by what is on the shelf, or by last week, needs all of them; otherwise only the page shown.
  const sort = input.sort ?? '-expected';
  const wide = /cover|change/.test(sort);
  const stockFor = wide ? ids : [];
  const [allStock, allDemand] = await Promise.all([
    byId(ctx.db, 'stock', stockFor),
    byId(ctx.db, 'demand', stockFor),
  ]);
  const key = keyOf(
    sort,
    (id) => allStock.get(id)?.available ?? 0,
    (id) => lastWeek(allDemand.get(id)).sold,
  );
  const sorted = cells
    .map((cell) => ({ cell, key: key(cell) }))
    .sort((a, b) => a.key - b.key || a.cell.sku._id.localeCompare(b.cell.sku._id))
    .slice((input.page - 1) * input.size, input.page * input.size)
    .map(({ cell }) => cell);
  const shown = sorted.map(({ storeId, row }) => `${storeId}:${row.skuId}`);
  const [stock, demand, stores, model] = await Promise.all([
    byId(ctx.db, 'stock', shown),
    byId(ctx.db, 'demand', shown),
    byId(
      ctx.db,
      'stores',
      sorted.map(({ storeId }) => storeId),
    ),
    modelState(ctx),
  ]);
  const standing = await standingOf(ctx, sorted, stock, demand);
  const newest = sheets.toSorted((a, b) => b.at - a.at)[0];
  return {
    items: sorted.map((cell) => {
      const { storeId, row, sku } = cell;
      const [expected, lo, hi] = row.week;
      const { sold, outHours } = lastWeek(demand.get(`${storeId}:${row.skuId}`));
      return {
        storeId,
        storeName: stores.get(storeId)?.name ?? '',
        skuId: row.skuId,
        title: sku.title,
        spec: sku.spec,
        categoryId: sku.categoryId,
        ...standing(cell),
        expected,
        lo,
        hi,
        lastWeek: sold,
        outHours,
        method: row.method,
      };
    }),
    total: cells.length,
    at: newest?.at ?? null,
    day: newest?.day ?? null,
    model,
  };
});

function lastWeek(book: DemandDoc | undefined): { sold: number; outHours: number } {
  const sum = (values: readonly number[]) => values.slice(-7).reduce((a, b) => a + b, 0);
  return { sold: sum(book?.sold ?? []), outHours: sum(book?.outHours ?? []) };
}

/** Smallest first; a `-` turns it round. */
function keyOf(
  sort: Sort,
  available: (id: string) => number,
  sold: (id: string) => number,
): (cell: ForecastCell) => number {
  const id = ({ storeId, row }: ForecastCell) => `${storeId}:${row.skuId}`;
  const size = (cell: ForecastCell): number => {
    const [expected, lo, hi] = cell.row.week;
    switch (sort.replace('-', '')) {
      case 'cover':
        return available(id(cell)) / Math.max(0.01, expected);
      case 'change':
        return Math.abs(expected - sold(id(cell)));
      case 'range':
        return hi - lo;
      default:
        return expected;
    }
  };
  const sign = sort.startsWith('-') ? -1 : 1;
  return (cell) => sign * size(cell);
}
