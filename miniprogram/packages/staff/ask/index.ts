import { addDays, dayOf, endOf, startOf } from '#shared/domain/time';
import { parseYuan } from '../../../services/amount';
import { call, faultOf, say, type Fault } from '../../../services/call';
import { draftOf, keepDraft, type DraftLine } from '../../../services/draft';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { CampaignTemplate, Tap } from '../../../services/shapes';

type Field = 'title' | 'budget' | 'reason' | 'from' | 'until';

/** A manager asks headquarters for a campaign: which kind, for which goods, when, what it may cost, why. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    may: true,
    storeId: '',
    templates: [] as CampaignTemplate[],
    template: '',
    title: '',
    goods: [] as DraftLine[],
    budget: '',
    today: '',
    from: '',
    until: '',
    reason: '',
    wrong: '',
    requestId: '',
    sending: false,
  },

  async onShow() {
    const storeId = await workStoreId();
    this.setData({ storeId, may: mayAs('storeManager'), goods: draftOf('campaign', storeId) });
    this.setData({ requestId: newRequestId() });
    if (this.data.state !== 'ready') await this.load();
  },
  async load() {
    const reply = await call('listCampaignTemplates', { forStores: true });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const today = dayOf(Date.now());
    const from = addDays(today, 1);
    this.setData({ state: 'ready', templates: reply.data.items, today, from, until: from });
    const [first] = reply.data.items;
    if (first) this.choose(first);
  },
  choose({ key, name, days }: CampaignTemplate) {
    const until = addDays(this.data.from, Math.max(0, days - 1));
    this.setData({ template: key, title: name, until, requestId: newRequestId() });
  },

  onTemplate({ currentTarget }: Tap<{ key: string }>) {
    const template = this.data.templates.find(({ key }) => key === currentTarget.dataset.key);
    if (template) this.choose(template);
  },
  onField({ detail, currentTarget }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field: Field = currentTarget.dataset['field'];
    this.setData({ [field]: detail.value, wrong: '', requestId: newRequestId() });
  },
  onGoods() {
    void wx.navigateTo({ url: '/packages/staff/stock/index?pick=campaign' });
  },
  onRemove({ currentTarget }: Tap<{ sku: string }>) {
    const goods = this.data.goods.filter(({ skuId }) => skuId !== currentTarget.dataset.sku);
    keepDraft('campaign', this.data.storeId, goods);
    this.setData({ goods, requestId: newRequestId() });
  },

  async onSend() {
    const { storeId, template, goods, from, until, requestId, sending } = this.data;
    const title = this.data.title.trim();
    const reason = this.data.reason.trim();
    const budgetFen = parseYuan(this.data.budget);
    if (sending) return;
    if (!title) return this.setData({ wrong: '给活动起个名字' });
    if (!budgetFen || budgetFen < 100)
      return this.setData({ wrong: '写上需要多少预算，至少 1 元' });
    if (!reason) return this.setData({ wrong: '写一句为什么需要，总部更快答复' });
    this.setData({ sending: true });
    const reply = await call('requestCampaign', {
      requestId,
      storeId,
      template,
      title,
      skuIds: goods.map(({ skuId }) => skuId),
      budgetFen,
      from: Math.max(startOf(from), Date.now()),
      until: endOf(until),
      reason,
    });
    this.setData({ sending: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
      return this.setData({ wrong: reply.message, requestId: newRequestId() });
    }
    keepDraft('campaign', storeId, []);
    say('已提交，等总部答复');
    wx.navigateBack();
  },
});
