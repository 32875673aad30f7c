import { call, say } from '../../../services/call';
import { hasConsent, keepConsent } from '../../../services/place';
import { newRequestId } from '../../../services/requestId';

const PARTS = [
  {
    title: '位置',
    text: '打开首页、选店时读取一次，用来按距离排列门店，不记录行踪。不同意时可以按城市选店，其他功能照常。',
  },
  {
    title: '微信身份',
    text: '只使用微信给本小程序的匿名编号，用来认出你的订单和优惠券，不读取好友和聊天。',
  },
  {
    title: '收货人和手机号',
    text: '只在配送和退款时使用，加密保存；店员看到的手机号隐藏中间四位。',
  },
  { title: '订单', text: '门店备货、对账和开票需要，按法律规定的期限保存。' },
];

Page({
  data: { parts: PARTS, agreed: false, busy: false, wrong: '', leaving: '', requestId: '' },
  onShow() {
    this.setData({ agreed: hasConsent() });
  },
  onToggle() {
    keepConsent(!this.data.agreed);
    this.setData({ agreed: !this.data.agreed });
    say(this.data.agreed ? '已允许使用位置' : '已停止使用位置');
  },
  /** To the clipboard: a file of one's own can be made of it anywhere. */
  async onExport() {
    if (this.data.busy) return;
    this.setData({ busy: true, wrong: '' });
    const reply = await call('exportMyData', {});
    this.setData({ busy: false });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    await wx.setClipboardData({ data: reply.data.text });
    say('已复制全部个人信息，可粘贴保存');
  },
  onLeaving({ detail }: WechatMiniprogram.Input) {
    this.setData({ leaving: detail.value.trim(), requestId: newRequestId(), wrong: '' });
  },
  async onDelete() {
    if (this.data.busy) return;
    if (this.data.leaving !== '注销') return this.setData({ wrong: '请先输入“注销”两个字' });
    this.setData({ busy: true, wrong: '' });
    const { requestId } = this.data;
    const reply = await call('deleteMyAccount', { requestId, confirm: '注销' });
    this.setData({ busy: false });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    this.setData({ leaving: '' });
    say('账号已注销，个人信息已删除');
    wx.switchTab({ url: '/pages/home/index' });
  },
});
