import { money } from '#shared/domain/money';
import { parseYuan } from '../../../services/amount';
import { ask, call, say } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { MemberCard, Tap, Told } from '../../../services/shapes';

const VIAS = [
  { value: 'cash', label: '现金' },
  { value: 'other', label: '刷卡或其他' },
] as const;
type Via = (typeof VIAS)[number]['value'];
interface Plan {
  planId: string;
  payFen: number;
  bonusFen: number;
  fits: boolean;
}

/** Whose code was scanned, what they own, and money taken at the till for their wallet. */
Page({
  data: {
    vias: [...VIAS],
    storeId: '',
    may: false,
    code: '',
    wrong: '',
    working: false,
    step: 'scan' as 'scan' | 'member' | 'done',
    member: {} as MemberCard,
    plans: [] as Plan[],
    roomFen: 0,
    planId: '',
    amount: '',
    payFen: 0,
    via: 'cash' as Via,
    tillRef: '',
    /** One per intent: changes with every change of what is taken. */
    requestId: '',
    done: { payFen: 0, bonusFen: 0, totalFen: 0 },
  },

  async onLoad() {
    const storeId = await workStoreId();
    const may = mayAs('storeManager', 'cashier');
    this.setData({ storeId, may });
  },
  onCode({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value, wrong: '' });
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ code: scanned.result, wrong: '' });
    await this.onIdentify();
  },
  async onIdentify() {
    const { storeId, working } = this.data;
    const code = this.data.code.replace(/\s/g, '');
    if (working) return;
    if (code.length < 8) return this.setData({ wrong: '请扫顾客的会员码' });
    this.setData({ working: true });
    const reply = await call('identifyMember', { storeId, code });
    this.setData({ working: false });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    const { member, plans, roomFen } = reply.data;
    this.setData({ step: 'member', member, plans, roomFen, wrong: '' });
    this.change({ planId: '', amount: '', payFen: 0, tillRef: '' });
  },

  change(what: { planId?: string; amount?: string; payFen?: number; via?: Via; tillRef?: string }) {
    this.setData({ ...what, wrong: '', requestId: newRequestId() });
  },
  onPlan({ currentTarget }: Tap<{ id: string }>) {
    const plan = this.data.plans.find(({ planId }) => planId === currentTarget.dataset.id);
    if (!plan) return;
    if (!plan.fits) return say(`只能再放 ${money(this.data.roomFen)}`);
    this.change({ planId: plan.planId, amount: '', payFen: plan.payFen });
  },
  onAmount({ detail }: WechatMiniprogram.Input) {
    this.change({ planId: '', amount: detail.value, payFen: parseYuan(detail.value) ?? 0 });
  },
  onVia({ detail }: Told<{ value: Via }>) {
    this.change({ via: detail.value });
  },
  onRef({ detail }: WechatMiniprogram.Input) {
    this.change({ tillRef: detail.value });
  },

  async onTake() {
    const { storeId, member, planId, payFen, via, tillRef, requestId, working } = this.data;
    if (working) return;
    if (payFen === 0) return this.setData({ wrong: '先选充值金额' });
    const how = via === 'cash' ? '现金' : '刷卡或其他方式';
    const text = `向 ${member.nickname || '顾客'} 收${how} ${money(payFen)}，收到后再确认。`;
    if (!(await ask('确认已收款？', text, '已收到'))) return;
    this.setData({ working: true });
    const reply = await call('topUpAtTill', {
      requestId,
      storeId,
      memberId: member.memberId,
      ...(planId ? { planId } : { amountFen: payFen }),
      via,
      tillRef,
    });
    this.setData({ working: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复入账');
      return this.setData({ wrong: reply.message, requestId: newRequestId() });
    }
    const { bonusFen, wallet } = reply.data;
    const done = { payFen: reply.data.payFen, bonusFen, totalFen: wallet.totalFen };
    this.setData({ step: 'done', done });
  },

  onNext() {
    this.setData({ step: 'scan', code: '', wrong: '' });
  },
  onList() {
    void wx.navigateTo({ url: '/packages/staff/topups/index' });
  },
});
