import { call, faultOf, say, type Fault } from '../../services/call';
import { linesOf, otherCarts, remove, select, setQty, type CartLine } from '../../services/cart';
import type { Hint, Preview, PriceTag, Tap, Told } from '../../services/shapes';
import { openProduct, sayLimit } from '../../services/shopping';
import { chooseStore, currentStore } from '../../services/store';
import { refreshTabs } from '../../services/tabs';

/** A line with what the server says about it now. */
interface Shown extends CartLine {
  problem: string;
  available: number;
  was: number;
  tags: PriceTag[];
}

Page({
  data: {
    store: { storeId: '', name: '' },
    lines: [] as Shown[],
    others: [] as ReturnType<typeof otherCarts>,
    preview: null as Preview | null,
    asking: false,
    fault: null as Fault | null,
    selected: 0,
    allOn: false,
    savedFen: 0,
    filling: false,
    hint: {} as Partial<Hint>,
  },

  onShow() {
    refreshTabs(this, 'pages/cart/index');
    const store = currentStore() ?? { storeId: '', name: '' };
    this.setData({ store, preview: null, others: otherCarts(store.storeId) });
    void this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  /** Shows what storage holds at once, then asks the server what it costs now. */
  async refresh() {
    const { storeId } = this.data.store;
    const lines = linesOf(storeId);
    const chosen = lines.filter(({ selected }) => selected);
    this.show(lines);
    refreshTabs(this);
    if (chosen.length === 0) return this.setData({ preview: null, asking: false, fault: null });
    this.setData({ asking: true });
    const asked = chosen.map(({ skuId, qty }) => ({ skuId, qty }));
    const reply = await call('previewCart', { storeId, mode: 'pickup', lines: asked });
    // A later tap has asked again meanwhile: that answer counts.
    if (JSON.stringify(asked) !== JSON.stringify(this.asked())) return;
    if (!reply.ok) return this.setData({ asking: false, preview: null, fault: faultOf(reply) });
    const { listFen, payableFen, freightFen } = reply.data.quote;
    const savedFen = Math.max(0, listFen + freightFen - payableFen);
    this.setData({ asking: false, fault: null, preview: reply.data, savedFen });
    this.show(linesOf(storeId));
  },

  asked() {
    return linesOf(this.data.store.storeId)
      .filter(({ selected }) => selected)
      .map(({ skuId, qty }) => ({ skuId, qty }));
  },

  show(lines: CartLine[]) {
    const quoted = new Map(this.data.preview?.quote.lines.map((line) => [line.skuId, line]));
    this.setData({
      lines: lines.map((line) => {
        const now = quoted.get(line.skuId);
        const priceFen = now?.priceFen ?? line.priceFen;
        const was = now && now.listPriceFen > priceFen ? now.listPriceFen : 0;
        const problem = now?.problem ?? '';
        const tags = now?.tags ?? [];
        return { ...line, priceFen, was, problem, tags, available: now?.available ?? 999 };
      }),
      selected: lines.filter((line) => line.selected).length,
      allOn: lines.length > 0 && lines.every((line) => line.selected),
    });
  },

  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string }>) {
    const line = this.data.lines.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!line) return;
    setQty(this.data.store, line, detail.value);
    void this.refresh();
  },
  onLimit({ currentTarget }: Tap<{ sku: string }>) {
    const line = this.data.lines.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    sayLimit(line?.available ?? 0);
  },
  onSelect({ currentTarget }: Tap<{ sku: string; on: boolean }>) {
    select(this.data.store.storeId, [currentTarget.dataset.sku], !currentTarget.dataset.on);
    void this.refresh();
  },
  onAll() {
    const skus = this.data.lines.map(({ skuId }) => skuId);
    select(this.data.store.storeId, skus, !this.data.allOn);
    void this.refresh();
  },
  onRemove({ currentTarget }: Tap<{ sku: string }>) {
    remove(this.data.store.storeId, [currentTarget.dataset.sku]);
    void this.refresh();
  },
  onOpen({ currentTarget }: Tap<{ sku: string }>) {
    openProduct(currentTarget.dataset.sku, this.data.store.storeId);
  },
  onStores() {
    void wx.navigateTo({ url: '/packages/shop/stores/index' });
  },
  onHome() {
    wx.switchTab({ url: '/pages/home/index' });
  },
  onOther({ currentTarget }: Tap<{ id: string; name: string }>) {
    chooseStore(currentTarget.dataset.id, currentTarget.dataset.name, true);
    this.onShow();
  },
  onFill({ currentTarget }: Tap<{ at: number }>) {
    const hint = this.data.preview?.quote.hints[currentTarget.dataset.at];
    if (hint) this.setData({ hint, filling: true });
  },
  onFilled() {
    this.setData({ filling: false });
  },
  onSettle() {
    if (this.data.selected === 0) return say('先选好要买的商品');
    void wx.navigateTo({ url: '/packages/order/confirm/index' });
  },
});
