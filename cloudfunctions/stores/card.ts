import type { Out } from '#shared/contracts/kit';
import type { getStore, locateStore } from '#shared/contracts/stores';
import type { Place } from '#shared/domain/geo';
import { hoursText, type OpenState } from '#shared/domain/hours';
import { offerTo, type WhyNot } from '#shared/domain/locate';
import type { ChainShop } from '../kit/chain';

export type Card = Out<typeof locateStore>['stores'][number];
export type FullCard = Out<typeof getStore>;

interface Seen {
  readonly state: OpenState;
  readonly now: number;
  readonly place: Place | null;
  readonly distanceM: number | null;
  readonly reasons: readonly WhyNot[];
  readonly missing: Card['missing'];
}

/** A shop as the list shows it. */
export function cardOf(shop: ChainShop, seen: Seen): Card {
  const { doc, area } = shop;
  const { state, place } = seen;
  const [tier] = area.tiers;
  // Without a place the nearest tier stands for "from …".
  const offer = place ? offerTo(shop, place) : shop.delivery && tier ? tier : null;
  return {
    storeId: shop.id,
    name: shop.name,
    city: shop.city,
    district: shop.district,
    address: shop.address,
    phone: doc.phone,
    image: doc.image,
    tags: doc.tags,
    loc: shop.place,
    distanceM: seen.distanceM === null ? null : Math.round(seen.distanceM),
    canServe: seen.reasons.length === 0,
    whyNot: [...seen.reasons],
    openNow: state.open,
    changesAt: state.changesAt,
    hoursText: hoursText(shop.hours, seen.now),
    prepMin: doc.prepMin,
    pickup: shop.pickup,
    delivery: offer && {
      feeFen: offer.feeFen,
      minOrderFen: area.minOrderFen,
      etaMin: offer.etaMin,
    },
    missing: seen.missing,
  };
}
