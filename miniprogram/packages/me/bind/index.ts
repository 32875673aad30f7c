import { call, say } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { whoAmI } from '../../../services/session';

Page({
  data: { code: '', requestId: '', wrong: '', sending: false },

  onLoad({ code = '' }) {
    this.setData({ code, requestId: newRequestId() });
  },
  onInput({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value.trim(), requestId: newRequestId(), wrong: '' });
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (scanned)
      this.setData({ code: scanned.result.trim(), requestId: newRequestId(), wrong: '' });
  },
  async onBind() {
    const { code, requestId, sending } = this.data;
    if (sending) return;
    if (code.length < 6) return this.setData({ wrong: '邀请码至少 6 位，请找店长要' });
    this.setData({ sending: true });
    await this.bind({ requestId, inviteCode: code });
  },
  /** The number the manager wrote down is invitation enough; WeChat vouches for it. */
  async onPhone({ detail }: WechatMiniprogram.CustomEvent<{ code?: string }>) {
    if (!detail.code || this.data.sending) return;
    this.setData({ sending: true, wrong: '' });
    await this.bind({ requestId: newRequestId(), phoneCode: detail.code });
  },
  async bind(input: { requestId: string; inviteCode?: string; phoneCode?: string }) {
    const reply = await call('bindStaff', input);
    this.setData({ sending: false });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    await whoAmI(true);
    say(`${reply.data.name}，欢迎上岗`);
    wx.switchTab({ url: '/pages/work/index' });
  },
});
