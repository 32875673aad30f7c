import { call, say } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { OrderLine } from '../../../services/shapes';
import { callNo } from '../../../services/workView';

Page({
  data: {
    storeId: '',
    code: '',
    requestId: '',
    sending: false,
    focus: true,
    result: 'none' as 'none' | 'good' | 'bad',
    message: '',
    traceId: '',
    no: '',
    customer: '',
    lines: [] as OrderLine[],
  },

  async onLoad() {
    this.setData({ storeId: await workStoreId(), requestId: newRequestId() });
  },

  /** Typed, or sent by a scanner that behaves like a keyboard: it ends with Enter. */
  onInput({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value, requestId: newRequestId() });
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ code: scanned.result, requestId: newRequestId() });
    await this.onRedeem();
  },

  async onRedeem() {
    const { storeId, requestId, sending } = this.data;
    const code = this.data.code.replace(/\s/g, '');
    if (sending) return;
    if (code.length < 8) return say('取货码至少 8 位');
    this.setData({ sending: true });
    const reply = await call('redeemPickup', { requestId, storeId, code });
    this.setData({ sending: false });
    wx.vibrateShort({ type: reply.ok ? 'medium' : 'heavy', fail: () => undefined });
    if (!reply.ok) {
      // Asked again after a lost answer it is the same hand-over, so the code stays.
      return this.setData({ result: 'bad', message: reply.message, traceId: reply.traceId });
    }
    const { orderNo, customer, lines } = reply.data;
    this.setData({ result: 'good', no: callNo(orderNo), customer, lines, code: '' });
  },

  onNext() {
    this.setData({ result: 'none', code: '', requestId: newRequestId(), focus: true });
  },
  onDone() {
    wx.navigateBack();
  },
});
