import type { NoticeName } from '#shared/domain/notices';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { countdown } from '../../../services/orderView';
import type { OrderFull } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

/** After the phone says "paid", the shop's word counts: asked this often. */
const ASK_MS = 1_000;
const ASKS = 12;
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
    left: '',
    /** How the last try at paying ended, when it did not. */
    unpaid: '' as '' | 'cancelled' | 'failed',
    working: false,
  },

  async onLoad({ orderId = '' }) {
    this.setData({ orderId });
    await this.load();
    if (this.data.state === 'due') await this.onPay();
  },
  onUnload() {
    ticking.stop();
  },

  async load() {
    const reply = await call('getOrder', { orderId: this.data.orderId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { status, payBefore, canPay } = reply.data;
    const over = status === 'cancelled' || (status === 'pendingPay' && !canPay);
    const state = over ? 'over' : status === 'pendingPay' ? 'due' : 'paid';
    this.setData({ order: reply.data, state });
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
    this.setData({ state: 'waiting' });
    for (let asked = 0; asked < ASKS; asked += 1) {
      const reply = await call('checkPayment', { orderId: this.data.orderId });
      if (reply.ok && reply.data.paid) return this.load();
      await wait(ASK_MS);
    }
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

/** The phone's pay sheet: empty when it took the money, else why not. */
const charged = (
  payment: WechatMiniprogram.RequestPaymentOption,
): Promise<'' | 'cancelled' | 'failed'> =>
  wx.requestPayment(payment).then(
    () => '',
    ({ errMsg }: { errMsg: string }) => (errMsg.endsWith('cancel') ? 'cancelled' : 'failed'),
  );
