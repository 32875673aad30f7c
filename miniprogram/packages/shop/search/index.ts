import { call, faultOf, say, type Fault } from '../../../services/call';
import type { ShelfItem, Tap, Told } from '../../../services/shapes';
import {
  basketOf,
  changeBasket,
  openProduct,
  sayLimit,
  type Basket,
} from '../../../services/shopping';
import { currentStore } from '../../../services/store';
import { forgetSearched, keepSearched, searched } from './history';
import { afterTyping } from '../../../services/timers';

const typing = afterTyping();

Page({
  data: {
    state: 'idle' as 'idle' | 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    store: { storeId: '', name: '' },
    query: '',
    history: [] as string[],
    items: [] as ShelfItem[],
    canOrder: true,
    basket: { counts: {}, pieces: 0, fen: 0 } as Basket,
  },

  onLoad({ scan = '' }) {
    const store = currentStore();
    if (!store) return void wx.redirectTo({ url: '/packages/shop/stores/index' });
    this.setData({ store, history: searched() });
    if (scan) void this.onScan();
  },
  onShow() {
    this.setData({ basket: basketOf(this.data.store.storeId) });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    const query = detail.value.trim();
    this.setData({ query });
    if (query) typing(() => void this.load());
    else this.setData({ state: 'idle', items: [] });
  },
  onConfirm() {
    if (!this.data.query) return;
    this.setData({ history: keepSearched(this.data.query) });
    void this.load();
  },
  onWord({ currentTarget }: Tap<{ word: string }>) {
    this.setData({ query: currentTarget.dataset.word });
    void this.load();
  },
  onForget() {
    forgetSearched();
    this.setData({ history: [] });
  },
  onClear() {
    this.setData({ query: '', state: 'idle', items: [] });
  },

  async load() {
    const { query, store } = this.data;
    if (this.data.items.length === 0) this.setData({ state: 'loading' });
    const reply = await call('listShelf', { storeId: store.storeId, query, limit: 60 });
    if (query !== this.data.query) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, store: shop } = reply.data;
    this.setData({ state: 'ready', items, canOrder: shop.canOrder });
  },

  async onScan() {
    const barcode = await wx
      .scanCode({ scanType: ['barCode'] })
      .then(({ result }) => result)
      .catch(() => '');
    if (!barcode) return;
    if (!/^\d{6,14}$/.test(barcode)) return say('这不是商品条码');
    const { storeId } = this.data.store;
    const reply = await call('scanBarcode', { storeId, barcode });
    if (reply.ok) openProduct(reply.data.skuId, storeId);
    else say(reply.message);
  },

  onOpen({ detail }: Told<{ skuId: string }>) {
    if (this.data.query) this.setData({ history: keepSearched(this.data.query) });
    openProduct(detail.skuId, this.data.store.storeId);
  },
  onQty({ detail }: Told<{ item: ShelfItem; value: number }>) {
    this.setData({ basket: changeBasket(this.data.store, detail.item, detail.value) });
  },
  onLimit({ detail }: Told<{ left: number }>) {
    sayLimit(detail.left);
  },
});
