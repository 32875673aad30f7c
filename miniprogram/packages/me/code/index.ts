import { shortTime } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import { groupCode } from '../../../services/orderView';
import type { Coupon } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

const ticking = repeater();

/** The code lives a minute; this page asks for the next one in time, while it is looked at. */
Page({
  data: {
    couponId: '',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    code: '',
    digits: '',
    coupon: {} as Coupon,
    until: '',
    left: 0,
  },

  onLoad({ couponId = '' }) {
    this.setData({ couponId });
  },
  onShow() {
    void this.load();
    void wx.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined);
  },
  onHide() {
    this.rest();
  },
  onUnload() {
    this.rest();
  },
  rest() {
    ticking.stop();
    void wx.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined);
  },

  async load() {
    const reply = await call('showCouponCode', { couponId: this.data.couponId });
    ticking.stop();
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { code, expiresAt, coupon } = reply.data;
    this.setData({
      state: 'ready',
      code,
      digits: code.length <= 16 ? groupCode(code) : '',
      coupon,
      until: shortTime(coupon.validTo),
    });
    this.tick(expiresAt);
  },

  tick(expiresAt: number) {
    const show = (): void => {
      const left = Math.ceil((expiresAt - Date.now()) / 1000);
      this.setData({ left: Math.max(0, left) });
      if (left > 0) return;
      ticking.stop();
      void this.load();
    };
    show();
    ticking.start(1_000, show);
  },
});
