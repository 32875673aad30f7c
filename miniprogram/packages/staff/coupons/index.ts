import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { StoreCoupon, Tap, Told } from '../../../services/shapes';
import { BLANK, couponOf, type Form } from './form';

const TYPES = [
  { value: 'amount', label: '减钱' },
  { value: 'percent', label: '打折' },
];

/** Coupons a shop pays for itself: how far they went, a new one, and no more of one. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    manager: false,
    types: TYPES,
    items: [] as (StoreCoupon & { went: string; mark: string })[],
    form: BLANK,
    open: false,
    wrong: '',
    requestId: '',
    sending: false,
  },

  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('listStoreCoupons', { storeId: await workStoreId() });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({
      state: 'ready',
      manager: mayAs('storeManager'),
      items: reply.data.items.map((item) => ({
        ...item,
        went: `领 ${item.issued}/${item.form.total} · 用 ${item.used}`,
        mark: item.statusReason ? `${item.statusText}：${item.statusReason}` : item.statusText,
      })),
    });
  },

  onNew() {
    this.setData({ open: true, form: BLANK, wrong: '', requestId: newRequestId() });
  },
  onClose() {
    this.setData({ open: false });
  },
  change(what: Partial<Form>) {
    this.setData({ form: { ...this.data.form, ...what }, wrong: '', requestId: newRequestId() });
  },
  onType({ detail }: Told<{ value: Form['type'] }>) {
    this.change({ type: detail.value, face: '' });
  },
  onField({ detail, currentTarget }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field: Exclude<keyof Form, 'type'> = currentTarget.dataset['field'];
    this.change({ [field]: detail.value });
  },

  async onSave() {
    const { form, requestId, sending } = this.data;
    if (sending) return;
    const { coupon, wrong } = couponOf(form, Date.now());
    if (!coupon) return this.setData({ wrong });
    this.setData({ sending: true });
    const storeId = await workStoreId();
    const reply = await call('saveStoreCoupon', { requestId, storeId, ...coupon });
    this.setData({ sending: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复发券');
      return this.setData({ wrong: reply.message, requestId: newRequestId() });
    }
    say(reply.data.status === 'pending' ? '已提交，总部同意后开始发' : '顾客现在就能领');
    this.setData({ open: false });
    await this.load();
  },
  async onStop({ currentTarget }: Tap<{ id: string }>) {
    const text = '领过的顾客还能用，没领的不能再领。';
    if (!(await ask('停发这张券？', text, '停发', '不停'))) return;
    const reply = await call('stopStoreCoupon', {
      requestId: newRequestId(),
      storeId: await workStoreId(),
      templateId: currentTarget.dataset.id,
    });
    say(reply.ok ? '已停发' : reply.message);
    await this.load();
  },
});
