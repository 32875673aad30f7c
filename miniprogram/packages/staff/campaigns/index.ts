import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { CampaignRequest, StoreCampaign, Tap } from '../../../services/shapes';

const spanText = ({ from, until }: { from: number; until: number }): string =>
  `${shortTime(from)} – ${shortTime(until)}`;

/** What counts in the shop now, what begins soon, and what was asked of headquarters. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    manager: false,
    ownCoupons: false,
    items: [] as (StoreCampaign & { when: string; what: string; left: string })[],
    requests: [] as (CampaignRequest & { when: string; answer: string })[],
  },

  onShow() {
    void this.load();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('listStoreCampaigns', { storeId: await workStoreId() });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { items, requests, ownCoupons } = reply.data;
    this.setData({
      state: 'ready',
      manager: mayAs('storeManager'),
      ownCoupons: ownCoupons !== 'off' && mayAs('storeManager', 'cashier', 'service'),
      items: items.map((item) => ({
        ...item,
        when: spanText(item),
        what: item.goods.map(({ title }) => title).join('、'),
        left: item.budget
          ? `预算 ${money(item.budget.budgetFen)}，还剩 ${money(item.budget.leftFen)}`
          : '',
      })),
      requests: requests.map((request) => ({
        ...request,
        when: spanText(request),
        answer: answerText(request),
      })),
    });
  },

  onGo({ currentTarget }: Tap<{ page: string }>) {
    void wx.navigateTo({ url: `/packages/staff/${currentTarget.dataset.page}/index` });
  },
  async onWithdraw({ currentTarget }: Tap<{ no: string }>) {
    if (!(await ask('撤回这份申请？', '总部还没有答复，撤回后可以重新申请。', '撤回', '再等等')))
      return;
    const reply = await call('withdrawCampaignRequest', {
      requestId: newRequestId(),
      storeId: await workStoreId(),
      requestNo: currentTarget.dataset.no,
    });
    say(reply.ok ? '已撤回' : reply.message);
    await this.load();
  },
});

function answerText({ decided, status }: CampaignRequest): string {
  if (!decided) return '';
  const given = status === 'approved' ? `批准 ${money(decided.budgetFen)}` : '没有批准';
  return `${decided.name}：${given}${decided.note ? `，${decided.note}` : ''}`;
}
