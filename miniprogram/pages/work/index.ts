import { faultOf, say, type Fault } from '../../services/call';
import { bellOn, ring, setBell } from '../../services/bell';
import { flush, waiting, waitingByOrder } from '../../services/outbox';
import { isWide } from '../../services/screen';
import { chooseWorkShop, knownSession, whoAmI, workShop } from '../../services/session';
import type { StaffOrder, StaffShop, Tap, Told } from '../../services/shapes';
import { refreshTabs } from '../../services/tabs';
import { doingOf } from '../../services/workView';
import { acceptInQueue, QUEUES, readQueue, TOOLS, type Counts, type Queue } from './queues';
import { repeater } from '../../services/timers';

const POLL_MS = 5_000;
const polling = repeater();
/** Orders waiting when last looked; more of them means the bell rings. Unknown after a change of shop. */
let lastNew: number | undefined;

Page({
  data: {
    queues: [...QUEUES],
    tools: TOOLS,
    queue: 'new' as Queue,
    state: 'loading' as 'loading' | 'ready' | 'fault' | 'stranger',
    fault: {} as Fault,
    shop: {} as StaffShop,
    shops: [] as StaffShop[],
    choosing: false,
    counts: { new: 0, picking: 0, out: 0 } as Counts,
    orders: [] as StaffOrder[],
    waiting: {} as Record<string, string>,
    unsent: 0,
    offline: false,
    bell: true,
    wide: false,
    on: '',
    stamp: 0,
    now: 0,
  },

  async onShow() {
    refreshTabs(this, 'pages/work/index');
    this.setData({ wide: isWide(), bell: bellOn() });
    if (!knownSession().staff) {
      await whoAmI(true);
      refreshTabs(this, 'pages/work/index');
    }
    const shop = workShop();
    if (!shop) return this.setData({ state: 'stranger' });
    this.setData({ shop, shops: knownSession().staff?.stores ?? [] });
    polling.stop();
    polling.start(POLL_MS, () => void this.look());
    void wx.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined);
    await this.look();
  },
  onHide() {
    polling.stop();
  },
  onUnload() {
    polling.stop();
  },
  onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
    this.setData({ wide: isWide(size.windowWidth) });
  },

  /** Sends what waits, then reads the queue again. */
  async look() {
    const { shop, queue } = this.data;
    const { refused } = await flush();
    if (refused[0] !== undefined) say(refused[0]);
    const read = await readQueue(shop.storeId, queue);
    if (shop.storeId !== this.data.shop.storeId || queue !== this.data.queue) return;
    this.setData({ waiting: waitingByOrder(), unsent: waiting().length, now: Date.now() });
    if (!read.ok) {
      // The last known queue stays on the screen; a strip says that it is old.
      if (this.data.state !== 'ready') this.setData({ state: 'fault', fault: faultOf(read) });
      return this.setData({ offline: read.offline === true });
    }
    if (lastNew !== undefined && read.counts.new > lastNew) ring();
    lastNew = read.counts.new;
    const { on } = this.data;
    this.setData({
      state: 'ready',
      offline: false,
      counts: read.counts,
      orders: read.orders,
      on: on || (read.orders[0]?.orderId ?? ''),
    });
    this.getTabBar?.().setData({ waiting: read.counts.new });
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.look();
  },
  onQueue({ currentTarget }: Tap<{ queue: Queue }>) {
    this.setData({ queue: currentTarget.dataset.queue, orders: [], on: '', state: 'loading' });
    void this.look();
  },
  onBell() {
    const bell = !this.data.bell;
    setBell(bell);
    this.setData({ bell });
    say(bell ? '新订单会响铃和震动' : '新订单只震动，不响铃');
    // One more message for when the phone is locked; WeChat asks for a tap each time.
    if (bell) void wx.requestSubscribeMessage({ tmplIds: ['newOrder'] }).catch(() => undefined);
  },
  onShops() {
    if (this.data.shops.length > 1) this.setData({ choosing: true });
  },
  onCloseShops() {
    this.setData({ choosing: false });
  },
  onShop({ currentTarget }: Tap<{ id: string }>) {
    chooseWorkShop(currentTarget.dataset.id);
    lastNew = undefined;
    this.setData({ choosing: false, state: 'loading', orders: [], on: '' });
    void this.onShow();
  },

  onOpen({ detail }: Told<{ orderId: string }>) {
    if (this.data.wide) return this.setData({ on: detail.orderId });
    this.go(`order/index?orderId=${detail.orderId}`);
  },
  onAct({ detail }: Told<{ order: StaffOrder }>) {
    const { order } = detail;
    const doing = doingOf(order);
    if (doing === 'accept') return void acceptInQueue(order).then(() => this.look());
    if (doing === 'handover') return this.go(`handover/index?orderId=${order.orderId}`);
    this.onOpen({ detail: { orderId: order.orderId } } as Told<{ orderId: string }>);
  },
  onHandover({ detail }: Told<{ orderId: string }>) {
    this.go(`handover/index?orderId=${detail.orderId}`);
  },
  onChanged() {
    void this.look();
  },
  onTool({ currentTarget }: Tap<{ page: string }>) {
    this.go(`${currentTarget.dataset.page}/index`);
  },
  onBind() {
    void wx.navigateTo({ url: '/packages/me/bind/index' });
  },
  go(page: string) {
    void wx.navigateTo({ url: `/packages/staff/${page}` });
  },
});
