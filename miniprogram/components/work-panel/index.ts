import { call, faultOf, say, type Fault } from '../../services/call';
import { waitingByOrder } from '../../services/outbox';
import { newRequestId } from '../../services/requestId';
import { mayAs } from '../../services/session';
import type { StaffOrderFull, Tap, Told } from '../../services/shapes';
import { callNo, doingOf, DOING_TEXT, dueText, type Doing } from '../../services/workView';
import { accept, begin, finish, move, reject, type Done } from './acts';
import { keepPicks, picksOf, shortagesOf, type Picks, type Shortage } from './picks';

/** One order as the shop works on it: accept, tick off, note what is missing, hand on. */
Component({
  properties: {
    storeId: { type: String, value: '' },
    orderId: { type: String, value: '' },
    /** Counts up when the queues changed: the order is read again. */
    stamp: { type: Number, value: 0 },
  },
  data: {
    state: 'idle' as 'idle' | 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    order: {} as StaffOrderFull,
    view: { no: '', due: '', doing: 'none' as Doing, action: '', mayReject: false },
    picks: {} as Picks,
    done: 0,
    shortages: [] as Shortage[],
    /** The line whose missing pieces are being noted. */
    opened: '',
    review: false,
    waiting: '',
    working: false,
    /** The order whose picking was said to have begun. */
    begun: '',
    /** One per intent; new for every order shown. */
    requestId: '',
  },
  observers: {
    'storeId, orderId'(storeId: string, orderId: string): void {
      if (!storeId || !orderId) return void this.setData({ state: 'idle' });
      this.setData({ state: 'loading', requestId: newRequestId(), review: false });
      void this.load();
    },
    stamp(stamp: number) {
      if (stamp > 0 && this.data.state === 'ready') void this.load();
    },
  },
  methods: {
    async load(): Promise<void> {
      const { storeId, orderId } = this.data;
      const reply = await call('getStoreOrder', { storeId, orderId });
      if (orderId !== this.data.orderId) return;
      if (!reply.ok) {
        if (this.data.state === 'loading') this.setData({ state: 'fault', fault: faultOf(reply) });
        return;
      }
      const order = reply.data;
      const doing = doingOf(order);
      this.setData({
        state: 'ready',
        order,
        waiting: waitingByOrder()[orderId] ?? '',
        view: {
          no: callNo(order.orderNo),
          due: dueText(order),
          doing,
          action: DOING_TEXT[doing],
          mayReject: doing === 'accept' && mayAs('storeManager', 'service'),
        },
      });
      this.showPicks(picksOf(order));
    },
    showPicks(picks: Picks): void {
      const { order } = this.data;
      const done = order.lines.filter(({ lineId }) => picks[lineId]?.done).length;
      this.setData({ picks, done, shortages: shortagesOf(order, picks) });
      if (this.data.view.doing === 'pick') keepPicks(order.orderId, picks);
    },

    /** A mark of the clerk's; the first one says that picking has begun. */
    mark(picks: Picks): void {
      this.showPicks(picks);
      const { order, begun } = this.data;
      if (order.status !== 'accepted' || begun === order.orderId) return;
      this.setData({ begun: order.orderId });
      void this.tellBegun();
    },
    async tellBegun(): Promise<void> {
      if (!mayAs('storeManager', 'picker', 'cashier')) return;
      const { order } = this.data;
      if (await begin(order)) this.triggerEvent('changed', { orderId: order.orderId });
    },

    onTick({ currentTarget }: Tap<{ id: string }>) {
      const { id } = currentTarget.dataset;
      const pick = this.data.picks[id];
      if (!pick || this.data.view.doing !== 'pick') return;
      this.mark({ ...this.data.picks, [id]: { ...pick, done: !pick.done } });
    },
    onPicked({ detail, currentTarget }: Told<{ value: number }, { id: string }>) {
      const { id } = currentTarget.dataset;
      this.mark({ ...this.data.picks, [id]: { done: true, qty: detail.value } });
    },
    /** The only piece is missing at once; of several one says how many were found. */
    onLack({ currentTarget }: Tap<{ id: string }>) {
      const { id } = currentTarget.dataset;
      this.setData({ opened: id });
      if (this.data.picks[id]?.qty === 1)
        this.mark({ ...this.data.picks, [id]: { done: true, qty: 0 } });
    },
    async onScan(): Promise<void> {
      const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
      if (!scanned) return;
      const line = this.data.order.lines.find(({ barcode }) => barcode === scanned.result);
      if (!line) return say('这件商品不在这笔订单里');
      const pick = this.data.picks[line.lineId];
      if (pick) this.mark({ ...this.data.picks, [line.lineId]: { ...pick, done: true } });
    },
    onAllPicked() {
      const picks = Object.entries(this.data.picks).map(([id, pick]) => [
        id,
        { ...pick, done: true },
      ]);
      this.mark(Object.fromEntries(picks));
    },

    async onAct(): Promise<void> {
      const { view, order, requestId, working, shortages } = this.data;
      if (working) return;
      if (view.doing === 'accept') return this.run(accept(order, requestId));
      if (view.doing === 'pick') {
        if (this.data.done < order.lines.length) return say('还有商品没有勾选');
        if (shortages.length > 0) return this.setData({ review: true });
        return this.onFinish();
      }
      if (view.doing === 'dispatch') return this.run(move(order, requestId, 'dispatched'));
      if (view.doing === 'deliver') return this.run(move(order, requestId, 'delivered'));
      if (view.doing === 'handover') this.triggerEvent('handover', { orderId: order.orderId });
    },
    async onFinish(): Promise<void> {
      this.setData({ review: false });
      await this.run(finish(this.data.order, this.data.requestId, this.data.picks));
    },
    onCloseReview() {
      this.setData({ review: false });
    },
    async onReject() {
      await this.run(reject(this.data.order, this.data.requestId));
    },
    /** Every act ends the same way: the order is read again and the queues are told. */
    async run(act: Promise<Done>): Promise<void> {
      this.setData({ working: true });
      const done = await act;
      this.setData({ working: false });
      if (done === 'left') return;
      this.setData({ requestId: newRequestId() });
      await this.load();
      this.triggerEvent('changed', { orderId: this.data.order.orderId });
    },
  },
});
