import { listPriceProposals } from '#shared/contracts/advice';
import type { Where } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { LEARNT, learntIn } from './prices/learn';

/** Proposals of the shops the caller reaches, newest first; with what is known of how prices act. */
export const main = serve(
  listPriceProposals,
  async ({ status, reason, storeId, page, size }, ctx) => {
    const reach = ctx.within(storeId);
    const where: Where = {
      ...reach,
      ...(status ? { status } : {}),
      ...(reason ? { reason } : {}),
    };
    const [docs, total, open, setting] = await Promise.all([
      ctx.db.find('priceProposals', where, {
        sort: { at: -1, _id: 1 },
        skip: (page - 1) * size,
        limit: size,
      }),
      ctx.db.count('priceProposals', where),
      ctx.db.count('priceProposals', { ...reach, status: 'open' }),
      ctx.db.get('settings', LEARNT),
    ]);
    const [skus, stores] = await Promise.all([
      byId(
        ctx.db,
        'skus',
        docs.map(({ skuId }) => skuId),
      ),
      byId(
        ctx.db,
        'stores',
        docs.map((doc) => doc.storeId),
      ),
    ]);
    const known = learntIn(setting);
    return {
      items: docs.map(({ _id, decidedAt, ...doc }) => {
        const sku = skus.get(doc.skuId);
        return {
          ...doc,
          proposalId: _id,
          storeName: stores.get(doc.storeId)?.name ?? '',
          title: sku?.title ?? '（商品已删除）',
          spec: sku?.spec ?? '',
          image: sku?.image ?? '',
          listPriceFen: sku?.listPriceFen ?? 0,
          costFen: sku?.costFen ?? 0,
          floorPriceFen: sku?.floorPriceFen ?? 0,
          ceilingPriceFen: sku?.ceilingPriceFen ?? 0,
          at: decidedAt ?? doc.at,
        };
      }),
      total,
      open,
      learnt: known
        ? { pooled: known.pooled, days: known.days, weak: known.weak, at: known.at }
        : null,
    };
  },
);
