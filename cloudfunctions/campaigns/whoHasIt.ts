import { whoHasIt } from '#shared/contracts/campaigns';
import { holdsIn } from '#shared/domain/campaigns/place';
import { shortTime } from '#shared/domain/time';
import type { CampaignPlan, StoreDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { byStore, resultsOf } from './results';
import { storesOf } from './stores';

const STATUS = {
  draft: '筹备中，还没有开业',
  open: '',
  paused: '暂停营业',
  closing: '闭店中',
  closed: '已闭店',
} as const satisfies Record<StoreDoc['status'], string>;

/** Every shop with yes or no and why: nobody has to ask the shops. */
export const main = serve(whoHasIt, async ({ campaignId }, ctx) => {
  const doc = await ctx.db.get('campaigns', campaignId);
  if (!doc) return ctx.refuse('NOT_FOUND');
  if (doc.ownerStoreId !== null) ctx.reach(doc.ownerStoreId);
  const published = doc.live !== null && ctx.now < doc.live.until;
  const plan = published && doc.live ? doc.live : doc.plan;
  const [stores, sellers, { days, budgets }] = await Promise.all([
    storesOf(ctx),
    sellersOf(ctx, plan),
    resultsOf(ctx, plan.rules),
  ]);
  const gone =
    plan.rules.length > 0 && plan.rules.every(({ id }) => budgets.get(id)?.leftFen === 0);
  const given = byStore(days);
  const rows = [...stores.values()]
    .filter(({ _id }) => ctx.stores === 'all' || ctx.stores.includes(_id))
    .map((store) => {
      const why = whyNot(store);
      return {
        storeId: store._id,
        name: store.name,
        has: why === '',
        why: why === '' ? when() : why,
        ...(given.get(store._id) ?? { orders: 0, givenFen: 0 }),
      };
    })
    .toSorted((a, b) => Number(b.has) - Number(a.has) || (a.storeId < b.storeId ? -1 : 1));
  const withIt = rows.filter(({ has }) => has).length;
  return { published, with: withIt, without: rows.length - withIt, stores: rows };

  function whyNot(store: StoreDoc): string {
    if (!holdsIn(plan.place, store)) return '不在活动门店范围';
    if (STATUS[store.status] !== '') return STATUS[store.status];
    if (sellers !== null && !sellers.has(store._id)) return '活动商品都没有上架';
    return gone ? '预算已经用完' : '';
  }
  function when(): string {
    if (!published) return '发布后执行';
    return ctx.now < plan.from ? `${shortTime(plan.from)} 开始` : '执行中';
  }
});

/** More goods than these are sold somewhere in every shop. */
const FEW_GOODS = 100;

/** Shops that sell at least one of the goods the rules name; null where the rules do not name single goods. */
async function sellersOf(
  { db }: Pick<Ctx, 'db'>,
  { rules, bundleSkuIds }: CampaignPlan,
): Promise<ReadonlySet<string> | null> {
  const goods = rules.map(({ scope }) => scope.goods);
  const named = [...new Set([...goods.flatMap(({ skuIds }) => skuIds), ...bundleSkuIds])];
  const open = goods.some(
    ({ skuIds, categoryIds }) => skuIds.length === 0 || categoryIds.length > 0,
  );
  if (open || named.length === 0 || named.length > FEW_GOODS) return null;
  const listings = await readAll(
    db,
    'listings',
    { skuId: oneOf(named), onShelf: true },
    { only: ['storeId'] },
  );
  return new Set(listings.map(({ storeId }) => storeId));
}
