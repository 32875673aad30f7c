import { call, say, type Fault } from '../../services/call';
import { answeredConsent, keepConsent } from '../../services/place';
import type { Offer, ShelfItem, Tap, Told } from '../../services/shapes';
import { basketOf, changeBasket, openProduct, sayLimit } from '../../services/shopping';
import { chooseStore, currentStore } from '../../services/store';
import { refreshTabs } from '../../services/tabs';
import { loadCampaigns, loadHome, loadOffers, type Home } from './load';
import { whoAmI } from '../../services/session';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'choose' | 'fault',
    fault: {} as Fault,
    home: {} as Home,
    offers: [] as Offer[],
    /** Titles of the campaigns here. */
    campaigns: [] as string[],
    counts: {} as Record<string, number>,
    consent: false,
    loadedFor: '',
    more: false,
  },

  onLoad() {
    this.setData({ consent: !answeredConsent() });
  },

  onShow() {
    refreshTabs(this, 'pages/home/index');
    void whoAmI().then(() => refreshTabs(this));
    if (this.data.consent) return;
    const chosen = currentStore()?.storeId ?? '';
    if (this.data.state !== 'ready' || chosen !== this.data.loadedFor) void this.load(false);
    else this.setData({ counts: basketOf(chosen).counts });
  },

  async onPullDownRefresh() {
    await this.load(true);
    wx.stopPullDownRefresh();
  },

  async load(again: boolean) {
    if (this.data.state !== 'ready') this.setData({ state: 'loading' });
    const loaded = await loadHome(again);
    if (loaded.kind === 'fault') return this.setData({ state: 'fault', fault: loaded.fault });
    if (loaded.kind === 'choose') return this.setData({ state: 'choose' });
    const { storeId } = loaded.home.shop;
    const { counts } = basketOf(storeId);
    this.setData({ state: 'ready', home: loaded.home, counts, loadedFor: storeId });
    refreshTabs(this);
    const [offers, campaigns] = await Promise.all([loadOffers(storeId), loadCampaigns(storeId)]);
    if (storeId === this.data.loadedFor) this.setData({ offers, campaigns });
  },

  onRetry() {
    void this.load(true);
  },

  onConsent({ currentTarget }: Tap<{ agreed: string }>) {
    keepConsent(currentTarget.dataset.agreed === 'yes');
    this.setData({ consent: false });
    void this.load(true);
  },

  onStores() {
    void wx.navigateTo({ url: '/packages/shop/stores/index' });
  },
  onSearch() {
    void wx.navigateTo({ url: '/packages/shop/search/index' });
  },
  onScan() {
    void wx.navigateTo({ url: '/packages/shop/search/index?scan=1' });
  },
  onShelf({ currentTarget }: Tap<{ category?: string }>) {
    const { category = '' } = currentTarget.dataset;
    void wx.navigateTo({ url: `/packages/shop/shelf/index?categoryId=${category}` });
  },
  onCoupons() {
    void wx.navigateTo({ url: '/packages/me/coupons/index' });
  },
  onCampaigns() {
    void wx.navigateTo({ url: '/packages/shop/campaign/index' });
  },
  onPrivacy() {
    void wx.navigateTo({ url: '/packages/me/privacy/index' });
  },

  onBetter() {
    const { better } = this.data.home;
    if (!better) return;
    chooseStore(better.storeId, better.name, true);
    say(`已换到${better.name}，原来的购物车还在`);
    void this.load(false);
  },

  onOpen({ detail }: Told<{ skuId: string }>) {
    openProduct(detail.skuId, this.data.home.shop.storeId);
  },
  onQty({ detail }: Told<{ item: ShelfItem; value: number }>) {
    this.setData({ counts: changeBasket(this.data.home.shop, detail.item, detail.value).counts });
    refreshTabs(this);
  },
  onLimit({ detail }: Told<{ left: number }>) {
    sayLimit(detail.left);
  },

  async onReachBottom() {
    const { shop, next, items } = this.data.home;
    if (!next || this.data.more) return;
    this.setData({ more: true });
    const reply = await call('listShelf', { storeId: shop.storeId, cursor: next, limit: 20 });
    this.setData({ more: false });
    if (!reply.ok || shop.storeId !== this.data.home.shop.storeId) return;
    this.setData({
      'home.items': [...items, ...reply.data.items],
      'home.next': reply.data.next ?? '',
    });
  },

  onShareAppMessage() {
    return {
      title: `${this.data.home.shop?.name ?? '连店'}：新鲜就在楼下`,
      path: '/pages/home/index',
    };
  },
});
