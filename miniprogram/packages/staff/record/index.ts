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
import { KINDS, REASONS, isKind, type Kind } from './kinds';

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
    done: null as null | {
      docNo: string;
      lines: { title: string; before: number; after: number }[];
    },
  },

  onLoad({ kind = '' }) {
    if (isKind(kind)) this.onKind({ detail: { value: kind } });
  },
  async onShow() {
    const storeId = await workStoreId();
    this.setData({ storeId, may: mayAs('storeManager', 'picker') });
    this.show(draftOf('record', this.data.storeId));
  },
  show(lines: DraftLine[]) {
    keepDraft('record', this.data.storeId, lines);
    const pieces = lines.reduce((total, { qty }) => total + qty, 0);
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
  onSearch() {
    void wx.navigateTo({ url: '/packages/staff/stock/index?pick=record' });
  },
  async onScan() {
    const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
    if (!scanned) return;
    const { storeId } = this.data;
    if (!/^\d{6,14}$/.test(scanned.result)) return say('这不是商品条码');
    const reply = await call('scanBarcode', { storeId, barcode: scanned.result });
    if (!reply.ok) return say(reply.message);
    const { skuId, title, spec, image } = reply.data;
    const line = { skuId, title, spec, image, qty: 1, hint: '' };
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
      lines: lines.map(({ skuId, qty }) => ({ skuId, qty })),
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
