import { offerFor, reachM, type Offer } from './delivery';
import { EARTH_M, arcM, unitVector, type Place } from './geo';
import { openState, whenText, type OpenState } from './hours';
import { buildTree, nearest, type KdTree } from './kdTree';
import { found } from './search';
import type { DeliveryArea, StoreHours } from './store';

/** What locating needs to know of a shop. */
export interface Shop {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly city: string;
  readonly district: string;
  readonly address: string;
  /** Only `open` and `paused` shops are shown to shoppers. */
  readonly status: 'open' | 'paused';
  readonly statusReason: string;
  readonly place: Place;
  readonly hours: StoreHours;
  readonly pickup: boolean;
  readonly delivery: boolean;
  readonly area: DeliveryArea;
}
export interface ShopIndex<S extends Shop> {
  /** By id: where distances tie, the smaller id comes first. */
  readonly shops: readonly S[];
  readonly tree: KdTree;
  /** Farthest any shop delivers, metres. */
  readonly reachM: number;
  /** Open or not, remembered until it changes. */
  stateOf(index: number, now: number): OpenState;
}
export interface Ask {
  readonly place: Place | null;
  readonly mode: 'pickup' | 'delivery';
  readonly city: string | undefined;
  readonly words: readonly string[];
}
export interface WhyNot {
  readonly code:
    | 'CLOSED_NOW'
    | 'PAUSED'
    | 'OUT_OF_AREA'
    | 'SHORT_STOCK'
    | 'BELOW_MINIMUM'
    | 'NO_SERVICE';
  readonly text: string;
}
export interface Candidate {
  readonly index: number;
  /** Metres; null when nobody knows where the shopper is. */
  readonly distanceM: number | null;
  readonly serves: boolean;
}

/** @param before an older index: what it knows of unchanged shops' hours is kept */
export function indexShops<S extends Shop>(
  shops: readonly S[],
  before?: ShopIndex<Shop> & { readonly states?: ReadonlyMap<string, OpenState> },
): ShopIndex<S> & { readonly states: ReadonlyMap<string, OpenState> } {
  const sorted = shops.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const keys = sorted.map((shop) => `${shop.id}@${shop.version}`);
  const states = new Map<string, OpenState>();
  for (const key of keys) {
    const known = before?.states?.get(key);
    if (known) states.set(key, known);
  }
  const byIndex = keys.map((key) => states.get(key));
  return {
    shops: sorted,
    tree: buildTree(sorted.map((shop) => unitVector(shop.place))),
    reachM: Math.max(0, ...sorted.map((shop) => (shop.delivery ? reachM(shop.area) : 0))),
    states,
    stateOf(index, now) {
      const known = byIndex[index];
      if (known && known.from <= now && now < known.until) return known;
      const shop = sorted[index];
      if (!shop) throw new RangeError(`no shop ${index}`);
      const state = openState(shop.hours, now);
      byIndex[index] = state;
      states.set(keys[index] ?? '', state);
      return state;
    },
  };
}

/** Everything that keeps a shop from serving the asker now, the cart aside. Empty: it serves. */
export function whyNot(shop: Shop, state: OpenState, ask: Ask, now: number): WhyNot[] {
  const reasons: WhyNot[] = [];
  if (shop.status === 'paused')
    reasons.push({
      code: 'PAUSED',
      text: shop.statusReason ? `暂停接单：${shop.statusReason}` : '门店暂停接单',
    });
  if (!state.takesOrders) reasons.push({ code: 'CLOSED_NOW', text: closedText(state, now) });
  if (!(ask.mode === 'pickup' ? shop.pickup : shop.delivery))
    reasons.push({
      code: 'NO_SERVICE',
      text: ask.mode === 'pickup' ? '本店暂不支持到店自提' : '本店暂不提供配送',
    });
  else if (ask.mode === 'delivery' && ask.place && !offerTo(shop, ask.place))
    reasons.push({ code: 'OUT_OF_AREA', text: '收货地址不在本店配送范围' });
  return reasons;
}

export const offerTo = (shop: Shop, place: Place): Offer | null =>
  shop.delivery ? offerFor(shop.area, shop.place, place) : null;

function closedText(state: OpenState, now: number): string {
  if (state.open) return '快打烊了，已停止接单';
  const why = state.closure ? `临时停业：${state.closure}` : '已打烊';
  return state.changesAt === null ? why : `${why}，${whenText(state.changesAt, now)}开门`;
}

/**
 * Shops by "can serve now", then distance (name order of ids without a position). At most `limit` that serve,
 * filled up with the nearest that do not.
 */
export function locate<S extends Shop>(
  index: ShopIndex<S>,
  ask: Ask,
  now: number,
  limit: number,
): Candidate[] {
  const { shops } = index;
  const wanted = (shop: Shop): boolean =>
    (ask.city === undefined || shop.city === ask.city) &&
    found(ask.words, shop.name, shop.district, shop.address, shop.city);
  const serves = (i: number): boolean => {
    const shop = shops[i];
    return (
      shop !== undefined &&
      shop.status === 'open' &&
      (ask.mode === 'pickup' ? shop.pickup : shop.delivery) &&
      wanted(shop) &&
      index.stateOf(i, now).takesOrders &&
      (ask.mode === 'pickup' || !ask.place || offerTo(shop, ask.place) !== null)
    );
  };
  const idle = (i: number): boolean => {
    const shop = shops[i];
    return shop !== undefined && wanted(shop) && !serves(i);
  };
  const search = ask.place ? byDistance(index, ask.place) : byId(shops.length);
  const first = search(limit, serves, ask.mode === 'delivery' ? index.reachM : Infinity);
  const rest = first.length < limit ? search(limit - first.length, idle, Infinity) : [];
  return [
    ...first.map((c) => ({ ...c, serves: true })),
    ...rest.map((c) => ({ ...c, serves: false })),
  ];
}

type Search = (
  k: number,
  accept: (index: number) => boolean,
  withinM: number,
) => { index: number; distanceM: number | null }[];

function byDistance(index: ShopIndex<Shop>, place: Place): Search {
  const vector = unitVector(place);
  return (k, accept, withinM) => {
    // A hair wider than the reach: the exact test is the shop's own.
    const chord = Number.isFinite(withinM) ? 2 * Math.sin(withinM / EARTH_M / 2) : Infinity;
    return nearest(index.tree, vector, k, accept, chord * chord * 1.000_001).map((hit) => ({
      index: hit.index,
      distanceM: arcM(hit.chord2),
    }));
  };
}

const byId =
  (size: number): Search =>
  (k, accept) => {
    const hits: { index: number; distanceM: null }[] = [];
    for (let index = 0; index < size && hits.length < k; index += 1)
      if (accept(index)) hits.push({ index, distanceM: null });
    return hits;
  };
