import { listCampaignPage } from '#shared/contracts/storeCampaigns';
import { ruleText } from '#shared/domain/campaigns/ruleText';
import { coversGoods } from '#shared/domain/pricing/scope';
import { DAY_MS } from '#shared/domain/time';
import type { LivePlan } from '#shared/model/docs';
import { shelfOf, type ShelfRow } from '../catalog/shelf';
import { itemOf, stockOf } from '../catalog/shelfItem';
import { shelfWorld } from '../catalog/shelfWorld';
import { chainOf } from '../kit/chain';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { livePlans } from './livePlans';

/** Goods of one block; the shelf shows the others. */
const GOODS = 12;

/** The blocks of a shop's campaign page: what runs here, and what begins within a day. */
export const main = serve(listCampaignPage, async ({ storeId }, ctx) => {
  const [chain, shelf] = await Promise.all([chainOf(ctx), shelfOf(ctx, storeId)]);
  const shop = chain.byId(storeId)?.shop;
  if (!shop) return ctx.refuse('NOT_FOUND', { message: '没有找到这家门店，它可能已经关闭' });
  const plans = (await livePlans(ctx, shop.doc)).filter(
    ({ live }) => live.page !== null && live.from <= ctx.now + DAY_MS,
  );
  const goods = new Map(plans.map(({ campaignId, live }) => [campaignId, goodsIn(live, shelf)]));
  const rows = [...goods.values()].flat();
  const [parts, stock, world] = await Promise.all([
    byId(
      ctx.db,
      'skus',
      rows.flatMap(({ sku }) => (sku.components ?? []).map(({ skuId }) => skuId)),
    ),
    stockOf(ctx.db, rows),
    shelfWorld(ctx, shop.doc),
  ]);
  return {
    blocks: plans.flatMap(({ campaignId, live }) =>
      live.page === null
        ? []
        : [
            {
              campaignId,
              ...live.page,
              state: ctx.now < live.from ? ('begins' as const) : ('live' as const),
              from: live.from,
              until: live.until,
              ruleTexts: live.rules.map(ruleText),
              goods: (goods.get(campaignId) ?? []).map((row) => ({
                ...shown(row),
                parts: (row.sku.components ?? []).map(({ skuId, qty }) => ({
                  title: parts.get(skuId)?.title ?? '',
                  qty,
                })),
              })),
            },
          ],
    ),
  };

  function shown(row: ShelfRow) {
    const item = itemOf(row, stock, world);
    const { skuId, title, spec, image, priceFen, listPriceFen, stock: state } = item;
    return { skuId, title, spec, image, priceFen, listPriceFen, stock: state };
  }
});

/** Gift boxes first, then goods the rules name; a rule for everything needs no list. */
function goodsIn({ rules, bundleSkuIds }: LivePlan, shelf: readonly ShelfRow[]): ShelfRow[] {
  const named = rules.filter(
    ({ scope: { goods } }) => goods.skuIds.length + goods.categoryIds.length > 0,
  );
  const isBox = ({ sku }: ShelfRow) => bundleSkuIds.includes(sku._id);
  const covered = ({ sku }: ShelfRow) =>
    named.some(({ scope }) =>
      coversGoods(scope.goods, { skuId: sku._id, categoryIds: [sku.categoryId] }),
    );
  const boxes = shelf.filter(isBox);
  return [...boxes, ...shelf.filter((row) => !isBox(row) && covered(row))].slice(0, GOODS);
}
