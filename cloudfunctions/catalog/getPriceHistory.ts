import { getPriceHistory } from '#shared/contracts/catalog';
import { dayOf } from '#shared/domain/time';
import { oneOf } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

const SHOWN = 200;

export const main = serve(getPriceHistory, async ({ skuId, storeId }, ctx) => {
  if (storeId !== undefined) ctx.reach(storeId);
  const { stores } = ctx;
  // The list price holds everywhere; a shop's own prices are for those who reach it.
  const seen =
    storeId !== undefined
      ? { storeId: oneOf([null, storeId]) }
      : stores === 'all'
        ? {}
        : { storeId: oneOf([null, ...stores]) };
  const rows = await ctx.db.find(
    'priceChanges',
    { skuId, ...seen },
    { sort: { at: -1, _id: -1 }, limit: SHOWN },
  );
  const names = await byId(
    ctx.db,
    'stores',
    rows.flatMap((row) => (row.storeId === null ? [] : [row.storeId])),
  );
  return {
    items: rows.map(({ at, storeId: id, fromFen, toFen, kind, by }) => ({
      at,
      storeId: id,
      storeName: id === null ? '全部门店' : (names.get(id)?.name ?? id),
      fromFen,
      toFen,
      kind,
      by,
      day: dayOf(at),
    })),
  };
});
