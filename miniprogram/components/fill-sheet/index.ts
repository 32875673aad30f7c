import { call } from '../../services/call';
import type { Hint, ShelfItem, Told } from '../../services/shapes';
import { basketOf, changeBasket, openProduct, sayLimit } from '../../services/shopping';

/** As many goods as a person looks through. */
const SHOWN = 12;

/** 凑单: goods of the shop that fill the gap to the next benefit, the closest fit first. */
Component({
  properties: {
    hint: { type: Object, value: {} as Partial<Hint> },
    store: { type: Object, value: { storeId: '', name: '' } },
    show: { type: Boolean, value: false },
  },
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    items: [] as ShelfItem[],
    counts: {} as Record<string, number>,
  },
  observers: {
    show(show: boolean) {
      if (show) void this.load();
    },
  },
  methods: {
    async load() {
      const { hint, store } = this.data;
      this.setData({ state: 'loading', counts: basketOf(store.storeId).counts });
      const reply = await call('listShelf', { storeId: store.storeId, limit: 60 });
      if (!reply.ok) return this.setData({ state: 'failed' });
      this.setData({ state: 'ready', items: fitting(reply.data.items, hint.moreFen ?? 0) });
    },
    onQty({ detail }: Told<{ item: ShelfItem; value: number }>) {
      const { counts } = changeBasket(this.data.store, detail.item, detail.value);
      this.setData({ counts });
      this.triggerEvent('changed');
    },
    onLimit({ detail }: Told<{ left: number }>) {
      sayLimit(detail.left);
    },
    onOpen({ detail }: Told<{ skuId: string }>) {
      openProduct(detail.skuId, this.data.store.storeId);
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});

/** One piece is enough, and the cheapest such piece comes first; where none reaches, the dearest do. */
function fitting(items: readonly ShelfItem[], moreFen: number): ShelfItem[] {
  const there = items.filter(({ stock }) => stock !== 'out');
  const enough = there
    .filter(({ priceFen }) => priceFen >= moreFen)
    .sort((a, b) => a.priceFen - b.priceFen);
  const less = there
    .filter(({ priceFen }) => priceFen < moreFen)
    .sort((a, b) => b.priceFen - a.priceFen);
  return [...enough, ...less].slice(0, SHOWN);
}
