import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { StockDocRow, Tap, Told } from '../../../services/shapes';

type Shown = StockDocRow & { when: string; value: string; stateText: string };
const STATE_TEXT = { waiting: '待审批', booked: '已入账', refused: '未通过' } as const;
const shown = (doc: StockDocRow): Shown => ({
  ...doc,
  when: shortTime(doc.at),
  value: doc.valueFen > 0 ? money(doc.valueFen) : '',
  stateText: STATE_TEXT[doc.state],
});

Page({
  data: {
    tabs: [
      { value: 'waiting', label: '待审批' },
      { value: 'all', label: '全部' },
    ],
    tab: 'waiting' as 'waiting' | 'all',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    items: [] as Shown[],
    next: '',
    more: false,
    sending: '',
  },

  onLoad({ tab = 'waiting' }) {
    this.setData({ tab: tab === 'all' ? 'all' : 'waiting' });
  },
  async onShow() {
    this.setData({ storeId: await workStoreId() });
    await this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  read(cursor: string) {
    const { storeId, tab } = this.data;
    const more = cursor ? { cursor } : {};
    return call('listStockDocs', { storeId, waiting: tab === 'waiting', ...more });
  },
  async load() {
    const { tab } = this.data;
    const reply = await this.read('');
    if (tab !== this.data.tab) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, next = '' } = reply.data;
    this.setData({ state: 'ready', items: items.map(shown), next });
  },
  async onReachBottom() {
    const { tab, next, more } = this.data;
    if (!next || more) return;
    this.setData({ more: true });
    const reply = await this.read(next);
    this.setData({ more: false });
    if (!reply.ok || tab !== this.data.tab) return;
    const { items } = reply.data;
    this.setData({
      items: [...this.data.items, ...items.map(shown)],
      next: reply.data.next ?? '',
    });
  },
  onTab({ detail }: Told<{ value: 'waiting' | 'all' }>) {
    this.setData({ tab: detail.value, state: 'loading', items: [] });
    void this.load();
  },
  async onDecide({ currentTarget }: Tap<{ id: string; yes: string }>) {
    const { id, yes } = currentTarget.dataset;
    const doc = this.data.items.find(({ docId }) => docId === id);
    if (!doc || this.data.sending) return;
    const approve = yes === '1';
    const title = approve ? `通过这张${doc.kindText}单？` : `不通过这张${doc.kindText}单？`;
    const text = approve ? `库存马上按单子变动，价值 ${doc.value}。` : '库存不变，录单的人会看到。';
    if (!(await ask(title, text, approve ? '通过' : '不通过'))) return;
    this.setData({ sending: id });
    const reply = await call('decideStockDoc', {
      requestId: newRequestId(),
      storeId: this.data.storeId,
      docId: id,
      approve,
      note: '',
    });
    this.setData({ sending: '' });
    say(reply.ok ? (approve ? '已入账' : '已退回') : reply.message);
    await this.load();
  },
});
