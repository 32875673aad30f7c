import { say } from '../../../services/call';
import { hasConsent, keepConsent } from '../../../services/place';

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
  data: { parts: PARTS, agreed: false },
  onShow() {
    this.setData({ agreed: hasConsent() });
  },
  onToggle() {
    keepConsent(!this.data.agreed);
    this.setData({ agreed: !this.data.agreed });
    say(this.data.agreed ? '已允许使用位置' : '已停止使用位置');
  },
});
