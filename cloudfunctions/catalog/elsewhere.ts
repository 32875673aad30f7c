import type { Out } from '#shared/contracts/kit';
import type { getProduct } from '#shared/contracts/catalog';
import { boxesOf, type Component } from '#shared/domain/bundle';
import { distanceM, type Place } from '#shared/domain/geo';
import { FEW } from '#shared/domain/price';
import type { SkuDoc } from '#shared/model/docs';
import type { Chain } from '../kit/chain';
import { gte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

type Elsewhere = Out<typeof getProduct>['elsewhere'];
const SHOWN = 5;

/**
 * Other shops that have the product on the shelf and in stock, open ones first, then nearest. A gift box is
 * looked for by its first part; the others are counted only in the shops that may be shown.
 */
export async function elsewhere(
  ctx: Pick<Ctx, 'db' | 'now'>,
  chain: Chain,
  sku: SkuDoc,
  hereId: string,
  place: Place | null,
): Promise<Elsewhere> {
  const parts = sku.components?.length ? sku.components : [{ skuId: sku._id, qty: 1 }];
  const sought = parts[0] ?? { skuId: sku._id, qty: 1 };
  const stock = await ctx.db.find(
    'stock',
    { skuId: sought.skuId, available: gte(sought.qty) },
    { limit: 1000, only: ['storeId', 'available'] },
  );
  const here = place ?? chain.byId(hereId)?.shop.place ?? null;
  const shops = stock
    .flatMap(({ storeId, available }) => {
      const found = storeId === hereId ? undefined : chain.byId(storeId);
      if (!found || found.shop.status !== 'open') return [];
      const { shop, index } = found;
      const m = here ? distanceM(here, shop.place) : 0;
      const openNow = chain.index.stateOf(index, ctx.now).takesOrders;
      const left = new Map([[sought.skuId, available]]);
      return [{ storeId, name: shop.name, left, m, openNow }];
    })
    .toSorted(
      (a, b) =>
        Number(b.openNow) - Number(a.openNow) || a.m - b.m || (a.storeId < b.storeId ? -1 : 1),
    )
    // A few more than shown: some may be off the shelf there.
    .slice(0, SHOWN * 4);
  const [listings, others] = await Promise.all([
    byId(
      ctx.db,
      'listings',
      shops.map(({ storeId }) => `${storeId}:${sku._id}`),
    ),
    parts.length === 1 ? undefined : byId(ctx.db, 'stock', idsOf(shops, parts)),
  ]);
  return shops
    .map((shop) => ({
      ...shop,
      pieces: boxesOf(
        parts,
        (id) => others?.get(`${shop.storeId}:${id}`)?.available ?? shop.left.get(id) ?? 0,
      ),
    }))
    .filter(
      ({ storeId, pieces }) =>
        pieces > 0 && listings.get(`${storeId}:${sku._id}`)?.onShelf === true,
    )
    .slice(0, SHOWN)
    .map(({ storeId, name, pieces, m, openNow }) => ({
      storeId,
      name,
      distanceM: place ? Math.round(m) : null,
      stock: pieces <= FEW ? ('few' as const) : ('plenty' as const),
      openNow,
    }));
}

const idsOf = (
  shops: readonly { readonly storeId: string }[],
  parts: readonly Component[],
): string[] => shops.flatMap(({ storeId }) => parts.map(({ skuId }) => `${storeId}:${skuId}`));
