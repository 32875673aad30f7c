import { call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { CountBrief, CountScopes, Tap, Told } from '../../../services/shapes';
import { isWide } from '../../../services/screen';
import { scopeRows, shown, type ScopeRow, type Shown } from './rows';

const TABS = [
  { value: 'open', label: '进行中' },
  { value: 'done', label: '已结束' },
];

Page({
  data: {
    tabs: TABS,
    tab: 'open' as 'open' | 'done',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    items: [] as Shown[],
    may: false,
    wide: false,
    making: false,
    scopes: null as CountScopes | null,
    rows: [] as ScopeRow[],
    on: '',
    double: false,
    sending: false,
    requestId: '',
  },

  async onShow() {
    const storeId = await workStoreId();
    this.setData({ storeId, may: mayAs('storeManager', 'picker'), wide: isWide() });
    await this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const { storeId, tab } = this.data;
    const reply = await call('listCounts', { storeId, open: tab === 'open' });
    if (tab !== this.data.tab) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const items: CountBrief[] = reply.data.items;
    this.setData({ state: 'ready', items: items.map(shown) });
  },
  onTab({ detail }: Told<{ value: 'open' | 'done' }>) {
    this.setData({ tab: detail.value, state: 'loading' });
    void this.load();
  },
  onOpen({ currentTarget }: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/packages/staff/count/index?countId=${currentTarget.dataset.id}` });
  },

  async onNew() {
    this.setData({ making: true, on: '', double: false, requestId: newRequestId() });
    if (this.data.scopes) return;
    const reply = await call('countScopes', { storeId: this.data.storeId });
    if (!reply.ok) {
      this.setData({ making: false });
      return say(reply.message);
    }
    this.setData({ scopes: reply.data, rows: scopeRows(reply.data) });
  },
  onCloseNew() {
    this.setData({ making: false });
  },
  onScope({ currentTarget }: Tap<{ key: string }>) {
    this.setData({ on: currentTarget.dataset.key, requestId: newRequestId() });
  },
  onDouble() {
    this.setData({ double: !this.data.double, requestId: newRequestId() });
  },
  async onStart() {
    const { storeId, rows, on, double, requestId, sending } = this.data;
    const row = rows.find(({ key }) => key === on);
    if (!row) return say('先选要盘的范围');
    if (sending) return;
    this.setData({ sending: true });
    const reply = await call('startCount', {
      requestId,
      storeId,
      name: '',
      scope: row.scope,
      double,
    });
    this.setData({ sending: false });
    if (!reply.ok) return say(reply.message);
    this.setData({ making: false });
    void wx.navigateTo({ url: `/packages/staff/count/index?countId=${reply.data.countId}` });
  },
});
