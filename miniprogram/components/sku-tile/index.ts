import type { ShelfItem, Told } from '../../services/shapes';
import { skuView } from '../../services/skuView';

/** A product as a tile: the picture first. */
Component({
  properties: {
    item: { type: Object, value: {} as ShelfItem },
    count: { type: Number, value: 0 },
    off: { type: Boolean, value: false },
  },
  data: { view: {} as ReturnType<typeof skuView> },
  observers: {
    item(item: ShelfItem) {
      if (item.skuId) this.setData({ view: skuView(item) });
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { skuId: this.data.item.skuId });
    },
    onChange({ detail }: Told<{ value: number }>) {
      this.triggerEvent('qty', { item: this.data.item, value: detail.value });
    },
    onLimit() {
      this.triggerEvent('limit', { left: this.data.item.left ?? 0 });
    },
  },
});
