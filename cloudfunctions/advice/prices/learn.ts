import { elasticities, type PricedSeries } from '#shared/domain/priceAdvice/elasticity';
import { DAY_MS, startOf } from '#shared/domain/time';
import type { SettingDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';

/** `_id` in `settings`: what prices did to sales so far. */
export const LEARNT = 'priceElasticity';
/** Enough shops to learn from; a larger chain is sampled, other shops each week. */
const SHOPS = 40;
const FRESH_MS = 7 * DAY_MS;

/** As kept: maps do not survive JSON. */
export interface Learnt {
  readonly pooled: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly days: number;
  readonly weak: boolean;
  readonly at: number;
}

/** Written by `learnt` in exactly that shape, hence the cast. */
export const learntIn = (doc: SettingDoc | undefined): Learnt | undefined =>
  doc === undefined ? undefined : (doc.value as Learnt);

/** How goods react to prices in this chain; learnt anew once a week. Two runs at once learn the same. */
export async function learnt(
  ctx: Pick<Ctx, 'db' | 'now'>,
  stores: readonly Pick<StoreDoc, '_id' | 'city'>[],
  skus: ReadonlyMap<string, SkuDoc>,
): Promise<Learnt> {
  const doc = await ctx.db.get('settings', LEARNT);
  const known = learntIn(doc);
  if (known && ctx.now - known.at < FRESH_MS) return known;
  const version = (doc?.version ?? 0) + 1;
  const sampled = stores.filter(
    (_, at) => stores.length <= SHOPS || (at + version) % Math.ceil(stores.length / SHOPS) === 0,
  );
  const series: PricedSeries[] = [];
  for (const { _id: storeId, city } of sampled)
    for (const { skuId, from, sold, outHours, pricePct } of await readAll(ctx.db, 'demand', {
      storeId,
    })) {
      const category = skus.get(skuId)?.categoryId;
      if (category === undefined) continue;
      const firstDay = Math.round(startOf(from) / DAY_MS);
      series.push({ category, market: `${city}/${category}`, firstDay, sold, outHours, pricePct });
    }
  const { byCategory, ...found } = elasticities(series);
  const fresh: Learnt = { ...found, byCategory: Object.fromEntries(byCategory), at: ctx.now };
  const set = { value: fresh, version };
  if (doc) await ctx.db.update('settings', LEARNT, { set }, { version: doc.version });
  else await ctx.db.insert('settings', { _id: LEARNT, ...set });
  return fresh;
}
