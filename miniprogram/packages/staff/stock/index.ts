import { call, faultOf, say, type Fault } from '../../../services/call';
import { addToDraft, DRAFT_SAYS, type DraftKind } from '../../../services/draft';
import { workStoreId } from '../../../services/session';
import type { StockItem, Tap, Told } from '../../../services/shapes';
import { afterTyping } from '../../../services/timers';

const FILTERS = [
  { value: 'all', label: '全部' },
  { value: 'low', label: '偏低' },
  { value: 'out', label: '售罄' },
] as const;
type Filter = (typeof FILTERS)[number]['value'];
const typing = afterTyping();

Page({
  data: {
    filters: [...FILTERS],
    filter: 'all' as Filter,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    query: '',
    items: [] as StockItem[],
    next: '',
    more: false,
    /** Opened to collect goods for an entry or a request. */
    pick: '' as '' | DraftKind,
  },

  onLoad({ pick = '' }) {
    const kind = pick === 'record' || pick === 'request' || pick === 'campaign' ? pick : '';
    this.setData({ pick: kind });
    if (kind) wx.setNavigationBarTitle({ title: '选择商品' });
  },
  async onShow() {
    this.setData({ storeId: await workStoreId() });
    await this.load();
  },

  read(cursor: string) {
    const { storeId, query, filter } = this.data;
    return call('listStock', {
      storeId,
      filter,
      ...(query ? { query } : {}),
      ...(cursor ? { cursor } : {}),
    });
  },
  async load() {
    const { query, filter } = this.data;
    const reply = await this.read('');
    if (query !== this.data.query || filter !== this.data.filter) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({ state: 'ready', items: reply.data.items, next: reply.data.next ?? '' });
  },
  async onReachBottom() {
    const { query, filter, next, more } = this.data;
    if (!next || more) return;
    this.setData({ more: true });
    const reply = await this.read(next);
    this.setData({ more: false });
    if (!reply.ok || query !== this.data.query || filter !== this.data.filter) return;
    this.setData({ items: [...this.data.items, ...reply.data.items], next: reply.data.next ?? '' });
  },

  onQuery({ detail }: WechatMiniprogram.Input) {
    this.setData({ query: detail.value.trim() });
    typing(() => void this.load());
  },
  async onScan() {
    const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
    if (!scanned) return;
    this.setData({ query: scanned.result, filter: 'all' });
    await this.load();
  },
  onFilter({ detail }: Told<{ value: Filter }>) {
    this.setData({ filter: detail.value, state: 'loading' });
    void this.load();
  },

  onTap({ currentTarget }: Tap<{ sku: string }>) {
    const { storeId, items, pick } = this.data;
    const item = items.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!item) return;
    const { skuId, title, spec, image, onHand, packSize, pieceGrams } = item;
    const hint = `在店 ${onHand}`;
    const line = { skuId, title, spec, image, qty: 1, hint, packSize, pieceGrams };
    const kind = pick || 'record';
    const outcome = addToDraft(kind, storeId, line);
    if (pick) return say(DRAFT_SAYS[outcome]);
    void wx.navigateTo({ url: '/packages/staff/record/index' });
  },
});
