import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { call } from '../../../services/call';
import type { StatementLine } from '../../../services/shapes';

type Tab = 'wallet' | 'points' | 'growth';
interface Shown extends StatementLine {
  when: string;
  sum: string;
}

/** What came and went, newest first; `stamp` makes it read again. */
Component({
  properties: {
    tab: { type: String, value: 'wallet' },
    stamp: { type: Number, value: 0 },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    items: [] as Shown[],
    next: '',
    more: false,
  },
  observers: {
    'tab, stamp'() {
      void this.load();
    },
  },
  methods: {
    async load() {
      const reply = await call('listLedger', { tab: tabOf(this.data.tab) });
      if (!reply.ok) return this.setData({ state: 'failed' });
      const { items, next = '' } = reply.data;
      this.setData({ state: 'ready', items: items.map((line) => this.shown(line)), next });
    },
    async onMore() {
      const { next, more, tab } = this.data;
      if (!next || more) return;
      this.setData({ more: true });
      const reply = await call('listLedger', { tab: tabOf(tab), cursor: next });
      this.setData({ more: false });
      if (!reply.ok || next !== this.data.next) return;
      const added = reply.data.items.map((line) => this.shown(line));
      this.setData({ items: [...this.data.items, ...added], next: reply.data.next ?? '' });
    },
    shown(line: StatementLine): Shown {
      const amount = Math.abs(line.delta);
      const text = this.data.tab === 'wallet' ? money(amount) : String(amount);
      const sign = line.delta > 0 ? '+' : line.delta < 0 ? '-' : '';
      return { ...line, when: shortTime(line.at), sum: `${sign}${text}` };
    },
  },
});

const tabOf = (tab: string): Tab => (tab === 'points' || tab === 'growth' ? tab : 'wallet');
