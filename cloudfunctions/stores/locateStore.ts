import { locateStore } from '#shared/contracts/stores';
import { placeOf } from '#shared/domain/geo';
import { locate, whyNot, type Ask } from '#shared/domain/locate';
import { wordsOf } from '#shared/domain/search';
import { chainOf, type Chain } from '../kit/chain';
import { serve } from '../kit/serve';
import { cardOf, type Card } from './card';
import { fitCart, shopsPerRead, wantedOf } from './cartFit';

export const main = serve(locateStore, async (input, ctx) => {
  const chain = await chainOf(ctx);
  const { mode, limit } = input;
  const words = wordsOf(input.query);
  const ask: Ask = { place: placeOf(input.point), mode, city: input.city, words };

  const wanted = wantedOf(input.cart);
  // With a cart more shops are looked at than shown: the nearest may lack something.
  const look = wanted.size > 0 ? Math.max(limit, shopsPerRead(wanted.size)) : limit;
  const candidates = locate(chain.index, ask, ctx.now, look);
  const judged = candidates.slice(0, shopsPerRead(wanted.size)).flatMap(({ index }) => {
    const shop = chain.index.shops[index];
    const minOrderFen = mode === 'delivery' ? (shop?.area.minOrderFen ?? 0) : 0;
    return shop ? [{ doc: shop.doc, minOrderFen }] : [];
  });
  const fits = await fitCart(ctx, judged, wanted);

  const cards = candidates.flatMap((candidate) => {
    const shop = chain.index.shops[candidate.index];
    if (!shop) return [];
    const state = chain.index.stateOf(candidate.index, ctx.now);
    const fit = fits.get(shop.id);
    const reasons = [...whyNot(shop, state, ask, ctx.now), ...(fit?.reasons ?? [])];
    const { distanceM } = candidate;
    const missing = fit?.missing ?? [];
    const seen = { state, now: ctx.now, place: ask.place, distanceM, reasons, missing };
    return [cardOf(shop, seen)];
  });
  const stores = cards.toSorted(byService).slice(0, limit);
  return {
    asOf: ctx.now,
    stores,
    bestStoreId: stores.find((card) => card.canServe)?.storeId ?? null,
    cities: citiesOf(chain),
  };
});

/** Those that serve first, then by distance; sorting is stable, so ties stay by id. */
const byService = (a: Card, b: Card): number =>
  Number(b.canServe) - Number(a.canServe) || (a.distanceM ?? 0) - (b.distanceM ?? 0);

function citiesOf(chain: Chain): { city: string; stores: number }[] {
  const counts = new Map<string, number>();
  for (const { city } of chain.index.shops) counts.set(city, (counts.get(city) ?? 0) + 1);
  return [...counts]
    .map(([city, stores]) => ({ city, stores }))
    .toSorted((a, b) => b.stores - a.stores || a.city.localeCompare(b.city, 'zh'));
}
