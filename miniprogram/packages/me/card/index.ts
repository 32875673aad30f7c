import { dayOf } from '#shared/domain/time';
import { call, faultOf, say, tell, type Fault } from '../../../services/call';
import { charged } from '../../../services/charge';
import { newRequestId } from '../../../services/requestId';
import type { Assets } from '../../../services/shapes';
import { untilBooked } from '../booked';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    card: {} as Assets['card'],
    to: '',
    nextTo: '',
    requestId: '',
    working: false,
  },

  onShow() {
    this.setData({ requestId: newRequestId() });
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('getAssets', {});
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { card } = reply.data;
    this.setData({
      state: 'ready',
      card,
      to: card.to === null ? '' : dayOf(card.to),
      nextTo: dayOf(card.nextTo),
    });
  },

  async onBuy() {
    const { requestId, working } = this.data;
    if (working) return;
    this.setData({ working: true });
    const reply = await call('buyBlackGold', { requestId });
    if (reply.ok) await this.pay(reply.data.saleId, reply.data.payment);
    else {
      say(reply.code === 'NETWORK' ? '网络不稳，再点一次不会重复开通' : reply.message);
      if (reply.code !== 'NETWORK') this.setData({ requestId: newRequestId() });
    }
    this.setData({ working: false });
  },
  async pay(saleId: string, payment: WechatMiniprogram.RequestPaymentOption | null) {
    const unpaid = payment === null ? '' : await charged(payment);
    if (unpaid !== '') return say(unpaid === 'cancelled' ? '没有付款' : '没有付成功，钱没有扣');
    const booked = await untilBooked(saleId);
    this.setData({ requestId: newRequestId() });
    if (booked === 'late') await tell('正在确认付款', '到账后自动开通，不用再付一次。');
    else if (booked === 'refunding') await tell('没有开通', '这笔钱会原路退回。');
    else say('黑金卡已生效');
    await this.load();
  },
});
