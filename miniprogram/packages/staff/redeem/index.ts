import { money } from '#shared/domain/money';
import { parseYuan } from '../../../services/amount';
import { call, say } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Coupon, Tap } from '../../../services/shapes';

Page({
  data: {
    storeId: '',
    may: true,
    bill: '',
    code: '',
    requestId: '',
    step: 'enter' as 'enter' | 'preview' | 'done',
    wrong: '',
    working: false,
    coupon: {} as Coupon,
    customer: '',
    /** What an exchange coupon can be used for, and the one chosen; empty for the others. */
    goods: [] as { skuId: string; title: string }[],
    skuId: '',
    saveFen: 0,
    billFen: 0,
    payFen: 0,
  },

  async onLoad() {
    const storeId = await workStoreId();
    const may = mayAs('storeManager', 'cashier');
    this.setData({ storeId, requestId: newRequestId(), may });
  },
  onBill({ detail }: WechatMiniprogram.Input) {
    this.setData({ bill: detail.value, wrong: '', requestId: newRequestId() });
  },
  onCode({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value, wrong: '', requestId: newRequestId() });
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ code: scanned.result, wrong: '', requestId: newRequestId() });
    if (parseYuan(this.data.bill)) await this.onCheck();
  },

  async onCheck() {
    const { storeId, bill, working } = this.data;
    const code = this.data.code.replace(/\s/g, '');
    const billFen = parseYuan(bill);
    if (working) return;
    if (!billFen) return this.setData({ wrong: '请先输入这单的金额' });
    if (code.length < 8) return this.setData({ wrong: '请扫顾客的券码' });
    this.setData({ working: true });
    const { skuId } = this.data;
    const reply = await call('checkCoupon', {
      storeId,
      code,
      billFen,
      ...(skuId ? { skuId } : {}),
    });
    this.setData({ working: false });
    if (!reply.ok) return this.setData({ wrong: reply.message, skuId: '' });
    const { coupon, customer, goods } = reply.data;
    const saveFen = reply.data.saveFen ?? 0;
    const payFen = billFen - saveFen;
    this.setData({ step: 'preview', coupon, customer, goods, saveFen, billFen, payFen, wrong: '' });
  },

  /** An exchange coupon saves what the goods on the bill cost. */
  async onGoods({ currentTarget }: Tap<{ sku: string }>) {
    this.setData({ skuId: currentTarget.dataset.sku, requestId: newRequestId() });
    await this.onCheck();
  },

  async onRedeem() {
    const { storeId, billFen, requestId, working, goods, skuId } = this.data;
    if (working) return;
    if (goods.length > 0 && !skuId) return say('先选顾客兑换的是哪一件');
    this.setData({ working: true });
    const code = this.data.code.replace(/\s/g, '');
    const reply = await call('redeemCoupon', {
      requestId,
      storeId,
      code,
      billFen,
      ...(skuId ? { skuId } : {}),
    });
    this.setData({ working: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复核销');
      return this.setData({ step: 'enter', wrong: reply.message, requestId: newRequestId() });
    }
    const { saveFen, payFen, customer } = reply.data;
    this.setData({ step: 'done', saveFen, payFen, customer });
    say(`已核销，省 ${money(saveFen)}`);
  },

  onBack() {
    this.setData({ step: 'enter', skuId: '', wrong: '' });
  },
  onNext() {
    this.setData({
      step: 'enter',
      bill: '',
      code: '',
      wrong: '',
      skuId: '',
      requestId: newRequestId(),
    });
  },
});
