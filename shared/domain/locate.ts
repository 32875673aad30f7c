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
  /** Squared straight distance, a hair too wide, beyond which a shop does not deliver; negative: nowhere. */
  readonly reach2: Float64Array;
  /** The widest of them. */
  readonly farthest2: number;
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
  const reach2 = Float64Array.from(sorted, (shop) =>
    shop.delivery ? chord2Of(reachM(shop.area)) : -1,
  );
  return {
    shops: sorted,
    tree: buildTree(sorted.map((shop) => unitVector(shop.place))),
    reach2,
    farthest2: reach2.reduce((widest, reach) => Math.max(widest, reach), -1),
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

/** The exact test is the shop's own, so this one may only err to the wide side. */
const chord2Of = (m: number): number =>
  (2 * Math.sin(Math.min(m / EARTH_M, Math.PI) / 2)) ** 2 * 1.000_001;

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
  const { shops, reach2 } = index;
  const { mode, place } = ask;
  const everywhere = ask.city === undefined && ask.words.length === 0;
  const wanted = (shop: Shop): boolean =>
    everywhere ||
    ((ask.city === undefined || shop.city === ask.city) &&
      found(ask.words, shop.name, shop.district, shop.address, shop.city));
  const serves = (i: number, chord2: number): boolean => {
    // Most shops are too far to deliver: one number says so before anything else of them is read.
    if (mode === 'delivery' && chord2 > (reach2[i] ?? -1)) return false;
    const shop = shops[i];
    return (
      shop !== undefined &&
      shop.status === 'open' &&
      (mode === 'delivery' || shop.pickup) &&
      wanted(shop) &&
      index.stateOf(i, now).takesOrders &&
      (mode === 'pickup' || !place || offerTo(shop, place) !== null)
    );
  };
  const idle = (i: number, chord2: number): boolean => {
    const shop = shops[i];
    return shop !== undefined && wanted(shop) && !serves(i, chord2);
  };
  const search = place ? byDistance(index, place) : byId(shops.length);
  const hits: Candidate[] = [];
  search(limit, serves, true, mode === 'delivery' ? index.farthest2 : Infinity, hits);
  if (hits.length < limit) search(limit - hits.length, idle, false, Infinity, hits);
  return hits;
}

/** Adds at most `k` accepted shops to the hits, as ones that serve or not. */
type Search = (
  k: number,
  accept: (index: number, chord2: number) => boolean,
  serves: boolean,
  within2: number,
  hits: Candidate[],
) => void;

function byDistance(index: ShopIndex<Shop>, place: Place): Search {
  const vector = unitVector(place);
  return (k, accept, serves, within2, hits) => {
    for (const hit of nearest(index.tree, vector, k, accept, within2))
      hits.push({ index: hit.index, distanceM: arcM(hit.chord2), serves });
  };
}

const byId =
  (size: number): Search =>
  (k, accept, serves, _within2, hits) => {
    const full = hits.length + k;
    // Where nobody knows the distance, none is too far.
    for (let index = 0; index < size && hits.length < full; index += 1)
      if (accept(index, 0)) hits.push({ index, distanceM: null, serves });
  };
