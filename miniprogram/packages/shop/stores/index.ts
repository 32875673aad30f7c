import { ask, faultOf, say, type Fault } from '../../../services/call';
import { linesOf, piecesOf } from '../../../services/cart';
import { keepConsent } from '../../../services/place';
import type { StoreCard, Tap, Told } from '../../../services/shapes';
import { chooseStore, currentStore, nearbyStores } from '../../../services/store';
import { mapOf } from './map';
import { afterTyping } from '../../../services/timers';

const MODES = [
  { value: 'pickup', label: '到店自提' },
  { value: 'delivery', label: '送货上门' },
];
const typing = afterTyping();

Page({
  data: {
    modes: MODES,
    mode: 'pickup' as 'pickup' | 'delivery',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    stores: [] as StoreCard[],
    cities: [] as { city: string; stores: number }[],
    city: '',
    query: '',
    /** Why there is no distance: refused, or the phone could not tell. */
    nowhere: '' as '' | 'refused' | 'unknown',
    current: '',
    map: mapOf([], null, ''),
  },

  onLoad({ mode = 'pickup' }) {
    const current = currentStore()?.storeId ?? '';
    this.setData({ current, mode: mode === 'delivery' ? mode : 'pickup' });
    void this.load(false);
  },

  async load(again: boolean) {
    const { mode, city, query, current } = this.data;
    const { skuQtys } = this.cartOfCurrent();
    const input = { mode, limit: 50, cart: skuQtys };
    const { reply, located } = await nearbyStores(
      { ...input, ...(city ? { city } : {}), ...(query ? { query } : {}) },
      again,
    );
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { stores, cities } = reply.data;
    const point = located.kind === 'here' ? located.point : null;
    this.setData({
      state: 'ready',
      stores,
      cities,
      nowhere: located.kind === 'here' ? '' : located.kind,
      map: mapOf(stores, point, current),
    });
  },

  /** What is in the cart travels along: a shop that lacks it says so. */
  cartOfCurrent() {
    const lines = linesOf(this.data.current).filter(({ selected }) => selected);
    return { skuQtys: lines.map(({ skuId, qty }) => ({ skuId, qty })) };
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load(true);
  },
  onMode({ detail }: Told<{ value: 'pickup' | 'delivery' }>) {
    this.setData({ mode: detail.value });
    void this.load(false);
  },
  onCity({ currentTarget }: Tap<{ city: string }>) {
    const { city } = currentTarget.dataset;
    this.setData({ city: city === this.data.city ? '' : city });
    void this.load(false);
  },
  onQuery({ detail }: WechatMiniprogram.Input) {
    this.setData({ query: detail.value.trim() });
    typing(() => void this.load(false));
  },

  /** Refused before: only the settings page can give the position back. */
  async onAllow() {
    keepConsent(true);
    if (this.data.nowhere === 'refused') await wx.openSetting().catch(() => undefined);
    await this.load(true);
    if (this.data.nowhere) say('还是没有拿到位置，可以按城市选店');
  },

  onMarker({ detail }: WechatMiniprogram.CustomEvent<{ markerId: number }>) {
    const store = this.data.stores[detail.markerId];
    if (store) void this.choose(store);
  },
  onChoose({ detail }: Told<{ storeId: string }>) {
    const store = this.data.stores.find(({ storeId }) => storeId === detail.storeId);
    if (store) void this.choose(store);
  },

  async choose(store: StoreCard) {
    const { current } = this.data;
    if (store.storeId === current) return wx.navigateBack();
    const pieces = piecesOf(current);
    const agreed =
      pieces === 0 ||
      (await ask(
        '换到这家店？',
        `当前门店购物车里的 ${pieces} 件会留着，换回去就能看到。`,
        '换店',
      ));
    if (!agreed) return;
    chooseStore(store.storeId, store.name, true);
    wx.navigateBack();
  },
});
