import { REASON_RULES, type Reason } from '#shared/domain/aftersales/policy';
import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { ask, call, say, type Answer } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { Told } from '../../../services/shapes';

type Found = Extract<Answer<'findSale'>, { ok: true }>['data'];
type Back = Extract<Answer<'previewReturn'>, { ok: true }>['data'];
const SHOWN: readonly Reason[] = ['quality', 'damaged', 'wrong', 'unwanted'];

/** Goods come back with their slip: which pieces, why, which of them may be sold again. */
Page({
  data: {
    reasons: SHOWN.map((value) => ({ value, label: REASON_RULES[value].text })),
    storeId: '',
    sessionId: '',
    no: '',
    wrong: '',
    working: false,
    sale: null as Found | null,
    soldAt: '',
    rows: [] as (Found['lines'][number] & { back: number; good: number })[],
    reason: 'quality' as Reason,
    plan: null as Back | null,
    done: null as null | { refundFen: number; cashFen: number; restocked: number },
    requestId: '',
  },

  async onLoad({ no = '' }) {
    const storeId = await workStoreId();
    this.setData({ storeId, no });
    const till = await call('getTill', { storeId });
    const mine = till.ok ? till.data.mine : null;
    this.setData({ sessionId: mine?.status === 'open' ? mine.sessionId : '' });
    if (no) await this.onFind();
  },
  onNo({ detail }: WechatMiniprogram.Input) {
    this.setData({ no: detail.value, wrong: '' });
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ no: scanned.result });
    await this.onFind();
  },
  async onFind() {
    const { storeId, no } = this.data;
    if (no.trim().length < 4) return this.setData({ wrong: '请扫小票上的条码，或输订单号' });
    const reply = await call('findSale', { storeId, no: no.trim() });
    if (!reply.ok) return this.setData({ wrong: reply.message, sale: null });
    const sale = reply.data;
    const rows = sale.lines.map((line) => ({ ...line, back: 0, good: 0 }));
    this.setData({ sale, rows, soldAt: shortTime(sale.soldAt), plan: null, wrong: '', done: null });
  },
  onBack({ currentTarget, detail }: Told<{ value: number }, { id: string }>) {
    const { id } = currentTarget.dataset;
    const back = detail.value;
    this.setData({
      rows: this.data.rows.map((row) => (row.lineId === id ? { ...row, back, good: back } : row)),
    });
    void this.price();
  },
  onGood({ currentTarget, detail }: Told<{ value: number }, { id: string }>) {
    const { id } = currentTarget.dataset;
    this.setData({
      rows: this.data.rows.map((row) => (row.lineId === id ? { ...row, good: detail.value } : row)),
    });
  },
  onReason({ detail }: Told<{ value: Reason }>) {
    this.setData({ reason: detail.value });
    void this.price();
  },
  async price() {
    const { storeId, sale, rows, reason } = this.data;
    const lines = rows
      .filter(({ back }) => back > 0)
      .map(({ lineId, back }) => ({ lineId, qty: back }));
    if (!sale || lines.length === 0) return this.setData({ plan: null, wrong: '' });
    const reply = await call('previewReturn', { storeId, orderId: sale.orderId, lines, reason });
    this.setData({ requestId: newRequestId() });
    if (!reply.ok) return this.setData({ plan: null, wrong: reply.message });
    this.setData({ plan: reply.data, wrong: '' });
  },
  async onReturn() {
    const { storeId, sessionId, sale, rows, reason, plan, requestId, working } = this.data;
    if (!sale || !plan || working) return;
    const way = plan.cashFen > 0 ? `，从钱箱付现金 ${money(plan.cashFen)}` : '';
    if (!(await ask('确认退货？', `退 ${money(plan.refundFen)}${way}。`, '退货退款'))) return;
    this.setData({ working: true });
    const reply = await call('returnAtTill', {
      requestId,
      storeId,
      orderId: sale.orderId,
      sessionId: sessionId === '' ? null : sessionId,
      reason,
      lines: rows
        .filter(({ back }) => back > 0)
        .map(({ lineId, back, good }) => ({ lineId, qty: back, sellable: good })),
      expectedFen: plan.refundFen,
    });
    this.setData({ working: false });
    if (reply.ok) return this.setData({ done: reply.data, sale: null, plan: null });
    if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复退款');
    this.setData({ wrong: reply.message, requestId: newRequestId() });
  },
  onNext() {
    this.setData({ done: null, no: '', wrong: '' });
  },
});
