import { call, faultOf, say, type Fault } from '../../../services/call';
import { addToDraft, draftOf, DRAFT_SAYS } from '../../../services/draft';
import { mayAs, workStoreId } from '../../../services/session';
import type { Alert, Tap } from '../../../services/shapes';

interface Shown extends Alert {
  pace: string;
}

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    items: [] as Shown[],
    wanted: 0,
    may: false,
  },

  async onShow() {
    this.setData({ storeId: await workStoreId(), may: mayAs('storeManager') });
    this.count();
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('listStoreAlerts', { storeId: this.data.storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const items = reply.data.items.map((alert) => ({ ...alert, pace: paceText(alert) }));
    this.setData({ state: 'ready', items });
  },
  count() {
    this.setData({ wanted: draftOf('request', this.data.storeId).length });
  },

  onWant({ currentTarget }: Tap<{ sku: string }>) {
    const alert = this.data.items.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!alert) return;
    const { skuId, title, spec, safety, projected } = alert;
    // A week's pace, and at least back to safety.
    const qty = Math.max(1, Math.ceil(alert.perDay * 7), safety - projected);
    const line = { skuId, title, spec, image: '', qty, hint: alert.pace };
    say(DRAFT_SAYS[addToDraft('request', this.data.storeId, line)]);
    this.count();
  },
  onRequest() {
    void wx.navigateTo({ url: '/packages/staff/request/index' });
  },
});

function paceText({ perDay, daysLeft }: Alert): string {
  const pace = perDay > 0 ? `每天约卖 ${perDay.toFixed(1)}` : '近期没有销量';
  if (daysLeft !== null && daysLeft < 0.1) return `${pace}，已经卖完`;
  return daysLeft === null ? pace : `${pace}，还够 ${daysLeft.toFixed(1)} 天`;
}
