import { call, faultOf, say, type Fault } from '../../../services/call';
import { workStoreId } from '../../../services/session';
import type { AfterSale, Tap, Told } from '../../../services/shapes';
import { caseGoods, dueText } from './texts';

type Tab = 'todo' | 'returning' | 'done';

Page({
  data: {
    tabs: [
      { value: 'todo', label: '待处理', count: 0 },
      { value: 'returning', label: '待退回', count: 0 },
      { value: 'done', label: '已结束', count: 0 },
    ],
    tab: 'todo' as Tab,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    late: 0,
    code: '',
    items: [] as (AfterSale & { goods: string; due: string })[],
  },

  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const { tab } = this.data;
    const reply = await call('listStoreAfterSales', { storeId: await workStoreId(), tab });
    if (tab !== this.data.tab) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, counts } = reply.data;
    const now = Date.now();
    this.setData({
      state: 'ready',
      'tabs[0].count': counts.todo,
      'tabs[1].count': counts.returning,
      late: counts.late,
      items: items.map((item) => ({ ...item, goods: caseGoods(item), due: dueText(item, now) })),
    });
  },
  onTab({ detail }: Told<{ value: Tab }>) {
    this.setData({ tab: detail.value, state: 'loading' });
    void this.load();
  },
  onOpen({ currentTarget }: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/packages/staff/case/index?caseId=${currentTarget.dataset.id}` });
  },

  /** Goods of any shop of the chain come back here: the shopper shows the number. */
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (scanned) this.find(scanned.result);
  },
  onCode({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value });
  },
  onFind() {
    this.find(this.data.code);
  },
  find(code: string) {
    const no = code.replace(/\s/g, '');
    if (!/^SH\d{16}$/i.test(no)) return say('退货码以 SH 开头，共 18 位');
    void wx.navigateTo({ url: `/packages/staff/case/index?no=${no}` });
  },
});
