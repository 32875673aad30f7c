import { money } from '#shared/domain/money';
import { parseYuan } from '../../../services/amount';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { isWide } from '../../../services/screen';
import { mayAs, workStoreId } from '../../../services/session';
import type { ShelfItem, Tap, Told } from '../../../services/shapes';
import { repeater } from '../../../services/timers';
import { findGoods } from './goods';
import {
  WAYS,
  identify,
  notesFor,
  type Customer,
  type Row,
  type SaleQuote,
  type Sold,
  type Way,
} from './pay';

const ASK_MS = 2_000;
const asking = repeater();
/** Answers to older carts are not shown over newer ones. */
let round = 0;

Page({
  data: {
    ways: [...WAYS],
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    wide: false,
    storeId: '',
    sessionId: '',
    typed: '',
    wrong: '',
    found: [] as ShelfItem[],
    rows: [] as Row[],
    quote: null as SaleQuote | null,
    pricing: false,
    customer: null as Customer | null,
    whoOpen: false,
    whoTyped: '',
    whoWrong: '',
    useWallet: false,
    usePoints: false,
    paying: false,
    way: 'cash' as Way,
    notes: [] as { fen: number; label: string }[],
    dueFen: 0,
    givenFen: 0,
    givenText: '',
    authCode: '',
    payWrong: '',
    working: false,
    requestId: '',
    waiting: null as Sold | null,
    done: null as Sold | null,
    /** The scanner types into the line on top: it has the focus whenever nothing else is open. */
    focus: true,
  },

  async onShow() {
    this.setData({ wide: isWide() });
    const storeId = await workStoreId();
    if (!mayAs('storeManager', 'cashier'))
      return this.setData({
        state: 'fault',
        fault: { kind: 'forbidden', message: '收银台只对收银员和店长开放', traceId: '' },
      });
    this.setData({ storeId });
    await this.load();
  },
  onHide() {
    asking.stop();
  },
  onUnload() {
    asking.stop();
  },
  onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
    this.setData({ wide: isWide(size.windowWidth) });
  },
  async load() {
    const reply = await call('getTill', { storeId: this.data.storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { mine } = reply.data;
    this.setData({ state: 'ready', sessionId: mine?.status === 'open' ? mine.sessionId : '' });
    const { waiting } = this.data;
    if (waiting) asking.start(ASK_MS, () => void this.check());
  },

  onTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ typed: detail.value, wrong: '' });
  },
  async onEnter() {
    const typed = this.data.typed.trim();
    if (typed === '') return;
    const found = await findGoods(this.data.storeId, typed);
    this.setData({ typed: '', focus: true, found: found.kind === 'some' ? found.items : [] });
    if (found.kind === 'none') return this.setData({ wrong: found.message });
    if (found.kind === 'one') this.add(found.item);
  },
  async onScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ typed: scanned.result });
    await this.onEnter();
  },
  onPick({ currentTarget }: Tap<{ sku: string }>) {
    const item = this.data.found.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!item) return;
    this.setData({ found: [] });
    this.add(item);
  },
  add({ skuId, title, spec, image }: ShelfItem) {
    const { rows } = this.data;
    const known = rows.some((row) => row.skuId === skuId);
    this.setRows(
      known
        ? rows.map((row) => (row.skuId === skuId ? { ...row, qty: row.qty + 1 } : row))
        : [{ skuId, title, spec, image, qty: 1 }, ...rows],
    );
  },
  onQty({ currentTarget, detail }: Told<{ value: number }, { sku: string }>) {
    const { sku } = currentTarget.dataset;
    this.setRows(
      this.data.rows
        .map((row) => (row.skuId === sku ? { ...row, qty: detail.value } : row))
        .filter(({ qty }) => qty > 0),
    );
  },
  setRows(rows: Row[]) {
    this.setData({ rows, wrong: '' });
    void this.price();
  },

  wanted() {
    const { storeId, rows, customer, useWallet, usePoints } = this.data;
    return {
      storeId,
      lines: rows.map(({ skuId, qty }) => ({ skuId, qty })),
      member: customer?.token ?? null,
      useWallet,
      points: usePoints ? ('most' as const) : 0,
    };
  },
  /** Every change of the counter is a new question and a new intent to pay. */
  async price() {
    round += 1;
    const mine = round;
    if (this.data.rows.length === 0) return this.setData({ quote: null, pricing: false });
    this.setData({ pricing: true, requestId: newRequestId() });
    const reply = await call('quoteSale', this.wanted());
    if (mine !== round) return;
    this.setData({ pricing: false });
    if (reply.ok) return this.setData({ quote: reply.data });
    if (reply.code === 'MEMBER_GONE') this.setData({ customer: null });
    this.setData({ wrong: reply.message, quote: null });
  },

  onWho() {
    this.setData({ whoOpen: true, whoTyped: '', whoWrong: '', focus: false });
  },
  onWhoClose() {
    this.setData({ whoOpen: false, focus: true });
  },
  onWhoTyped({ detail }: WechatMiniprogram.Input) {
    this.setData({ whoTyped: detail.value, whoWrong: '' });
  },
  async onWhoScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ whoTyped: scanned.result });
    await this.onWhoEnter();
  },
  async onWhoEnter() {
    const { storeId, whoTyped } = this.data;
    if (whoTyped.trim().length < 8)
      return this.setData({ whoWrong: '请扫会员码，或输入 11 位手机号' });
    const reply = await identify(storeId, whoTyped);
    if (!reply.ok) return this.setData({ whoWrong: reply.message });
    const customer = reply.data;
    this.setData({ customer, whoOpen: false, focus: true, useWallet: false, usePoints: false });
    await this.price();
  },
  onWhoGone() {
    this.setData({ customer: null, useWallet: false, usePoints: false });
    void this.price();
  },
  onWallet() {
    this.setData({ useWallet: !this.data.useWallet });
    void this.price();
  },
  onPoints() {
    this.setData({ usePoints: !this.data.usePoints });
    void this.price();
  },

  onPay() {
    const { quote, pricing, sessionId } = this.data;
    if (!quote || pricing || !quote.canSell) return;
    const dueFen = quote.quote.tender.providerFen;
    if (dueFen === 0) return void this.take();
    const way: Way = sessionId === '' ? 'wechat' : 'cash';
    this.setData({ paying: true, focus: false, dueFen, notes: notesFor(dueFen), payWrong: '' });
    this.setData({ way, givenFen: dueFen, givenText: '', authCode: '' });
  },
  onPayClose() {
    this.setData({ paying: false, focus: true });
  },
  onWay({ detail }: Told<{ value: Way }>) {
    this.setData({ way: detail.value, payWrong: '' });
  },
  onNote({ currentTarget }: Tap<{ fen: number }>) {
    this.setData({ givenFen: Number(currentTarget.dataset.fen), givenText: '', payWrong: '' });
  },
  onGiven({ detail }: WechatMiniprogram.Input) {
    const fen = parseYuan(detail.value);
    this.setData({ givenText: detail.value, givenFen: fen ?? 0, payWrong: '' });
  },
  onAuth({ detail }: WechatMiniprogram.Input) {
    this.setData({ authCode: detail.value.replace(/\s/g, ''), payWrong: '' });
  },
  async onAuthScan() {
    const scanned = await wx.scanCode({}).catch(() => null);
    if (!scanned) return;
    this.setData({ authCode: scanned.result });
    await this.take();
  },

  async take() {
    const { quote, way, givenFen, dueFen, authCode, working, sessionId } = this.data;
    if (!quote || working) return;
    const none = quote.quote.tender.providerFen === 0;
    if (!none && way === 'cash' && givenFen < dueFen)
      return this.setData({ payWrong: `还差 ${money(dueFen - givenFen)}` });
    if (!none && way === 'wechat' && !/^\d{18}$/.test(authCode))
      return this.setData({ payWrong: '请扫顾客微信里的付款码（18 位数字）' });
    this.setData({ working: true, payWrong: '' });
    const reply = await call('ringUp', {
      requestId: this.data.requestId,
      ...this.wanted(),
      couponIds: quote.couponIds,
      sessionId: sessionId === '' ? null : sessionId,
      tender: none
        ? { by: 'none' }
        : way === 'cash'
          ? { by: 'cash', givenFen }
          : { by: 'wechat', authCode },
      expectedPayableFen: quote.quote.payableFen,
    });
    this.setData({ working: false });
    if (reply.ok) return this.after(reply.data);
    if (reply.code === 'NETWORK')
      return this.setData({ payWrong: '网络不稳，再点一次不会重复收款' });
    if (reply.code !== 'PAY_UNCLEAR') this.setData({ requestId: newRequestId() });
    if (reply.code === 'PRICE_CHANGED' || reply.code === 'MEMBER_GONE') {
      this.setData({ paying: false, focus: true });
      await this.price();
    }
    this.setData(none ? { wrong: reply.message } : { payWrong: reply.message });
  },
  after(sold: Sold) {
    asking.stop();
    if (sold.state === 'userPaying') {
      this.setData({ waiting: sold, paying: false });
      return asking.start(ASK_MS, () => void this.check());
    }
    this.setData({ waiting: null, paying: false });
    if (sold.state === 'cancelled') {
      say('没有收到款，已撤销');
      return this.setData({ requestId: newRequestId(), focus: true });
    }
    this.setData({ done: sold });
  },
  async check() {
    const { storeId, waiting } = this.data;
    if (!waiting) return asking.stop();
    const reply = await call('checkSale', { storeId, orderId: waiting.orderId });
    if (reply.ok && reply.data.state !== 'userPaying') this.after(reply.data);
  },
  async onBreakOff() {
    const { storeId, waiting } = this.data;
    if (!waiting) return;
    if (!(await ask('撤销这笔收款？', '顾客还没付成，撤销后不会再扣款。', '撤销', '再等等')))
      return;
    const { orderId } = waiting;
    const reply = await call('cancelSale', { requestId: newRequestId(), storeId, orderId });
    if (!reply.ok) return say(reply.message);
    this.after(reply.data);
  },

  onNext() {
    this.setData({ done: null, rows: [], quote: null, customer: null, found: [], focus: true });
    this.setData({ useWallet: false, usePoints: false, wrong: '' });
  },
  onSlip() {
    const { done } = this.data;
    if (done) void wx.navigateTo({ url: `/packages/staff/slip/index?orderId=${done.orderId}` });
  },
  onTurn() {
    void wx.navigateTo({ url: '/packages/staff/turn/index' });
  },
  onReturns() {
    void wx.navigateTo({ url: '/packages/staff/returns/index' });
  },
});
