import { money } from '#shared/domain/money';
import { call, faultOf, say, tell, type Fault } from '../../../services/call';
import { linesOf, remove } from '../../../services/cart';
import { newRequestId } from '../../../services/requestId';
import type { Address, Hint, Preview, Slot, Tap, Told } from '../../../services/shapes';
import { currentStore } from '../../../services/store';
import { pickedAddress } from '../../../services/addresses';
import { toggled } from './choice';
import { mend, obstaclesOf, type Obstacle } from './mend';
import { assetTexts, choicesOf, couponText, promiseText } from './texts';

const MODES = [
  { value: 'pickup', label: '到店自提' },
  { value: 'delivery', label: '送货上门' },
];

Page({
  data: {
    modes: MODES,
    mode: 'pickup' as 'pickup' | 'delivery',
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    store: { storeId: '', name: '' },
    preview: {} as Preview,
    promise: '',
    address: null as Address | null,
    /** null: the server picks the best of them. */
    couponIds: null as string[] | null,
    useWallet: false,
    usePoints: false,
    couponText: '',
    assets: { points: '', wallet: '' },
    obstacles: [] as Obstacle[],
    choices: [] as ReturnType<typeof choicesOf>,
    slots: [] as Slot[],
    slotsNeeded: false,
    slotId: '',
    slotText: '',
    sheet: '' as '' | 'coupons' | 'why' | 'fill' | 'slots',
    hint: {} as Partial<Hint>,
    remark: '',
    /** One per intent: a new one whenever what is ordered changes. */
    requestId: '',
    sending: false,
  },

  onLoad() {
    const store = currentStore();
    if (!store) return void wx.navigateBack();
    this.setData({ storeId: store.storeId, store });
  },

  async onShow() {
    const address = await pickedAddress();
    this.setData({ address });
    await this.refresh();
  },

  lines() {
    return linesOf(this.data.storeId)
      .filter(({ selected }) => selected)
      .map(({ skuId, qty }) => ({ skuId, qty }));
  },

  async refresh(): Promise<void> {
    const { storeId, mode, couponIds, address, useWallet, usePoints } = this.data;
    const lines = this.lines();
    const asked = this.asked();
    const reply = await call('previewCart', {
      storeId,
      mode,
      lines,
      couponIds,
      points: usePoints ? 'most' : 0,
      useWallet,
      addressId: mode === 'delivery' ? (address?.addressId ?? null) : null,
    });
    // A later tap has asked again meanwhile: that answer counts.
    if (asked !== this.asked()) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const preview = reply.data;
    const barred = preview.problems.find(({ code }) => code === 'COUPON_UNUSABLE');
    if (barred && couponIds && preview.couponIds.length < couponIds.length) {
      // Coupons that do not go together: those that count stay, and the reason is told.
      say(barred.text);
      this.setData({ couponIds: preview.couponIds });
      return this.refresh();
    }
    this.setData({
      state: 'ready',
      preview,
      promise: promiseText(preview.readyAt, mode),
      couponText: couponText(preview),
      assets: assetTexts(preview),
      obstacles: obstaclesOf(preview),
      choices: choicesOf(preview),
      requestId: newRequestId(),
    });
    await this.readSlots();
  },

  /** Times to choose; the one chosen stays while it is free, else the earliest that is. */
  async readSlots(): Promise<void> {
    const { storeId, mode, address } = this.data;
    const addressId = mode === 'delivery' ? (address?.addressId ?? null) : null;
    const reply = await call('listSlots', { storeId, mode, addressId });
    if (!reply.ok || mode !== this.data.mode) return;
    const { needed, slots } = reply.data;
    const kept = slots.find(({ slotId, left }) => slotId === this.data.slotId && left > 0);
    const slot = kept ?? slots.find(({ left }) => left > 0);
    this.setData({
      slots,
      slotsNeeded: needed,
      slotId: slot?.slotId ?? '',
      slotText: slot?.text ?? '',
      ...(needed && slot ? { promise: `${mode === 'pickup' ? '取货' : '送达'} ${slot.text}` } : {}),
    });
  },
  onSlot({ currentTarget }: Tap<{ id: string }>) {
    const slot = this.data.slots.find(({ slotId }) => slotId === currentTarget.dataset.id);
    if (!slot) return;
    if (slot.left === 0) return say('这个时段约满了');
    const { slotId, text } = slot;
    const promise = `${this.data.mode === 'pickup' ? '取货' : '送达'} ${text}`;
    this.setData({ slotId, slotText: text, promise, sheet: '', requestId: newRequestId() });
  },

  /** What a preview is asked with; another answer than the last is not shown. */
  asked(): string {
    const { mode, couponIds, useWallet, usePoints, address } = this.data;
    return JSON.stringify([mode, couponIds, useWallet, usePoints, address, this.lines()]);
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.refresh();
  },
  onMode({ detail }: Told<{ value: 'pickup' | 'delivery' }>) {
    this.setData({ mode: detail.value });
    void this.refresh();
  },
  onAddress() {
    void wx.navigateTo({ url: '/packages/me/addresses/index?pick=1' });
  },
  onObstacle({ currentTarget }: Tap<{ act: Obstacle['act'] }>) {
    if (currentTarget.dataset.act === 'mend') void this.onMend();
    else this.onOtherShop();
  },
  /** Takes out what this shop cannot hand over, or as many pieces of it as are missing. */
  async onMend() {
    const { storeId, preview } = this.data;
    mend(storeId, preview);
    if (this.lines().length === 0) return void wx.navigateBack();
    await this.refresh();
  },
  /** Another shop has another cart: ordering starts again from the cart. */
  onOtherShop() {
    const { mode } = this.data;
    wx.switchTab({
      url: '/pages/cart/index',
      success: () => void wx.navigateTo({ url: `/packages/shop/stores/index?mode=${mode}` }),
    });
  },
  onRemark({ detail }: WechatMiniprogram.Input) {
    this.setData({ remark: detail.value, requestId: newRequestId() });
  },
  onSheet({ currentTarget }: Tap<{ sheet: 'coupons' | 'why' | 'slots' }>) {
    this.setData({ sheet: currentTarget.dataset.sheet });
  },
  onFill({ currentTarget }: Tap<{ at: number }>) {
    const hint = this.data.preview.quote.hints[currentTarget.dataset.at];
    if (hint) this.setData({ hint, sheet: 'fill' });
  },
  onCloseSheet() {
    this.setData({ sheet: '' });
  },
  onFilled() {
    void this.refresh();
  },
  onCoupon({ currentTarget }: Tap<{ id: string }>) {
    this.setData({ couponIds: toggled(this.data.preview.coupons, currentTarget.dataset.id) });
    void this.refresh();
  },
  onBestCoupons() {
    this.setData({ couponIds: null });
    void this.refresh();
  },
  onNoCoupons() {
    this.setData({ couponIds: [] });
    void this.refresh();
  },
  onPoints({ detail }: Told<{ value: boolean }>) {
    this.setData({ usePoints: detail.value });
    void this.refresh();
  },
  onWallet({ detail }: Told<{ value: boolean }>) {
    this.setData({ useWallet: detail.value });
    void this.refresh();
  },
  onTopUp() {
    void wx.navigateTo({ url: '/packages/me/wallet/index' });
  },

  async onPlace() {
    const { preview, sending, mode, address, storeId, remark, requestId, useWallet } = this.data;
    if (sending) return;
    if (mode === 'delivery' && !address) return this.onAddress();
    if (!preview.canPlace) return say(preview.problems[0]?.text ?? '请先处理标红的商品');
    const { slotsNeeded, slotId } = this.data;
    if (slotsNeeded && !slotId) return say('这几天的时段都约满了，请换一家店');
    const lines = this.lines();
    this.setData({ sending: true });
    const reply = await call('placeOrder', {
      requestId,
      storeId,
      mode,
      lines,
      couponIds: preview.couponIds,
      points: preview.quote.points,
      useWallet,
      addressId: mode === 'delivery' ? (address?.addressId ?? null) : null,
      remark,
      slotId: slotsNeeded ? slotId : null,
      expectedPayableFen: preview.quote.payableFen,
    });
    this.setData({ sending: false });
    if (reply.ok) {
      remove(
        storeId,
        lines.map(({ skuId }) => skuId),
      );
      return void wx.redirectTo({ url: `/packages/order/pay/index?orderId=${reply.data.orderId}` });
    }
    // The same requestId goes out again: whether or not it was placed, there will be one order.
    if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复下单');
    await this.onRefused(reply.code, reply.message);
  },

  async onRefused(code: string, message: string) {
    const before = this.data.preview.quote.payableFen;
    await this.refresh();
    const after = this.data.preview.quote.payableFen;
    if (code !== 'PRICE_CHANGED') return void tell('还不能下单', message);
    await tell('价格有变动', `应付从 ${money(before)} 变为 ${money(after)}，确认后请再次提交。`);
  },
});
