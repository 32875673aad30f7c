import { call, faultOf, type Fault } from '../../services/call';
import { distanceText } from '../../services/place';
import type { Category, Offer, ShelfItem, StoreCard } from '../../services/shapes';
import { chooseStore, currentStore, nearbyStores, openText, pauseText } from '../../services/store';

/** The shop on top of the page, in words. */
export interface Shop {
  storeId: string;
  name: string;
  address: string;
  distance: string;
  open: string;
  openNow: boolean;
  why: string;
  notice: string;
}
export interface Home {
  shop: Shop;
  canOrder: boolean;
  /** A shop that can serve while the chosen one cannot, or is much nearer: proposed, never imposed. */
  better: { storeId: string; name: string; text: string } | null;
  categories: Category[];
  specials: ShelfItem[];
  items: ShelfItem[];
  next: string;
}
export type Loaded =
  | { readonly kind: 'home'; readonly home: Home }
  | { readonly kind: 'choose' }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Nearer by this much is worth saying. */
const WORTH_M = 500;

export async function loadHome(again: boolean): Promise<Loaded> {
  const { reply, located } = await nearbyStores({ limit: 20 }, again);
  if (!reply.ok) return { kind: 'fault', fault: faultOf(reply) };
  const { stores, bestStoreId } = reply.data;
  const chosen = currentStore();
  const best = stores.find((store) => store.storeId === bestStoreId);
  // Without a position the "nearest" means nothing: the shopper picks.
  if (!chosen && (located.kind !== 'here' || !best)) return { kind: 'choose' };
  if (!chosen && best) chooseStore(best.storeId, best.name, false);
  const storeId = chosen?.storeId ?? best?.storeId ?? '';
  return loadShelf(storeId, stores, best);
}

async function loadShelf(
  storeId: string,
  stores: readonly StoreCard[],
  best: StoreCard | undefined,
): Promise<Loaded> {
  const known = stores.find((store) => store.storeId === storeId);
  const [shelf, specials, card] = await Promise.all([
    call('listShelf', { storeId, limit: 20 }),
    call('listShelf', { storeId, only: 'special', limit: 12 }),
    known ? undefined : call('getStore', { storeId }),
  ]);
  if (!shelf.ok) return { kind: 'fault', fault: faultOf(shelf) };
  const store = known ?? (card?.ok ? card.data : undefined);
  const { notice, canOrder, name } = shelf.data.store;
  const open = store ? openText(store) : '';
  const whyNot = store?.whyNot.map(({ text }) => text) ?? [];
  return {
    kind: 'home',
    home: {
      shop: {
        storeId,
        name,
        address: store?.address ?? '',
        distance: store ? distanceText(store.distanceM) : '',
        open,
        openNow: store ? store.openNow && pauseText(store) === '' : canOrder,
        // What the line under the name says already is not said twice.
        why: whyNot.filter((text) => text !== open).join('；'),
        notice,
      },
      canOrder,
      better: store && best ? better(store, best) : null,
      categories: shelf.data.categories.filter(({ count }) => count > 0),
      specials: specials.ok ? specials.data.items : [],
      items: shelf.data.items,
      next: shelf.data.next ?? '',
    },
  };
}

function better(now: StoreCard, best: StoreCard): Home['better'] {
  if (best.storeId === now.storeId) return null;
  const { storeId, name } = best;
  const far = distanceText(best.distanceM);
  if (!now.canServe) return { storeId, name, text: `${far ? `${far}，` : ''}现在可以下单` };
  const gain = (now.distanceM ?? 0) - (best.distanceM ?? 0);
  return gain > WORTH_M ? { storeId, name, text: `离你更近，只有 ${far}` } : null;
}

/** Coupons to claim, at most three; a strip, so a refusal shows nothing. */
export async function loadOffers(storeId: string): Promise<Offer[]> {
  const reply = await call('listCouponCentre', { storeId });
  return reply.ok ? reply.data.items.filter(({ canClaim }) => canClaim).slice(0, 3) : [];
}

/** Titles of what runs in a shop or is about to. */
export async function loadCampaigns(storeId: string): Promise<string[]> {
  const reply = await call('listCampaignPage', { storeId });
  return reply.ok ? reply.data.blocks.map(({ title }) => title) : [];
}
