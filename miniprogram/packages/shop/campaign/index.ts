import { shortTime } from '#shared/domain/time';
import { call, faultOf, missing, type Fault } from '../../../services/call';
import type { CampaignBlock, Tap, Told } from '../../../services/shapes';
import { basketOf, changeBasket, openProduct, type Basket } from '../../../services/shopping';
import { currentStore } from '../../../services/store';

/** Which campaigns count in the shop one buys from, what they give, and the goods they are about. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    store: { storeId: '', name: '' },
    blocks: [] as (CampaignBlock & { when: string })[],
    basket: { counts: {}, pieces: 0, fen: 0 } as Basket,
  },

  onShow() {
    const store = currentStore();
    if (!store) return this.setData({ state: 'fault', fault: missing('先选一家门店') });
    this.setData({ store, basket: basketOf(store.storeId) });
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('listCampaignPage', { storeId: this.data.store.storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const blocks = reply.data.blocks.map((block) => ({ ...block, when: whenText(block) }));
    this.setData({ state: 'ready', blocks });
  },

  onOpen({ currentTarget }: Tap<{ sku: string }>) {
    openProduct(currentTarget.dataset.sku, this.data.store.storeId);
  },
  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string }>) {
    const item = this.data.blocks
      .flatMap(({ goods }) => goods)
      .find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!item) return;
    this.setData({ basket: changeBasket(this.data.store, item, detail.value) });
  },
  onShelf() {
    void wx.navigateTo({ url: '/packages/shop/shelf/index' });
  },
});

const whenText = ({ state, from, until }: CampaignBlock): string =>
  state === 'begins' ? `${shortTime(from)} 开始` : `${shortTime(until).replace(' 23:59', '')} 截止`;
