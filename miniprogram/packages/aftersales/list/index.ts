import { shortTime } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import type { AfterSale, Tap } from '../../../services/shapes';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    orderId: '',
    items: [] as (AfterSale & { when: string; goods: string })[],
  },

  onLoad({ orderId = '' }) {
    this.setData({ orderId });
  },
  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const { orderId } = this.data;
    const reply = await call('listMyAfterSales', orderId ? { orderId } : {});
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({
      state: 'ready',
      items: reply.data.items.map((item) => ({
        ...item,
        when: shortTime(item.createdAt),
        goods: item.lines.map(({ title, qty }) => `${title} ×${qty}`).join('，'),
      })),
    });
  },
  onOpen({ currentTarget }: Tap<{ id: string }>) {
    void wx.navigateTo({
      url: `/packages/aftersales/case/index?caseId=${currentTarget.dataset.id}`,
    });
  },
});
