import { money } from '#shared/domain/money';
import { distanceText } from '../../services/place';
import type { StoreCard } from '../../services/shapes';
import { pauseText } from '../../services/store';

/** A shop among others: how far, open or not, whether it can serve, and why not. */
Component({
  properties: {
    store: { type: Object, value: {} as StoreCard },
    on: { type: Boolean, value: false },
    delivery: { type: Boolean, value: false },
  },
  data: { view: { distance: '', open: '', tone: '', way: '', reasons: [] as string[] } },
  observers: {
    'store, delivery'(store: StoreCard, delivery: boolean) {
      if (!store.storeId) return;
      const reasons = store.whyNot.map((why) => why.text);
      const paused = pauseText(store) !== '';
      const missing = store.missing.map(({ title, left }) =>
        left === 0 ? `${title} 售罄` : `${title} 只剩 ${left}`,
      );
      this.setData({
        view: {
          distance: distanceText(store.distanceM),
          open: paused ? '暂停接单' : store.openNow ? '营业中' : '休息中',
          tone: paused ? 'tag-warn' : store.openNow ? 'tag-brand' : 'tag-mute',
          way: delivery ? deliveryText(store) : `约 ${store.prepMin} 分钟备好`,
          reasons: [...reasons, ...missing],
        },
      });
    },
  },
  methods: {
    onTap() {
      this.triggerEvent('choose', { storeId: this.data.store.storeId });
    },
  },
});

function deliveryText({ delivery }: StoreCard): string {
  if (!delivery) return '';
  const fee = delivery.feeFen === 0 ? '免运费' : `运费 ${money(delivery.feeFen)}`;
  return `${fee} · ${money(delivery.minOrderFen)} 起送 · 约 ${delivery.etaMin} 分钟`;
}
