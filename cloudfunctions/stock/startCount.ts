import { startCount } from '#shared/contracts/counts';
import type { Parsed } from '#shared/contracts/kit';
import { dayOf } from '#shared/domain/time';
import type { CountLineDoc, ListingDoc, SkuDoc, StockDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { nameOf } from './count/change';

type Scope = Parsed<typeof startCount>['scope'];
const MOST = 1_500;

/**
 * A new count sheet with a line for every product of its scope that the shop keeps. Lines come first: a sheet
 * that exists is whole, and lines of a sheet that never came to be harm nobody.
 */
export const main = serve(startCount, async ({ storeId, name, scope, double }, ctx) => {
  const { goods, text } = await goodsOf(ctx, storeId, scope);
  if (goods.length === 0) return ctx.refuse('NOTHING_TO_COUNT');
  if (goods.length > MOST) return ctx.refuse('TOO_MANY');
  const countId = ctx.newId('pc');
  const lines = goods.map((sku): CountLineDoc => ({
    _id: `${countId}:${sku._id}`,
    countId,
    storeId,
    skuId: sku._id,
    costFen: sku.costFen,
    tallies: [],
    round: 1,
    booked: null,
    again: '',
    updatedAt: ctx.now,
  }));
  for (let at = 0; at < lines.length; at += 500)
    await ctx.db.insertMany('countLines', lines.slice(at, at + 500));

  const byName = nameOf(ctx);
  const no = `PD${dayOf(ctx.now).slice(2).replaceAll('-', '')}${countId.slice(-6)}`;
  return ctx.write(async (tx) => {
    await tx.insert('stockCounts', {
      _id: countId,
      no,
      storeId,
      name: name === '' ? text : name,
      scope: { kind: scope.kind, text },
      double,
      status: 'draft',
      lines: lines.length,
      counters: [],
      scans: 0,
      booked: 0,
      lossFen: 0,
      gainFen: 0,
      by: ctx.me.id,
      byName,
      approved: null,
      steps: [{ at: ctx.now, by: byName, text: `新建，${lines.length} 种商品` }],
      createdAt: ctx.now,
      postedAt: null,
    });
    const after = { no, scope: text, lines: lines.length, double };
    tx.audit({ target: 'stockCounts', targetId: countId, storeId, before: null, after });
    return { countId, lines: lines.length };
  });
});

/** What the shop keeps of the scope: listed, or with pieces on the books. Gift boxes are counted by their parts. */
async function goodsOf(
  ctx: Pick<Ctx, 'db'>,
  storeId: string,
  scope: Scope,
): Promise<{ goods: SkuDoc[]; text: string }> {
  const kept = await keptBy(ctx, storeId);
  const has = ({ _id }: SkuDoc): boolean => kept.listings.has(_id) || kept.stock.has(_id);
  const skus = [...kept.skus.values()].filter((sku) => has(sku) && !sku.components?.length);
  switch (scope.kind) {
    case 'all':
      return { goods: skus, text: '全店' };
    case 'category': {
      const category = await ctx.db.get('categories', scope.categoryId);
      const goods = skus.filter(({ categoryId }) => categoryId === scope.categoryId);
      return { goods, text: category?.name ?? scope.categoryId };
    }
    case 'shelf': {
      const onIt = (sku: SkuDoc) => kept.listings.get(sku._id)?.shelf === scope.shelf;
      return { goods: skus.filter(onIt), text: `货架 ${scope.shelf}` };
    }
    case 'list': {
      const wanted = new Set(scope.skuIds);
      const goods = skus.filter(({ _id }) => wanted.has(_id));
      return { goods, text: `指定 ${goods.length} 种` };
    }
  }
}

export async function keptBy(
  ctx: Pick<Ctx, 'db'>,
  storeId: string,
): Promise<{
  listings: Map<string, ListingDoc>;
  stock: Map<string, StockDoc>;
  skus: Map<string, SkuDoc>;
}> {
  const [listings, stock] = await Promise.all([
    readAll(ctx.db, 'listings', { storeId }),
    readAll(ctx.db, 'stock', { storeId }),
  ]);
  const ids = [...listings, ...stock].map(({ skuId }) => skuId);
  return {
    listings: new Map(listings.map((doc) => [doc.skuId, doc])),
    stock: new Map(stock.map((doc) => [doc.skuId, doc])),
    skus: await byId(ctx.db, 'skus', ids),
  };
}
