import { dayOf } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import type { Assets } from '../../../services/shapes';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    points: {} as Assets['points'],
    expiring: [] as string[],
    stamp: 0,
  },

  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('getAssets', {});
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { points } = reply.data;
    const expiring = points.expiring.map(
      ({ qty, expireAt }) => `${qty} 积分 ${dayOf(expireAt)} 到期`,
    );
    this.setData({ state: 'ready', points, expiring, stamp: this.data.stamp + 1 });
  },
});
