import { call, type Answer } from './call';
import { locate, type Located } from './place';
import type { StoreCard } from './shapes';

/** The shop the shopper buys from. Kept in storage: a manual choice survives the next start. */
export interface ChosenStore {
  storeId: string;
  name: string;
  /** Chosen by hand: the app then asks before it proposes another. */
  byHand: boolean;
}

const KEY = 'store';

export const currentStore = (): ChosenStore | null => {
  const kept: ChosenStore | '' = wx.getStorageSync(KEY);
  return kept || null;
};

export const chooseStore = (storeId: string, name: string, byHand: boolean): void => {
  wx.setStorageSync(KEY, { storeId, name, byHand });
};

export interface Nearby {
  located: Located;
  reply: Answer<'locateStore'>;
}

/** Shops near the phone, those that can serve first. */
export async function nearbyStores(
  input: {
    mode?: 'pickup' | 'delivery';
    cart?: { skuId: string; qty: number }[];
    city?: string;
    query?: string;
    limit?: number;
  },
  again = false,
): Promise<Nearby> {
  const located = await locate(again);
  const point =
    located.kind === 'here' ? { point: { ...located.point, coord: 'gcj02' as const } } : {};
  return { located, reply: await call('locateStore', { ...input, ...point }) };
}

/** Why a shop that would be open takes no orders now; empty when nothing was stopped. */
export const pauseText = ({ whyNot }: Pick<StoreCard, 'whyNot'>): string =>
  whyNot.find(({ code }) => code === 'PAUSED')?.text ?? '';

/** Why no order can be placed with a shop now; empty when one can. */
export const closedText = ({ whyNot }: Pick<StoreCard, 'whyNot'>): string =>
  whyNot
    .filter(({ code }) => code === 'PAUSED' || code === 'CLOSED_NOW')
    .map(({ text }) => text)
    .join('；');

/** One line under a shop's name: open state and until when. */
export function openText(store: Pick<StoreCard, 'openNow' | 'hoursText' | 'whyNot'>): string {
  const paused = pauseText(store);
  if (paused) return paused;
  return `${store.openNow ? '营业中' : '休息中'} · ${store.hoursText}`;
}
