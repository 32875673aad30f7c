import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { flush, send, waitingFor } from '../../../services/outbox';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import { isWide } from '../../../services/screen';
import type { CountSheet, Tap, Told } from '../../../services/shapes';
import { repeater } from '../../../services/timers';
import {
  limitText,
  lineOfBarcode,
  pick,
  totals,
  wallLine,
  type Filter,
  type WallLine,
} from './wall';
import { decide, handIn } from './acts';

const polling = repeater();
const POLL_MS = 5_000;
const FILTERS = {
  counting: [
    { value: 'todo', label: '没数的' },
    { value: 'done', label: '数过的' },
    { value: 'all', label: '全部' },
  ],
  review: [
    { value: 'diff', label: '有差异' },
    { value: 'all', label: '全部' },
  ],
};

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    countId: '',
    sheet: {} as CountSheet,
    counting: false,
    wide: false,
    may: false,
    filters: FILTERS.counting,
    filter: 'todo' as Filter,
    lines: [] as WallLine[],
    shown: [] as WallLine[],
    done: 0,
    code: '',
    focus: true,
    /** The product in the hand: each further beep of it adds one. */
    on: null as WallLine | null,
    qty: 0,
    how: 'add' as 'add' | 'set',
    unsent: 0,
    limit: '',
    /** Server's clock less this phone's, ms. */
    skew: 0,
    picked: {} as Record<string, boolean>,
    sending: false,
  },

  async onLoad({ countId = '' }) {
    this.setData({ countId, storeId: await workStoreId(), wide: isWide() });
    await this.load();
  },
  onShow() {
    polling.start(POLL_MS, () => void this.sync());
  },
  onHide() {
    polling.stop();
  },
  onUnload() {
    this.commit();
    polling.stop();
  },
  onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
    this.setData({ wide: isWide(size.windowWidth) });
  },

  async load() {
    const { storeId, countId } = this.data;
    const reply = await call('getCount', { storeId, countId });
    if (!reply.ok) {
      // With a sheet on the screen the work goes on: what is counted waits for the network.
      if (this.data.state === 'ready') return;
      return this.setData({ state: 'fault', fault: faultOf(reply) });
    }
    const sheet: CountSheet = reply.data;
    const counting = ['draft', 'counting', 'recount'].includes(sheet.status);
    const fresh = this.data.counting !== counting || this.data.state !== 'ready';
    this.setData({
      state: 'ready',
      sheet: { ...sheet, items: [] },
      counting,
      may: mayAs('storeManager', 'picker', 'cashier'),
      lines: sheet.items.map(wallLine),
      skew: sheet.now - Date.now(),
      limit: sheet.needsSecond ? limitText(sheet) : '',
      ...(fresh
        ? {
            filters: counting ? FILTERS.counting : FILTERS.review,
            filter: (counting ? 'todo' : 'diff') as Filter,
            picked: {},
          }
        : {}),
    });
    this.show();
  },
  show() {
    const { filter, sheet } = this.data;
    const waiting = waitingFor(this.data.countId);
    const mark = new Set(waiting.flatMap(({ input }) => ('skuId' in input ? [input.skuId] : [])));
    const lines = this.data.lines.map((line) => ({
      ...line,
      waiting: mark.has(line.skuId),
      done: line.done || (mark.has(line.skuId) && !sheet.double),
    }));
    const { done } = totals(lines);
    const shown = pick(lines, filter, sheet.status === 'recount');
    this.setData({ shown, done, unsent: waiting.length });
  },
  /** Sends what waits, then looks what the others have counted meanwhile. */
  async sync() {
    const { refused } = await flush();
    if (refused[0] !== undefined) say(refused[0]);
    await this.load();
  },
  onFilter({ detail }: Told<{ value: Filter }>) {
    this.setData({ filter: detail.value });
    this.show();
  },

  onCode({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value });
  },
  /** A wedge scanner types the code and ends it with Enter. */
  onEnter() {
    const { code } = this.data;
    this.setData({ code: '', focus: true });
    if (code.trim() !== '') this.beep(code);
  },
  async onScan() {
    const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
    if (scanned) this.beep(scanned.result);
  },
  beep(code: string) {
    const { lines, on, qty } = this.data;
    const line = lineOfBarcode(lines, code);
    if (!line) {
      void wx.vibrateShort({ type: 'heavy' }).catch(() => undefined);
      return say(`${code} 不在这张单里，请放到一边`);
    }
    if (on?.skuId === line.skuId) return this.setData({ qty: qty + 1 });
    this.commit();
    this.setData({ on: line, qty: 1, how: 'add' });
  },
  onLine({ currentTarget }: Tap<{ sku: string }>) {
    const line = this.data.lines.find(({ skuId }) => skuId === currentTarget.dataset.sku);
    if (!line) return;
    if (!this.data.counting) return this.toggle(line.skuId);
    this.commit();
    this.setData({ on: line, qty: line.mine ?? 0, how: 'set' });
  },
  onQty({ detail }: Told<{ value: number }>) {
    this.setData({ qty: detail.value });
  },
  onNext() {
    this.commit();
  },
  onDrop() {
    this.setData({ on: null });
  },
  /** The number in the hand is told; without a network it waits, with the moment it was counted. */
  commit() {
    const { on, qty, how, storeId, countId, skew } = this.data;
    if (!on) return;
    this.setData({ on: null });
    const { skuId } = on;
    const mine = (how === 'add' ? (on.mine ?? 0) : 0) + qty;
    const lines = this.data.lines.map((line) =>
      line.skuId === skuId ? { ...line, mine, done: line.done || !this.data.sheet.double } : line,
    );
    this.setData({ lines });
    const input = {
      requestId: newRequestId(),
      storeId,
      countId,
      skuId,
      how,
      qty,
      at: Date.now() + skew,
    };
    const tap = { name: 'scanCount' as const, input, about: countId, label: on.title };
    void send(tap).then((sent) => {
      if (sent.kind === 'answered' && !sent.answer.ok) say(sent.answer.message);
      this.show();
    });
    this.show();
  },

  toggle(skuId: string) {
    const { picked, sheet } = this.data;
    if (sheet.status !== 'counted' || !sheet.maySign) return;
    this.setData({ picked: { ...picked, [skuId]: !picked[skuId] } });
  },
  async onHandIn() {
    this.commit();
    await flush();
    if (waitingFor(this.data.countId).length > 0)
      return say('还有计数没发出去，等网络恢复后再交单');
    await this.doing(() => handIn(this.data.storeId, this.data.countId));
  },
  async onRecount() {
    const skuIds = Object.keys(this.data.picked).filter((skuId) => this.data.picked[skuId]);
    if (skuIds.length === 0) return say('先点选要复盘的商品');
    const { storeId, countId } = this.data;
    await this.doing(() => decide('recount', { storeId, countId }, skuIds));
  },
  async onApprove() {
    const { storeId, countId } = this.data;
    await this.doing(() => decide('approve', { storeId, countId }));
  },
  async onPost() {
    const { storeId, countId } = this.data;
    await this.doing(() => decide('post', { storeId, countId }));
  },
  async onVoid() {
    const { storeId, countId } = this.data;
    if (!(await ask('作废这张盘点单？', '数过的都不算，库存不变。', '作废'))) return;
    await this.doing(() => decide('void', { storeId, countId }));
  },
  async doing(act: () => Promise<string>) {
    if (this.data.sending) return;
    this.setData({ sending: true });
    const text = await act();
    this.setData({ sending: false });
    if (text !== '') say(text);
    await this.load();
  },
});
