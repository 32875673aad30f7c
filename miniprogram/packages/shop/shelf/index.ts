import { call, faultOf, type Fault } from '../../../services/call';
import type { Category, ShelfItem, Tap, Told } from '../../../services/shapes';
import {
  basketOf,
  changeBasket,
  openProduct,
  sayLimit,
  type Basket,
} from '../../../services/shopping';
import { currentStore } from '../../../services/store';

const SPECIAL = 'special';
const PAGE = 30;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    store: { storeId: '', name: '' },
    canOrder: true,
    /** `''`: all; `special`: reduced ones; else a category. */
    on: '',
    categories: [] as Category[],
    items: [] as ShelfItem[],
    next: '',
    more: false,
    basket: { counts: {}, pieces: 0, fen: 0 } as Basket,
  },

  onLoad({ categoryId = '', storeId = '' }) {
    const store = currentStore() ?? { storeId, name: '' };
    // Opened by a link before any shop was chosen: there is nothing to show yet.
    if (!store.storeId) return void wx.redirectTo({ url: '/packages/shop/stores/index' });
    this.setData({ store, on: categoryId });
    void this.load();
  },
  onShow() {
    const { storeId } = this.data.store;
    if (storeId) this.setData({ basket: basketOf(storeId) });
  },

  query(cursor: string) {
    const { store, on } = this.data;
    const filter = on === SPECIAL ? ({ only: SPECIAL } as const) : on ? { categoryId: on } : {};
    const from = cursor ? { cursor } : {};
    return call('listShelf', { storeId: store.storeId, limit: PAGE, ...filter, ...from });
  },

  async load() {
    const { on } = this.data;
    this.setData({ state: 'loading', items: [], next: '' });
    const reply = await this.query('');
    if (on !== this.data.on) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { store, categories, items, next } = reply.data;
    wx.setNavigationBarTitle({ title: store.name });
    this.setData({
      state: 'ready',
      items,
      next: next ?? '',
      canOrder: store.canOrder,
      store: { storeId: store.storeId, name: store.name },
      categories: categories.filter(({ count }) => count > 0),
    });
  },

  async onLower() {
    const { on, next, more } = this.data;
    if (!next || more) return;
    this.setData({ more: true });
    const reply = await this.query(next);
    this.setData({ more: false });
    if (!reply.ok || on !== this.data.on) return;
    this.setData({ items: [...this.data.items, ...reply.data.items], next: reply.data.next ?? '' });
  },

  onCategory({ currentTarget }: Tap<{ id: string }>) {
    this.setData({ on: currentTarget.dataset.id });
    void this.load();
  },
  onSearch() {
    void wx.navigateTo({ url: '/packages/shop/search/index' });
  },
  onOpen({ detail }: Told<{ skuId: string }>) {
    openProduct(detail.skuId, this.data.store.storeId);
  },
  onQty({ detail }: Told<{ item: ShelfItem; value: number }>) {
    this.setData({ basket: changeBasket(this.data.store, detail.item, detail.value) });
  },
  onLimit({ detail }: Told<{ left: number }>) {
    sayLimit(detail.left);
  },
});
