import type { NoticeName } from '#shared/domain/notices';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { charged } from '../../../services/charge';
import { countdown } from '../../../services/orderView';
import type { OrderFull } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

/** After the phone says "paid", the shop's word counts: asked every second at first, then now and then. */
const ASK_MS = 1_000;
const QUICK_ASKS = 12;
const SLOW_ASK_MS = 5_000;
const wait = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });
const ticking = repeater();

Page({
  data: {
    orderId: '',
    state: 'loading' as 'loading' | 'due' | 'waiting' | 'paid' | 'over' | 'fault',
    fault: {} as Fault,
    order: {} as OrderFull,
    /** What the wallet pays of it, fen. */
    byWallet: 0,
    left: '',
    /** How the last try at paying ended, when it did not. */
    unpaid: '' as '' | 'cancelled' | 'failed',
    working: false,
    /** The page was left: nobody waits for the answer any more. */
    gone: false,
  },

  async onLoad({ orderId = '' }) {
    this.setData({ orderId });
    await this.load();
    if (this.data.state === 'due') await this.onPay();
  },
  onUnload() {
    ticking.stop();
    this.setData({ gone: true });
  },

  async load() {
    const reply = await call('getOrder', { orderId: this.data.orderId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { status, payBefore, canPay } = reply.data;
    const over = status === 'cancelled' || (status === 'pendingPay' && !canPay);
    const state = over ? 'over' : status === 'pendingPay' ? 'due' : 'paid';
    const { principalFen, bonusFen } = reply.data.quote.tender;
    this.setData({ order: reply.data, state, byWallet: principalFen + bonusFen });
    ticking.stop();
    if (state === 'due') this.tick(payBefore);
  },

  tick(payBefore: number) {
    const show = (): void => {
      const left = payBefore - Date.now();
      this.setData({ left: countdown(left) });
      if (left > 0) return;
      ticking.stop();
      this.setData({ state: 'over' });
    };
    show();
    ticking.start(1_000, show);
  },

  async onPay() {
    if (this.data.working) return;
    this.setData({ working: true, unpaid: '' });
    const reply = await call('payOrder', { orderId: this.data.orderId });
    if (!reply.ok) {
      this.setData({ working: false });
      say(reply.message);
      return this.load();
    }
    const { paid, payment } = reply.data;
    const unpaid = paid ? '' : payment === null ? 'failed' : await charged(payment);
    this.setData({ working: false, unpaid });
    if (unpaid !== '') return;
    askNotices();
    await this.confirm();
  },

  async confirm() {
    // The order may run out meanwhile; what the shop says then counts, not the clock here.
    ticking.stop();
    this.setData({ state: 'waiting' });
    for (let asked = 1; this.data.state === 'waiting' && !this.data.gone; asked += 1) {
      await this.askPaid();
      await wait(asked < QUICK_ASKS ? ASK_MS : SLOW_ASK_MS);
    }
  },
  async askPaid() {
    const reply = await call('checkPayment', { orderId: this.data.orderId });
    if (reply.ok && (reply.data.paid || reply.data.status !== 'pendingPay')) await this.load();
  },

  onDetail() {
    void wx.redirectTo({ url: `/packages/order/detail/index?orderId=${this.data.orderId}` });
  },
  onHome() {
    wx.switchTab({ url: '/pages/home/index' });
  },
});

/** May we say when it is ready? Asked right after paying, as WeChat demands; a refusal is fine. */
const askNotices = (): void => {
  const tmplIds: NoticeName[] = ['orderReady', 'orderCancelled'];
  void wx.requestSubscribeMessage({ tmplIds }).catch(() => undefined);
};
