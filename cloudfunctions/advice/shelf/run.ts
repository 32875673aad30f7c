import { advise, type Candidate } from '#shared/domain/assortment/advise';
import { saleEffects } from '#shared/domain/assortment/effects';
import { DAY_MS, dayOf } from '#shared/domain/time';
import type { AssortmentChoiceDoc, AssortmentDoc, SkuDoc } from '#shared/model/docs';
import { gte } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { readShelves, salesOf, type Shelf } from './facts';

/** A decision is not asked for again for so long. */
const REMEMBER_MS = 90 * DAY_MS;
const MOST_ADDS = 8;
const MOST_DROPS = 8;
/** A shelf grows by so much at once. */
const GROWTH = 4;

/**
 * Advice for every shop's shelf, from what shops like it sell. Computed again it replaces the last: one
 * document a shop, so runs that overlap end with one advice.
 */
export async function runShelfAdvice(
  ctx: Pick<Ctx, 'db' | 'now'>,
): Promise<{ day: string; stores: number; lines: number }> {
  const day = dayOf(ctx.now);
  const [all, choices] = await Promise.all([
    readAll(ctx.db, 'skus', { status: 'onSale' }),
    readAll(ctx.db, 'assortmentChoices', { at: gte(ctx.now - REMEMBER_MS) }),
  ]);
  // Gift boxes come and go with their campaign.
  const skus = new Map(all.filter((sku) => !sku.components?.length).map((sku) => [sku._id, sku]));
  const shelves = await readShelves(ctx, skus);
  const guess = saleEffects(salesOf(shelves));
  const decided = new Set(choices.map(({ _id }) => _id));
  let lines = 0;
  for (const shelf of shelves) {
    const advice = adviceFor(shelf, skus, guess, decided);
    lines += advice.length;
    const doc: AssortmentDoc = {
      _id: shelf.store._id,
      storeId: shelf.store._id,
      day,
      at: ctx.now,
      lines: advice.map((line) => ({ ...line, status: 'open' })),
    };
    if (await ctx.db.insert('assortment', doc)) continue;
    const { at, lines: fresh } = doc;
    await ctx.db.update('assortment', doc._id, { set: { day, at, lines: fresh } });
  }
  return { day, stores: shelves.length, lines };
}

function adviceFor(
  { store, place, prices, sales }: Shelf,
  skus: ReadonlyMap<string, SkuDoc>,
  guess: ReturnType<typeof saleEffects>,
  decided: ReadonlySet<AssortmentChoiceDoc['_id']>,
) {
  const candidates = [...skus.values()].map((sku): Candidate => {
    const listed = prices.has(sku._id);
    return {
      skuId: sku._id,
      title: sku.title,
      categoryId: sku.categoryId,
      marginFen: (prices.get(sku._id) ?? sku.listPriceFen) - sku.costFen,
      listed,
      own: listed ? (sales.get(sku._id) ?? null) : null,
      guess: listed ? null : guess(store._id, sku._id, place),
      declined: decided.has(`${store._id}:${sku._id}`),
    };
  });
  const terms = { places: prices.size + GROWTH, mostAdds: MOST_ADDS, mostDrops: MOST_DROPS };
  return advise(candidates, terms);
}
