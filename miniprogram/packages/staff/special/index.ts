import { yuan } from '#shared/domain/money';
import { addDays, dayOf, endOf, shortTime } from '#shared/domain/time';
import { parseYuan } from '../../../services/amount';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Listing, Tap } from '../../../services/shapes';
import { afterTyping } from '../../../services/timers';

const DAYS = [
  { days: 0, text: '今天' },
  { days: 2, text: '三天' },
  { days: 6, text: '一周' },
];
const REASONS = ['店内特价', '临期特惠', '新品尝鲜'];
const typing = afterTyping();

/** Prices of the shop and its specials; a manager sets one within the band of headquarters. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    query: '',
    items: [] as (Listing & { when: string })[],
    days: DAYS,
    reasons: REASONS,
    chosen: null as Listing | null,
    price: '',
    span: 0,
    reason: REASONS[0] ?? '',
    cap: '',
    wrong: '',
    requestId: '',
    working: false,
  },

  /** From the list of goods near their day: the product, the price that clears it and its last day. */
  async onLoad({ skuId = '', price = '', cap = '', day = '' }) {
    if (skuId === '') return;
    await this.load();
    const reply = await call('listListings', { storeId: await workStoreId(), skuId });
    const found = reply.ok ? reply.data.items[0] : undefined;
    if (!found) return;
    this.choose(found);
    const days = Math.max(0, Math.min(6, Math.round((endOf(day) - Date.now()) / 86_400_000)));
    this.setData({
      price: yuan(Number(price)).replace(',', ''),
      cap,
      reason: '临期特惠',
      span: DAYS.filter((each) => each.days <= days).pop()?.days ?? 0,
    });
  },
  onShow() {
    void this.load();
  },
  async load() {
    const { query } = this.data;
    const storeId = await workStoreId();
    const reply = await call('listListings', { storeId, size: 100, ...(query ? { query } : {}) });
    if (query !== this.data.query) return;
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const items = reply.data.items
      .filter(({ onShelf }) => onShelf)
      .map((item) => ({ ...item, when: whenText(item) }))
      .sort((a, b) => Number(b.special !== null) - Number(a.special !== null));
    this.setData({ state: 'ready', items });
  },
  onQuery({ detail }: WechatMiniprogram.Input) {
    this.setData({ query: detail.value.trim() });
    typing(() => void this.load());
  },

  onChoose({ currentTarget }: Tap<{ sku: string }>) {
    const chosen = this.data.items.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (chosen) this.choose(chosen);
  },
  choose(chosen: Listing) {
    if (!mayAs('storeManager')) return say('特价由店长设置');
    const { special } = chosen;
    this.setData({
      chosen,
      price: special ? yuan(special.priceFen).replace(',', '') : '',
      reason: special?.reason ?? REASONS[0] ?? '',
      cap: special?.cap ? String(special.cap) : '',
      span: 0,
      wrong: '',
      requestId: newRequestId(),
    });
  },
  onClose() {
    this.setData({ chosen: null });
  },
  onField({ detail, currentTarget }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field: 'price' | 'cap' | 'reason' = currentTarget.dataset['field'];
    this.setData({ [field]: detail.value, wrong: '', requestId: newRequestId() });
  },
  onSpan({ currentTarget }: Tap<{ days: number }>) {
    this.setData({ span: currentTarget.dataset.days, requestId: newRequestId() });
  },
  onReason({ currentTarget }: Tap<{ reason: string }>) {
    this.setData({ reason: currentTarget.dataset.reason, requestId: newRequestId() });
  },

  async onSet() {
    const { price, cap, span } = this.data;
    const priceFen = parseYuan(price);
    const reason = this.data.reason.trim();
    if (!priceFen) return this.setData({ wrong: '写上特价多少钱' });
    if (!reason) return this.setData({ wrong: '写上为什么特价，顾客会看到' });
    if (cap && !/^[1-9]\d{0,4}$/.test(cap))
      return this.setData({ wrong: '限量要是整数，不限就留空' });
    const now = Date.now();
    await this.send({
      priceFen,
      from: now,
      until: endOf(addDays(dayOf(now), span)),
      reason,
      cap: cap ? Number(cap) : null,
    });
  },
  async onEnd() {
    await this.send(null);
  },
  async send(
    special: null | {
      priceFen: number;
      from: number;
      until: number;
      reason: string;
      cap: number | null;
    },
  ) {
    const { chosen, requestId, working } = this.data;
    if (!chosen || working) return;
    this.setData({ working: true });
    const { storeId, skuId } = chosen;
    const reply = await call('setStoreSpecial', { requestId, storeId, skuId, special });
    this.setData({ working: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次就好');
      return this.setData({ wrong: reply.message, requestId: newRequestId() });
    }
    say(special ? '特价已生效' : '特价已结束');
    this.setData({ chosen: null });
    await this.load();
  },
});

function whenText({ special }: Listing): string {
  if (!special) return '';
  const { reason, until, cap, sold } = special;
  const left = cap === null ? '' : ` · 限 ${cap} 件，已卖 ${sold}`;
  return `${reason} · ${shortTime(until).replace(' 23:59', '')} 截止${left}`;
}
