import { shortTime } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import { distanceText } from '../../../services/place';
import { workStoreId } from '../../../services/session';
import type { Tap, Told, Transfer } from '../../../services/shapes';

type Direction = 'out' | 'in';

Page({
  data: {
    tabs: [
      { value: 'out', label: '要发出', count: 0 },
      { value: 'in', label: '要收进', count: 0 },
    ],
    direction: 'out' as Direction,
    all: false,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    items: [] as (Transfer & { when: string; far: string; goods: string })[],
  },

  async onShow() {
    this.setData({ storeId: await workStoreId() });
    await this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const { storeId, direction, all } = this.data;
    const reply = await call('listTransfers', { storeId, direction, open: !all });
    if (direction !== this.data.direction) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, counts } = reply.data;
    this.setData({
      state: 'ready',
      'tabs[0].count': counts.out,
      'tabs[1].count': counts.in,
      items: items.map((transfer) => ({
        ...transfer,
        when: shortTime(transfer.createdAt),
        far: distanceText(transfer.distanceM),
        goods: transfer.lines
          .map(({ title, approved, shipped }) => {
            const left = transfer.status === 'shipped' || transfer.status === 'received';
            return `${title} ×${left ? shipped : approved}`;
          })
          .join('，'),
      })),
    });
  },
  onTab({ detail }: Told<{ value: Direction }>) {
    this.setData({ direction: detail.value, state: 'loading' });
    void this.load();
  },
  onAll() {
    this.setData({ all: !this.data.all, state: 'loading' });
    void this.load();
  },
  onOpen({ currentTarget }: Tap<{ id: string }>) {
    const query = `transferId=${currentTarget.dataset.id}&direction=${this.data.direction}`;
    void wx.navigateTo({ url: `/packages/staff/transfer/index?${query}` });
  },
});
