import { addDays, dayOf } from '#shared/domain/time';
import { call, faultOf, type Fault } from '../../../services/call';
import { workStoreId } from '../../../services/session';
import type { Arrival, Tap } from '../../../services/shapes';

type Row = Arrival & { goods: string };
interface Day {
  day: string;
  title: string;
  pieces: number;
  items: Row[];
}

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    days: [] as Day[],
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
    const { storeId } = this.data;
    const reply = await call('listArrivals', { storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({ state: 'ready', days: byDay(reply.data.items) });
  },
  onOpen({ currentTarget }: Tap<{ id: string; kind: string }>) {
    const { id, kind } = currentTarget.dataset;
    const url =
      kind === 'transfer'
        ? `/packages/staff/transfer/index?transferId=${id}&direction=in`
        : `/packages/staff/arrival/index?purchaseId=${id}`;
    void wx.navigateTo({ url });
  },
});

function byDay(items: readonly Arrival[]): Day[] {
  const today = dayOf(Date.now());
  const days = new Map<string, Row[]>();
  for (const item of items) {
    // What should have come by now is looked for today.
    const day = item.day < today ? '' : item.day;
    const goods = item.lines.map(({ title, qty }) => `${title} ×${qty}`).join('，');
    days.set(day, [...(days.get(day) ?? []), { ...item, goods }]);
  }
  return [...days].map(([day, rows]) => ({
    day,
    title: titleOf(day, today),
    pieces: rows.reduce((n, { pieces }) => n + pieces, 0),
    items: rows,
  }));
}

function titleOf(day: string, today: string): string {
  if (day === '') return '早该到了';
  if (day === today) return '今天';
  return day === addDays(today, 1) ? '明天' : day.slice(5);
}
