import { call, faultOf, say, type Fault } from '../../../services/call';
import { groupCode } from '../../../services/orderView';
import type { Told } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

const ticking = repeater();

/** Shown at the till; it lives a minute, and this page asks for the next one while it is looked at. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    code: '',
    digits: '',
    name: '',
    levelName: '',
    card: false,
    left: 0,
    /** Null until bound; undefined cannot be kept in page data, so empty means not known. */
    phone: '' as string | null,
  },

  onShow() {
    void this.load();
    void this.loadPhone();
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
    const reply = await call('showMemberCode', {});
    ticking.stop();
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { code, expiresAt, nickname, levelName, card } = reply.data;
    const digits = code.length <= 20 ? groupCode(code) : '';
    this.setData({ state: 'ready', code, digits, name: nickname || '街坊', levelName, card });
    this.tick(expiresAt);
  },
  async loadPhone() {
    const reply = await call('getAssets', {});
    if (reply.ok) this.setData({ phone: reply.data.phone });
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

  async onPhone({ detail }: Told<{ code?: string }>) {
    if (!detail.code) return say('没有授权，手机号没有绑定');
    const reply = await call('bindPhone', { code: detail.code });
    if (!reply.ok) return say(reply.message);
    this.setData({ phone: reply.data.phone });
    say('手机号已绑定');
  },
});
