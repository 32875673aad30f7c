import { listAccuracy } from '#shared/contracts/forecast';
import { NO_TALLY, addTallies, missOf } from '#shared/domain/forecast/accuracy';
import type { Tally } from '#shared/domain/forecast/accuracy';
import { addDays, businessDayOf } from '#shared/domain/time';
import type { ForecastScoreDoc } from '#shared/model/docs';
import { gte } from '../kit/conditions';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { shopsAsked } from './forecast/cells';

const WEEKS = 8;
const MISSES = 20;

/** How good the forecasts of the last weeks were, against what came and against "as last week". */
export const main = serve(listAccuracy, async ({ storeId }, ctx) => {
  const oldest = addDays(businessDayOf(ctx.now), -7 * WEEKS);
  const scores = await readAll(ctx.db, 'forecastScores', {
    ...shopsAsked(ctx, storeId),
    day: gte(oldest),
  });
  const day = scores.reduce<string | null>(
    (last, s) => (last && last > s.day ? last : s.day),
    null,
  );
  const week = scores.filter((score) => score.day === day);
  const [stores, categories, skus] = await Promise.all([
    byId(
      ctx.db,
      'stores',
      week.map((s) => s.storeId),
    ),
    readAll(ctx.db, 'categories', {}),
    byId(
      ctx.db,
      'skus',
      week.flatMap(({ misses }) => misses.map(({ skuId }) => skuId)),
    ),
  ]);
  const nameOf = (id: string): string => stores.get(id)?.name ?? '';
  const byCategory = new Map<string, Tally>();
  for (const { byCategory: own } of week)
    for (const [id, tally] of Object.entries(own))
      byCategory.set(id, addTallies(byCategory.get(id) ?? NO_TALLY, tally));
  const names = new Map(categories.map(({ _id, name }) => [_id, name]));
  return {
    day,
    total: figures(sumOf(week)),
    byStore: week
      .map((s) => ({ storeId: s.storeId, name: nameOf(s.storeId), ...figures(sumOf([s])) }))
      .sort((a, b) => (b.wape ?? 0) - (a.wape ?? 0)),
    byCategory: [...byCategory]
      .map(([categoryId, tally]) => ({
        categoryId,
        name: names.get(categoryId) ?? '未分类',
        ...figures(tally),
      }))
      .sort((a, b) => b.sold - a.sold),
    weeks: day === null ? [] : weeksOf(scores, day),
    misses: week
      .flatMap((s) => s.misses.map((miss) => ({ storeId: s.storeId, miss })))
      .sort((a, b) => missOf(b.miss) - missOf(a.miss))
      .slice(0, MISSES)
      .map(({ storeId: id, miss }) => ({
        storeId: id,
        storeName: nameOf(id),
        title: skus.get(miss.skuId)?.title ?? '（商品已删除）',
        ...miss,
      })),
    afterwards: week.some(({ afterwards }) => afterwards),
  };
});

const sumOf = (scores: readonly ForecastScoreDoc[]): Tally =>
  scores.flatMap(({ byCategory }) => Object.values(byCategory)).reduce(addTallies, NO_TALLY);

const ratio = (a: number, b: number): number | null =>
  b > 0 ? Math.round((1_000 * a) / b) / 1_000 : null;
const figures = (t: Tally) => ({
  cells: t.cells,
  sold: t.sold,
  expected: t.expected,
  wape: ratio(t.missWeek, t.sold),
  plainWape: ratio(t.missPlain, t.sold),
  bias: ratio(t.expected - t.sold, t.sold),
  inside: ratio(t.inside, t.cells),
});

/** Whole weeks back from the newest, oldest first. */
function weeksOf(scores: readonly ForecastScoreDoc[], day: string) {
  return Array.from({ length: WEEKS }, (_, i) => addDays(day, -7 * (WEEKS - 1 - i))).flatMap(
    (end) => {
      const own = scores.filter((s) => s.day === end);
      return own.length > 0 ? [{ day: end, ...figures(sumOf(own)) }] : [];
    },
  );
}
