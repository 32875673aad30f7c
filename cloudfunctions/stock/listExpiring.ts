import { listExpiring } from '#shared/contracts/stock';
import { adviceFor, clearingPriceFen, lotsLeft } from '#shared/domain/lots';
import { onHandOf } from '#shared/domain/stock';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** Lots near or past their day, soonest first, with what to do: a special in time, or off the books. */
export const main = serve(listExpiring, async ({ storeId, all }, ctx) => {
  const kept = await readAll(ctx.db, 'stockLots', { storeId });
  const ids = kept.map(({ _id }) => _id);
  const [stock, listings, skus] = await Promise.all([
    byId(ctx.db, 'stock', ids),
    byId(ctx.db, 'listings', ids),
    byId(
      ctx.db,
      'skus',
      kept.map(({ skuId }) => skuId),
    ),
  ]);
  const items = kept.flatMap(({ _id, skuId, lots }) => {
    const sku = skus.get(skuId);
    const here = stock.get(_id);
    if (!sku || !here) return [];
    const listing = listings.get(_id);
    const priceFen = listing?.storePriceFen ?? sku.listPriceFen;
    const special = listing?.special;
    const running = special ? special.from <= ctx.now && ctx.now < special.until : false;
    return lotsLeft(onHandOf(here), lots).map(({ day, qty }) => {
      const { daysLeft, advice } = adviceFor(day, sku.shelfLifeDays, ctx.now);
      const { floorPriceFen } = sku;
      return {
        skuId,
        title: sku.title,
        spec: sku.spec,
        image: sku.image,
        unit: sku.unit,
        day,
        daysLeft,
        qty,
        advice,
        priceFen,
        specialFen:
          advice === 'special'
            ? clearingPriceFen({ priceFen, floorPriceFen }, daysLeft, sku.shelfLifeDays)
            : null,
        running,
        lossFen: qty * sku.costFen,
      };
    });
  });
  return {
    items: items
      .filter(({ advice }) => all || advice !== 'none')
      .sort((a, b) => a.daysLeft - b.daysLeft || (a.title < b.title ? -1 : 1)),
  };
});
