import { money } from '#shared/domain/money';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { addToDraft, DRAFT_SAYS } from '../../../services/draft';
import { mayAs, workStoreId } from '../../../services/session';
import type { ExpiringLot, Tap, Told } from '../../../services/shapes';

type Shown = ExpiringLot & { key: string; dueText: string; special: string };
const shown = (lot: ExpiringLot): Shown => ({
  ...lot,
  key: `${lot.skuId}:${lot.day}`,
  dueText:
    lot.daysLeft < 0
      ? `已过期 ${-lot.daysLeft} 天`
      : lot.daysLeft === 0
        ? '今天到期'
        : `还有 ${lot.daysLeft} 天`,
  special: lot.specialFen === null ? '' : money(lot.specialFen),
});

Page({
  data: {
    tabs: [
      { value: 'near', label: '要处理' },
      { value: 'all', label: '全部批次' },
    ],
    tab: 'near' as 'near' | 'all',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    manager: false,
    may: false,
    items: [] as Shown[],
  },

  async onShow() {
    this.setData({
      storeId: await workStoreId(),
      manager: mayAs('storeManager'),
      may: mayAs('storeManager', 'picker'),
    });
    await this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const { storeId, tab } = this.data;
    const reply = await call('listExpiring', { storeId, all: tab === 'all' });
    if (tab !== this.data.tab) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({ state: 'ready', items: reply.data.items.map(shown) });
  },
  onTab({ detail }: Told<{ value: 'near' | 'all' }>) {
    this.setData({ tab: detail.value, state: 'loading' });
    void this.load();
  },
  onSpecial({ currentTarget }: Tap<{ key: string }>) {
    const lot = this.data.items.find(({ key }) => key === currentTarget.dataset.key);
    if (!lot) return;
    const query = `skuId=${lot.skuId}&price=${lot.specialFen ?? 0}&cap=${lot.qty}&reason=临期`;
    void wx.navigateTo({ url: `/packages/staff/special/index?${query}&day=${lot.day}` });
  },
  onWriteOff({ currentTarget }: Tap<{ key: string }>) {
    const { storeId, items } = this.data;
    const lot = items.find(({ key }) => key === currentTarget.dataset.key);
    if (!lot) return;
    const { skuId, title, spec, image, qty, day } = lot;
    const line = { skuId, title, spec, image, qty, hint: `${day} 到期`, day };
    say(DRAFT_SAYS[addToDraft('record', storeId, line)]);
    void wx.navigateTo({ url: '/packages/staff/record/index?kind=damage' });
  },
});
