import { dayOf } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import type { Assets } from '../../../services/shapes';

type Level = Assets['level'];

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    level: {} as Level,
    until: '',
    /** Of the way to the next level, percent. */
    way: 0,
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
    const { level } = reply.data;
    this.setData({
      state: 'ready',
      level,
      until: level.until === null ? '' : `${dayOf(level.until)} 前有效`,
      way: wayOf(level),
      stamp: this.data.stamp + 1,
    });
  },
});

function wayOf({ next, growth }: Level): number {
  if (!next) return 100;
  return Math.min(100, Math.round((growth * 100) / Math.max(1, next.growthMin)));
}
