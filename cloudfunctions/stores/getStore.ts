import { getStore } from '#shared/contracts/stores';
import { distanceM, placeOf } from '#shared/domain/geo';
import { weekText } from '#shared/domain/hours';
import { whyNot, type Ask } from '#shared/domain/locate';
import { chainOf } from '../kit/chain';
import { serve } from '../kit/serve';
import { cardOf } from './card';

export const main = serve(getStore, async ({ storeId, point }, ctx) => {
  const chain = await chainOf(ctx);
  const found = chain.byId(storeId);
  if (!found) return ctx.refuse('NOT_FOUND', { message: '没有找到这家门店，它可能已经关闭' });
  const { shop, index } = found;
  const state = chain.index.stateOf(index, ctx.now);

  const place = placeOf(point);
  const mode = shop.pickup ? 'pickup' : 'delivery';
  const ask: Ask = { place, mode, city: undefined, words: [] };
  const card = cardOf(shop, {
    state,
    now: ctx.now,
    place,
    distanceM: place && distanceM(place, shop.place),
    reasons: whyNot(shop, state, ask, ctx.now),
    missing: [],
  });
  return {
    ...card,
    week: weekText(shop.hours, ctx.now),
    notice: shop.doc.notice,
    area: {
      polygon:
        shop.area.polygon?.map((ring) => ring.map(([x, y]): [number, number] => [x, y])) ?? null,
      radiusM: shop.area.radiusM,
    },
  };
});
