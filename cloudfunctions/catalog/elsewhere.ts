import type { Out } from '#shared/contracts/kit';
import type { getProduct } from '#shared/contracts/catalog';
import { distanceM, type Place } from '#shared/domain/geo';
import { FEW } from '#shared/domain/price';
import type { Chain } from '../kit/chain';
import { gte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

type Elsewhere = Out<typeof getProduct>['elsewhere'];
const SHOWN = 5;

/** Other shops that have the product on the shelf and in stock, open ones first, then nearest. */
export async function elsewhere(
  ctx: Pick<Ctx, 'db' | 'now'>,
  chain: Chain,
  skuId: string,
  hereId: string,
  place: Place | null,
): Promise<Elsewhere> {
  const stock = await ctx.db.find(
    'stock',
    { skuId, available: gte(1) },
    { limit: 1000, only: ['storeId', 'available'] },
  );
  const here = place ?? chain.byId(hereId)?.shop.place ?? null;
  const shops = stock
    .flatMap(({ _id, storeId, available }) => {
      const found = storeId === hereId ? undefined : chain.byId(storeId);
      if (!found || found.shop.status !== 'open') return [];
      const { shop, index } = found;
      const m = here ? distanceM(here, shop.place) : 0;
      const openNow = chain.index.stateOf(index, ctx.now).takesOrders;
      return [{ _id, storeId, name: shop.name, available, m, openNow }];
    })
    .toSorted(
      (a, b) =>
        Number(b.openNow) - Number(a.openNow) || a.m - b.m || (a.storeId < b.storeId ? -1 : 1),
    )
    // A few more than shown: some may be off the shelf there.
    .slice(0, SHOWN * 4);
  const listings = await byId(
    ctx.db,
    'listings',
    shops.map((shop) => shop._id),
  );
  return shops
    .filter((shop) => listings.get(shop._id)?.onShelf === true)
    .slice(0, SHOWN)
    .map(({ storeId, name, available, m, openNow }) => ({
      storeId,
      name,
      distanceM: place ? Math.round(m) : null,
      stock: available <= FEW ? ('few' as const) : ('plenty' as const),
      openNow,
    }));
}
