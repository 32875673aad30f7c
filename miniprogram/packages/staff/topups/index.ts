import { businessDayOf, businessStartOf, clockTime } from '#shared/domain/time';
import { money } from '#shared/domain/money';
import { call, faultOf, say, tell, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Tap, TopUpRow } from '../../../services/shapes';

const VIAS = { wechat: '微信', cash: '现金', other: '刷卡或其他' };
const STATES = {
  created: '未付款',
  done: '',
  over: '放不下，正在退',
  refunded: '已退',
  closed: '已关闭',
};

/** What came into the drawer since the business day began, and one given back. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    manager: false,
    items: [] as (TopUpRow & { when: string; how: string; mark: string })[],
    cashFen: 0,
    otherFen: 0,
    /** The one to give back. */
    chosen: null as TopUpRow | null,
    reason: '',
    requestId: '',
    working: false,
  },

  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const storeId = await workStoreId();
    const now = Date.now();
    const from = businessStartOf(businessDayOf(now));
    const reply = await call('listTopUps', { storeId, from, to: now });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, cashFen, otherFen } = reply.data;
    this.setData({
      state: 'ready',
      manager: mayAs('storeManager'),
      cashFen,
      otherFen,
      items: items.map((item) => ({
        ...item,
        when: clockTime(item.at),
        how: VIAS[item.via],
        mark: STATES[item.status],
      })),
    });
  },

  onChoose({ currentTarget }: Tap<{ id: string }>) {
    const item = this.data.items.find(({ topUpId }) => topUpId === currentTarget.dataset.id);
    if (!item?.back || !this.data.manager) return;
    this.setData({ chosen: item, reason: '', requestId: newRequestId() });
  },
  onReason({ detail }: WechatMiniprogram.Input) {
    this.setData({ reason: detail.value, requestId: newRequestId() });
  },
  onClose() {
    this.setData({ chosen: null });
  },
  async onGiveBack() {
    const { chosen, requestId, working } = this.data;
    const reason = this.data.reason.trim();
    if (!chosen?.back || working) return;
    if (!reason) return say('写一句为什么退');
    this.setData({ working: true });
    const { topUpId, back } = chosen;
    const expectedFen = back.refundFen;
    const reply = await call('refundTopUp', { requestId, topUpId, reason, expectedFen });
    this.setData({ working: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复退');
    this.setData({ chosen: null });
    if (!reply.ok) await tell('没有退成', reply.message);
    else if (reply.data.via === 'till')
      await tell('请把钱给顾客', `从钱箱退 ${money(reply.data.refundFen)}。`);
    else say(`${money(reply.data.refundFen)} 原路退回微信`);
    await this.load();
  },
});
