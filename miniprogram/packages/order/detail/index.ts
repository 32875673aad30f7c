import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { groupCode, isOver, stepsOf } from '../../../services/orderView';
import { newRequestId } from '../../../services/requestId';
import type { OrderFull } from '../../../services/shapes';
import { setQty } from '../../../services/cart';
import { chooseStore } from '../../../services/store';
import { repeater } from '../../../services/timers';
import { sentence, shortText } from './texts';

/** What the shop does is seen here within seconds. */
const REFRESH_MS = 5_000;
const polling = repeater();

Page({
  data: {
    orderId: '',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    order: {} as OrderFull,
    progress: { items: [] as string[], at: 0 },
    code: '',
    says: '',
    created: '',
    history: [] as { text: string; at: string }[],
    refunds: [] as { id: string; fen: number; text: string; ways: string; at: string }[],
    /** What comes back for goods the shop did not have. */
    short: '',
    cancelId: '',
  },

  onLoad({ orderId = '' }) {
    this.setData({ orderId, cancelId: newRequestId() });
  },
  onShow() {
    void this.load();
    polling.start(REFRESH_MS, () => {
      if (moves(this.data.order)) void this.load();
    });
  },
  onHide() {
    polling.stop();
  },
  onUnload() {
    polling.stop();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const reply = await call('getOrder', { orderId: this.data.orderId });
    if (!reply.ok) {
      if (this.data.state === 'loading') this.setData({ state: 'fault', fault: faultOf(reply) });
      return;
    }
    const order = reply.data;
    this.setData({
      state: 'ready',
      order,
      progress: stepsOf(order),
      code: order.pickupCode ? groupCode(order.pickupCode) : '',
      says: sentence(order),
      short: shortText(order),
      created: shortTime(order.createdAt),
      history: order.steps
        .map(({ at, text, by }) => ({ text: by ? `${text} · ${by}` : text, at: shortTime(at) }))
        .reverse(),
      refunds: order.refunds.map(({ refundId, amountFen, reason, status, text, at }) => ({
        id: refundId,
        fen: amountFen,
        text: `${reason} · ${{ pending: '退款中', done: '已退回', failed: '处理中，请联系门店' }[status]}`,
        ways: text,
        at: shortTime(at),
      })),
    });
  },

  onPay() {
    void wx.redirectTo({ url: `/packages/order/pay/index?orderId=${this.data.orderId}` });
  },

  async onCancel() {
    const paid = this.data.order.status !== 'pendingPay';
    const text = paid ? '取消后钱会按原路退回。' : '取消后商品和优惠券会释放。';
    if (!(await ask('取消这笔订单？', text, '取消订单', '再想想'))) return;
    const { orderId, cancelId } = this.data;
    const reply = await call('cancelOrder', { requestId: cancelId, orderId });
    say(reply.ok ? '订单已取消' : reply.message);
    await this.load();
  },

  onCall() {
    wx.makePhoneCall({ phoneNumber: this.data.order.store.phone });
  },
  onGuide() {
    const { loc, name, address } = this.data.order.store;
    wx.openLocation({ longitude: loc.lng, latitude: loc.lat, name, address });
  },
  onCopy() {
    wx.setClipboardData({ data: this.data.order.orderNo });
  },

  onApply() {
    void wx.navigateTo({ url: `/packages/aftersales/apply/index?orderId=${this.data.orderId}` });
  },
  onCases() {
    void wx.navigateTo({ url: `/packages/aftersales/list/index?orderId=${this.data.orderId}` });
  },

  onAgain() {
    const { storeId, storeName, lines } = this.data.order;
    for (const line of lines) setQty({ storeId, name: storeName }, line, line.qty);
    chooseStore(storeId, storeName, true);
    wx.switchTab({ url: '/pages/cart/index' });
  },
});

/** Whether something is still to come: the order is under way, or its money is on the way back. */
const moves = ({ status = 'paid', refunds = [] }: Partial<OrderFull>): boolean =>
  !isOver(status) || refunds.some((refund) => refund.status === 'pending');
