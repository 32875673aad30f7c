import { call, faultOf, type Fault } from '../../../services/call';
import { distanceText, locate } from '../../../services/place';
import type { Product, Tap, Told } from '../../../services/shapes';
import { basketOf, changeBasket, sayLimit, type Basket } from '../../../services/shopping';
import { skuView } from '../../../services/skuView';
import { chooseStore, closedText, currentStore } from '../../../services/store';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    skuId: '',
    store: { storeId: '', name: '' },
    product: {} as Product,
    /** Why nothing can be ordered now. */
    closed: '',
    view: {} as ReturnType<typeof skuView>,
    elsewhere: [] as { storeId: string; name: string; far: string; stock: string; open: boolean }[],
    images: [] as string[],
    basket: { counts: {}, pieces: 0, fen: 0 } as Basket,
  },

  onLoad({ skuId = '', storeId = '' }) {
    const store = currentStore();
    const id = storeId || store?.storeId || '';
    const name = store?.storeId === id ? store.name : '';
    this.setData({ skuId, store: { storeId: id, name } });
    void this.load();
  },
  onShow() {
    this.setData({ basket: basketOf(this.data.store.storeId) });
  },

  async load() {
    const { skuId, store } = this.data;
    this.setData({ state: 'loading' });
    const located = await locate();
    const point =
      located.kind === 'here' ? { point: { ...located.point, coord: 'gcj02' as const } } : {};
    const { storeId } = store;
    const [reply, shop] = await Promise.all([
      call('getProduct', { skuId, storeId, ...point }),
      call('getStore', { storeId }),
    ]);
    if (storeId !== this.data.store.storeId || skuId !== this.data.skuId) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const product = reply.data;
    this.setData({
      state: 'ready',
      product,
      closed: shop.ok ? closedText(shop.data) : '',
      store: { storeId, name: shop.ok ? shop.data.name : store.name },
      view: skuView(product),
      images: product.images.length > 0 ? product.images : [product.image],
      elsewhere: product.elsewhere.map((shop) => ({
        storeId: shop.storeId,
        name: shop.name,
        far: distanceText(shop.distanceM),
        stock: shop.stock === 'plenty' ? '有货' : '库存紧张',
        open: shop.openNow,
      })),
    });
  },

  onSpec({ currentTarget }: Tap<{ sku: string }>) {
    if (currentTarget.dataset.sku === this.data.skuId) return;
    this.setData({ skuId: currentTarget.dataset.sku });
    void this.load();
  },
  onQty({ detail }: Told<{ value: number }>) {
    this.setQty(detail.value);
  },
  onAdd() {
    this.setQty(1);
  },
  setQty(qty: number) {
    this.setData({ basket: changeBasket(this.data.store, this.data.product, qty) });
  },
  onLimit() {
    sayLimit(this.data.product.left ?? 0);
  },
  /** Buying it there means shopping there; the cart here stays. */
  onElsewhere({ currentTarget }: Tap<{ id: string; name: string }>) {
    const { id, name } = currentTarget.dataset;
    chooseStore(id, name, true);
    this.setData({ store: { storeId: id, name }, basket: basketOf(id) });
    void this.load();
  },
  onImage({ currentTarget }: Tap<{ src: string }>) {
    wx.previewImage({ urls: this.data.images, current: currentTarget.dataset.src });
  },
  onCart() {
    wx.switchTab({ url: '/pages/cart/index' });
  },
  onHome() {
    wx.switchTab({ url: '/pages/home/index' });
  },

  onShareAppMessage() {
    const { product, store } = this.data;
    const path = `/packages/shop/product/index?skuId=${product.skuId}&storeId=${store.storeId}`;
    return { title: product.title, path };
  },
});
