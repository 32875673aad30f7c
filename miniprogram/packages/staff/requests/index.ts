import { shortTime } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import { mayAs, workStoreId } from '../../../services/session';
import type { StockRequest, Tap } from '../../../services/shapes';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    may: false,
    items: [] as (StockRequest & { when: string; goods: string; pieces: number })[],
  },

  async onShow() {
    await workStoreId();
    this.setData({ may: mayAs('storeManager') });
    await this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('listRequests', { storeId: await workStoreId() });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({
      state: 'ready',
      items: reply.data.items.map((request) => ({
        ...request,
        when: shortTime(request.createdAt),
        goods: request.lines.map(({ title, qty }) => `${title} ×${qty}`).join('，'),
        pieces: request.lines.reduce((total, { qty }) => total + qty, 0),
      })),
    });
  },
  onOpen({ currentTarget }: Tap<{ id: string }>) {
    void wx.navigateTo({
      url: `/packages/staff/request/index?replenishId=${currentTarget.dataset.id}`,
    });
  },
  onNew() {
    void wx.navigateTo({ url: '/packages/staff/request/index' });
  },
});
