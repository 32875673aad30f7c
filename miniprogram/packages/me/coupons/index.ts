import { shortTime } from '#shared/domain/time';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import type { Coupon, Offer, Tap, Told } from '../../../services/shapes';
import { currentStore } from '../../../services/store';

const TABS = [
  { value: 'centre', label: '领券' },
  { value: 'unused', label: '可用' },
  { value: 'used', label: '已用' },
  { value: 'expired', label: '已过期' },
] as const;
type Tab = (typeof TABS)[number]['value'];
const isTab = (value: string): value is Tab => TABS.some((tab) => tab.value === value);

/** A tap on 领取 again is the same request until it is answered. */
const claims = new Map<string, string>();

Page({
  data: {
    tabs: [...TABS],
    tab: 'centre' as Tab,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    offers: [] as (Offer & { when: string; mark: string })[],
    coupons: [] as (Coupon & { when: string; mark: string })[],
  },

  onLoad({ tab = 'centre' }) {
    if (isTab(tab)) this.setData({ tab });
  },
  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    const { tab } = this.data;
    if (tab === 'centre') return this.loadCentre();
    const reply = await call('listMyCoupons', { tab });
    if (tab !== this.data.tab) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const marks = { unused: '', locked: '订单占用中', used: '已使用', expired: '已过期' };
    this.setData({
      state: 'ready',
      coupons: reply.data.items.map((coupon) => ({
        ...coupon,
        when: `${shortTime(coupon.validTo)} 前有效`,
        mark: marks[coupon.status],
      })),
    });
  },

  async loadCentre() {
    const store = currentStore();
    const reply = await call('listCouponCentre', store ? { storeId: store.storeId } : {});
    if (this.data.tab !== 'centre') return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({
      state: 'ready',
      offers: reply.data.items.map((offer) => ({
        ...offer,
        when: `${shortTime(offer.until).slice(0, 5)} 前可领 · 剩 ${offer.left}`,
        mark: offer.canClaim ? '' : offer.why,
      })),
    });
  },

  onTab({ detail }: Told<{ value: Tab }>) {
    this.setData({ tab: detail.value, state: 'loading' });
    void this.load();
  },

  async onClaim({ currentTarget }: Tap<{ id: string }>) {
    const templateId = currentTarget.dataset.id;
    const requestId = claims.get(templateId) ?? newRequestId();
    claims.set(templateId, requestId);
    const reply = await call('claimCoupon', { requestId, templateId });
    if (reply.ok || reply.code !== 'NETWORK') claims.delete(templateId);
    say(reply.ok ? '领到了，结算时会自动用上' : reply.message);
    await this.load();
  },
  onCode({ currentTarget }: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/packages/me/code/index?couponId=${currentTarget.dataset.id}` });
  },
  onCentre() {
    this.setData({ tab: 'centre', state: 'loading' });
    void this.load();
  },
});
