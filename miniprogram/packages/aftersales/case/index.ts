import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import type { AfterSale } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

/** What the shop does is seen here within seconds. */
const REFRESH_MS = 5_000;
const polling = repeater();

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    caseId: '',
    it: {} as AfterSale,
    names: [] as string[],
    at: 0,
    history: [] as { at: string; text: string }[],
    appealing: false,
    sendingBack: false,
    carrier: '',
    waybill: '',
    text: '',
    requestId: '',
    sending: false,
  },

  onLoad({ caseId = '' }) {
    this.setData({ caseId, requestId: newRequestId() });
  },
  onShow() {
    void this.load();
    polling.start(REFRESH_MS, () => {
      const { canWithdraw, refund } = this.data.it;
      if (canWithdraw || refund === 'pending') void this.load();
    });
  },
  onHide() {
    polling.stop();
  },
  onUnload() {
    polling.stop();
  },
  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },
  async load() {
    const reply = await call('getAfterSale', { caseId: this.data.caseId });
    if (!reply.ok) {
      if (this.data.state === 'loading') this.setData({ state: 'fault', fault: faultOf(reply) });
      return;
    }
    const it = reply.data;
    this.setData({
      state: 'ready',
      it,
      ...progressOf(it),
      history: it.steps.map(({ at, text, by }) => ({
        at: shortTime(at),
        text: `${text} · ${by}`,
      })),
    });
  },

  async onWithdraw() {
    if (!(await ask('撤销这次申请？', '撤销后可以重新申请。', '撤销', '再想想'))) return;
    const { caseId, requestId } = this.data;
    const reply = await call('withdrawAfterSale', { requestId, caseId });
    if (!reply.ok) say(reply.message);
    await this.load();
  },
  onAppeal() {
    this.setData({ appealing: true });
  },
  onClose() {
    this.setData({ appealing: false, sendingBack: false });
  },
  onParcel() {
    const { carrier = '', waybill = '' } = this.data.it.parcel ?? {};
    this.setData({ sendingBack: true, carrier, waybill });
  },
  onCarrier({ detail }: WechatMiniprogram.Input) {
    this.setData({ carrier: detail.value, requestId: newRequestId() });
  },
  onWaybill({ detail }: WechatMiniprogram.Input) {
    this.setData({ waybill: detail.value, requestId: newRequestId() });
  },
  async onScan() {
    try {
      const { result } = await wx.scanCode({ scanType: ['barCode'] });
      this.setData({ waybill: result, requestId: newRequestId() });
    } catch {
      // Closed without a code: what was typed stays.
    }
  },
  async onSendBack() {
    const { caseId, requestId, carrier, waybill, sending } = this.data;
    if (sending) return;
    if (carrier.trim() === '') return say('请写快递公司');
    if (!/^[A-Za-z0-9-]{6,32}$/.test(waybill.trim())) return say('请核对快递单号');
    this.setData({ sending: true });
    const parcel = { carrier: carrier.trim(), waybill: waybill.trim() };
    const reply = await call('sendBackParcel', { requestId, caseId, ...parcel });
    this.setData({ sending: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.ok ? '已告诉门店' : reply.message);
    if (reply.ok) this.onClose();
    await this.load();
  },
  onText({ detail }: WechatMiniprogram.Input) {
    this.setData({ text: detail.value, requestId: newRequestId() });
  },
  async onSend() {
    const { caseId, requestId, text, sending } = this.data;
    if (sending) return;
    if (text.trim() === '') return say('请写明申诉的理由');
    this.setData({ sending: true });
    const reply = await call('appealAfterSale', { requestId, caseId, text });
    this.setData({ sending: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.ok ? '已提交给总部' : reply.message);
    this.setData({ appealing: false });
    await this.load();
  },
});

/** How far it has come; nothing to show once it ended without a refund. */
function progressOf({ kind, status, refund }: AfterSale): { names: string[]; at: number } {
  if (kind === 'exchange') return exchangeOf(status);
  const back = kind === 'return';
  const names = ['提交申请', '商家处理', ...(back ? ['退回商品'] : []), '退款到账'];
  if (status === 'refunded') return { names, at: names.length - (refund === 'done' ? 0 : 1) };
  if (status === 'awaitingReturn') return { names, at: 2 };
  const open = status === 'applied' || status === 'confirming' || status === 'appealed';
  return open ? { names, at: 1 } : { names: [], at: 0 };
}

/** An exchange ends at the counter. */
function exchangeOf(status: AfterSale['status']): { names: string[]; at: number } {
  const names = ['提交申请', '商家处理', '到店换货', '已换好'];
  if (status === 'exchanged') return { names, at: names.length };
  if (status === 'awaitingReturn') return { names, at: 2 };
  const open = status === 'applied' || status === 'confirming' || status === 'appealed';
  return open ? { names, at: 1 } : { names: [], at: 0 };
}
