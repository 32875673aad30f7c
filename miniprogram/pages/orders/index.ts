import { call, faultOf, say, type Fault } from '../../services/call';
import type { OrderBrief, Told } from '../../services/shapes';
import { refreshTabs } from '../../services/tabs';

const TABS = [
  { value: 'all', label: '全部' },
  { value: 'pendingPay', label: '待付款' },
  { value: 'doing', label: '进行中' },
  { value: 'done', label: '已完成' },
] as const;
type Tab = (typeof TABS)[number]['value'];

Page({
  data: {
    tabs: [...TABS],
    tab: 'all' as Tab,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    orders: [] as OrderBrief[],
    next: '',
    more: false,
  },

  onShow() {
    refreshTabs(this, 'pages/orders/index');
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { tab } = this.data;
    const reply = await call('listMyOrders', { tab });
    if (tab !== this.data.tab) return;
    if (!reply.ok) {
      // What is on the screen stays: an old list is better than none.
      if (this.data.state === 'ready') say(reply.message);
      else this.setData({ state: 'fault', fault: faultOf(reply) });
      return;
    }
    this.setData({ state: 'ready', orders: reply.data.items, next: reply.data.next ?? '' });
  },

  onTab({ detail }: Told<{ value: Tab }>) {
    this.setData({ tab: detail.value, state: 'loading', orders: [], next: '' });
    void this.load();
  },

  async onReachBottom() {
    const { tab, next, orders, more } = this.data;
    if (!next || more) return;
    this.setData({ more: true });
    const reply = await call('listMyOrders', { tab, cursor: next });
    this.setData({ more: false });
    if (!reply.ok || tab !== this.data.tab) return;
    this.setData({ orders: [...orders, ...reply.data.items], next: reply.data.next ?? '' });
  },

  onOpen({ detail }: Told<{ orderId: string }>) {
    void wx.navigateTo({ url: `/packages/order/detail/index?orderId=${detail.orderId}` });
  },
  onAct({ detail }: Told<{ orderId: string; status: string }>) {
    const page = detail.status === 'pendingPay' ? 'pay' : 'detail';
    void wx.navigateTo({ url: `/packages/order/${page}/index?orderId=${detail.orderId}` });
  },
  onHome() {
    wx.switchTab({ url: '/pages/home/index' });
  },
});
