import { money } from '#shared/domain/money';
import { parseYuan } from '../../../services/amount';
import { call, faultOf, say, tell, type Fault } from '../../../services/call';
import { charged } from '../../../services/charge';
import { newRequestId } from '../../../services/requestId';
import type { Assets, Tap } from '../../../services/shapes';
import { currentStore } from '../../../services/store';
import { untilBooked } from '../booked';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    wallet: {} as Assets['wallet'],
    planId: '',
    amount: '',
    /** What the button takes, fen; 0 without a choice. */
    payFen: 0,
    wrong: '',
    /** One per intent: a new one whenever the choice changes or the money has come. */
    requestId: '',
    working: false,
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
    const { wallet } = reply.data;
    this.setData({ state: 'ready', wallet, stamp: this.data.stamp + 1 });
    const first = wallet.plans.find(({ fits }) => fits);
    if (!this.data.planId && !this.data.amount && first) this.choose(first.planId);
  },

  choose(planId: string) {
    const plan = this.data.wallet.plans.find((one) => one.planId === planId);
    if (!plan?.fits) return say(`余额上限 ${money(this.data.wallet.capFen)}，这一档放不下了`);
    this.setData({
      planId,
      amount: '',
      payFen: plan.payFen,
      wrong: '',
      requestId: newRequestId(),
    });
  },
  onPlan({ currentTarget }: Tap<{ id: string }>) {
    this.choose(currentTarget.dataset.id);
  },
  onAmount({ detail }: WechatMiniprogram.Input) {
    const amount = detail.value;
    const fen = parseYuan(amount) ?? 0;
    const { minFen, maxFen, roomFen } = this.data.wallet;
    const most = Math.min(maxFen, roomFen);
    const fits = fen >= minFen && fen <= most;
    const wrong = !amount || fits ? '' : `可充 ${money(minFen)} 到 ${money(most)}`;
    this.setData({
      amount,
      planId: '',
      payFen: fits ? fen : 0,
      wrong,
      requestId: newRequestId(),
    });
  },

  async onPay() {
    const { planId, payFen, requestId, working } = this.data;
    if (working) return;
    if (payFen === 0) return say('先选一个充值金额');
    this.setData({ working: true });
    const storeId = currentStore()?.storeId;
    const reply = await call('topUp', {
      requestId,
      ...(planId ? { planId } : { amountFen: payFen }),
      ...(storeId === undefined ? {} : { storeId }),
    });
    if (reply.ok) await this.pay(reply.data);
    else {
      say(reply.code === 'NETWORK' ? '网络不稳，再点一次不会重复充值' : reply.message);
      if (reply.code !== 'NETWORK') this.setData({ requestId: newRequestId() });
    }
    this.setData({ working: false });
  },
  async pay({
    topUpId,
    payment,
    payFen,
    bonusFen,
  }: {
    topUpId: string;
    payment: WechatMiniprogram.RequestPaymentOption | null;
    payFen: number;
    bonusFen: number;
  }) {
    const unpaid = payment === null ? '' : await charged(payment);
    if (unpaid !== '') return say(unpaid === 'cancelled' ? '没有付款' : '没有付成功，钱没有扣');
    const booked = await untilBooked(topUpId);
    this.setData({ requestId: newRequestId() });
    if (booked === 'refunding') await tell('余额放不下', '这笔钱会原路退回。');
    else if (booked === 'late') await tell('正在确认付款', '到账后余额会自己更新，不用再付一次。');
    else say(`到账 ${money(payFen + bonusFen)}`);
    await this.load();
  },
});
