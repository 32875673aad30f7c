import { call, say } from '../../../services/call';
import {
  addToDraft,
  draftOf,
  DRAFT_SAYS,
  keepDraft,
  type DraftLine,
} from '../../../services/draft';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Tap, Told } from '../../../services/shapes';
import { dayOf } from '#shared/domain/time';
import { KINDS, REASONS, isKind, nextUnit, piecesIn, sentAs, type Kind } from './kinds';

Page({
  data: {
    kinds: [...KINDS],
    kind: 'receive' as Kind,
    verb: KINDS[0].verb as string,
    reasons: REASONS.receive as readonly string[],
    storeId: '',
    may: true,
    lines: [] as DraftLine[],
    pieces: 0,
    reason: '',
    review: false,
    sending: false,
    wrong: '',
    /** One per content: changes with every change of the sheet. */
    requestId: '',
    today: '',
    done: null as null | {
      docNo: string;
      waiting: boolean;
      lines: { title: string; before: number; after: number }[];
    },
  },

  onLoad({ kind = '' }) {
    if (isKind(kind)) this.onKind({ detail: { value: kind } });
  },
  async onShow() {
    const storeId = await workStoreId();
    const today = dayOf(Date.now());
    this.setData({ storeId, today, may: mayAs('storeManager', 'picker') });
    this.show(draftOf('record', this.data.storeId));
  },
  show(lines: DraftLine[]) {
    keepDraft('record', this.data.storeId, lines);
    const pieces = lines.reduce((total, line) => total + piecesIn(line), 0);
    this.setData({ lines, pieces, requestId: newRequestId(), wrong: '' });
  },

  onKind({ detail }: Pick<Told<{ value: Kind }>, 'detail'>) {
    const kind = detail.value;
    const verb = KINDS.find(({ value }) => value === kind)?.verb ?? '';
    this.setData({ kind, verb, reasons: REASONS[kind], reason: '', requestId: newRequestId() });
  },
  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string }>) {
    const { sku } = currentTarget.dataset;
    const change = (line: DraftLine): DraftLine =>
      line.skuId === sku ? { ...line, qty: detail.value } : line;
    this.show(this.data.lines.map(change));
  },
  onRemove({ currentTarget }: Tap<{ sku: string }>) {
    this.show(this.data.lines.filter(({ skuId }) => skuId !== currentTarget.dataset.sku));
  },
  /** Pieces → cases → grams, as far as the product has them. */
  onUnit({ currentTarget }: Tap<{ sku: string }>) {
    const { sku } = currentTarget.dataset;
    this.show(this.data.lines.map((line) => (line.skuId === sku ? nextUnit(line) : line)));
  },
  onDay({ detail, currentTarget }: Told<{ value: string }, { sku: string }>) {
    const { sku } = currentTarget.dataset;
    const dated = (line: DraftLine): DraftLine =>
      line.skuId === sku ? { ...line, day: detail.value } : line;
    this.show(this.data.lines.map(dated));
  },
  onNoDay({ currentTarget }: Tap<{ sku: string }>) {
    const without = (line: DraftLine): DraftLine => {
      const bare = { ...line };
      delete bare.day;
      return bare;
    };
    const { sku } = currentTarget.dataset;
    this.show(this.data.lines.map((line) => (line.skuId === sku ? without(line) : line)));
  },
  onDocs() {
    void wx.navigateTo({ url: '/packages/staff/docs/index' });
  },
  onSearch() {
    void wx.navigateTo({ url: '/packages/staff/stock/index?pick=record' });
  },
  async onScan() {
    const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
    if (!scanned) return;
    const { storeId } = this.data;
    if (!/^\d{6,14}$/.test(scanned.result)) return say('这不是商品条码');
    const reply = await call('listStock', { storeId, query: scanned.result, filter: 'all' });
    if (!reply.ok) return say(reply.message);
    const item = reply.data.items[0];
    if (!item) return say('本店没有这个条码的商品');
    const { skuId, title, spec, image, onHand, packSize, pieceGrams } = item;
    const hint = `在店 ${onHand}`;
    const line = { skuId, title, spec, image, qty: 1, hint, packSize, pieceGrams };
    say(DRAFT_SAYS[addToDraft('record', storeId, line)]);
    this.show(draftOf('record', storeId));
  },
  onReason({ currentTarget }: Tap<{ reason: string }>) {
    this.setData({ reason: currentTarget.dataset.reason, requestId: newRequestId() });
  },
  onReasonText({ detail }: WechatMiniprogram.Input) {
    this.setData({ reason: detail.value, requestId: newRequestId() });
  },

  onReview() {
    const { lines, kind } = this.data;
    if (lines.length === 0) return say('先扫码或选择商品');
    if (kind !== 'count' && lines.some(({ qty }) => qty === 0)) return say('数量为 0 的请先移除');
    this.setData({ review: true });
  },
  onCloseReview() {
    this.setData({ review: false });
  },
  async onSend() {
    const { storeId, kind, lines, reason, requestId, sending } = this.data;
    if (sending) return;
    this.setData({ sending: true });
    const reply = await call('recordStock', {
      requestId,
      storeId,
      kind,
      lines: lines.map((line) => sentAs(line, kind)),
      reason,
    });
    this.setData({ sending: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复入账');
      return this.setData({ review: false, wrong: reply.message, requestId: newRequestId() });
    }
    this.setData({ review: false, done: reply.data, reason: '' });
    this.show([]);
  },
  onAgain() {
    this.setData({ done: null });
  },
  onBack() {
    wx.navigateBack();
  },
});
