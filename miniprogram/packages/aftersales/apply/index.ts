import { call, faultOf, say, type Answer, type Fault } from '../../../services/call';
import { askLeave } from '../../../services/leave';
import { newRequestId } from '../../../services/requestId';
import type { RefundPreview, Tap, Told } from '../../../services/shapes';
import { backText, kindsOf } from './texts';

type Reason = RefundPreview['reasons'][number]['reason'];
type Kind = RefundPreview['reasons'][number]['kinds'][number];
/** Of overlapping answers the one asked for last counts. */
let asked = 0;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    orderId: '',
    preview: {} as RefundPreview,
    /** Pieces chosen, by line. */
    chosen: {} as Record<string, number>,
    pieces: 0,
    reason: '' as Reason | '',
    kinds: [] as { kind: Kind; text: string; hint: string }[],
    kind: '' as Kind | '',
    note: '',
    photos: [] as string[],
    /** Gifts that stay with the shopper, by SKU. */
    kept: {} as Record<string, boolean>,
    backs: '',
    requestId: '',
    counting: false,
    sending: false,
  },

  onLoad({ orderId = '' }) {
    this.setData({ orderId, requestId: newRequestId() });
    void this.load();
  },

  async load() {
    asked += 1;
    const mine = asked;
    const { orderId, reason, chosen, kind, kept } = this.data;
    this.setData({ counting: true });
    const reply = await call('previewRefund', {
      orderId,
      ...(reason ? { reason } : {}),
      ...(kind ? { kind } : {}),
      lines: linesOf(chosen),
      keptGifts: keptOf(kept),
    });
    if (mine !== asked) return;
    this.setData({ counting: false });
    if (!reply.ok) return this.refused(reply);
    this.show(reply.data);
  },
  show(preview: RefundPreview) {
    const { chosen } = this.data;
    const left = Object.fromEntries(
      preview.lines.map(({ lineId, free }) => [lineId, Math.min(chosen[lineId] ?? 0, free)]),
    );
    const pieces = Object.values(left).reduce((n, qty) => n + qty, 0);
    const fewer = preview.lines.some(({ lineId }) => left[lineId] !== (chosen[lineId] ?? 0));
    this.setData({
      state: 'ready',
      preview,
      chosen: left,
      pieces,
      backs: preview.refund ? backText(preview.refund) : '',
    });
    // Another reason may leave less time: the amount is asked for again.
    if (fewer) void this.load();
  },
  refused(reply: Extract<Answer<'previewRefund'>, { ok: false }>) {
    if (this.data.state === 'loading')
      return this.setData({ state: 'fault', fault: faultOf(reply) });
    say(reply.message);
    if (reply.code !== 'NOT_FREE') return;
    this.setData({ chosen: {} });
    void this.load();
  },

  changed() {
    this.setData({ requestId: newRequestId() });
    void this.load();
  },
  onQty({ detail, currentTarget }: Told<{ value: number }, { id: string }>) {
    const chosen = { ...this.data.chosen, [currentTarget.dataset.id]: detail.value };
    this.setData({ chosen });
    this.changed();
  },
  onReason({ currentTarget }: Tap<{ reason: Reason }>) {
    const { reason } = currentTarget.dataset;
    const kinds = kindsOf(this.data.preview, reason);
    this.setData({ reason, kinds, kind: kinds[0]?.kind ?? '' });
    this.changed();
  },
  onKind({ currentTarget }: Tap<{ kind: Kind }>) {
    this.setData({ kind: currentTarget.dataset.kind });
    this.changed();
  },
  onPhotos({ detail }: Told<{ value: string[] }>) {
    this.setData({ photos: detail.value, requestId: newRequestId() });
  },
  onGift({ currentTarget }: Tap<{ sku: string }>) {
    const { sku } = currentTarget.dataset;
    this.setData({ kept: { ...this.data.kept, [sku]: !this.data.kept[sku] } });
    this.changed();
  },
  onNote({ detail }: WechatMiniprogram.Input) {
    this.setData({ note: detail.value, requestId: newRequestId() });
  },

  async onSend() {
    const { sending, counting, requestId, orderId, kind, reason, chosen, preview } = this.data;
    const { note, photos, kept } = this.data;
    if (sending || counting) return;
    if (this.data.pieces === 0) return say('先选要售后的商品');
    if (!reason || !kind) return say('请选择原因');
    if (!preview.refund) return;
    this.setData({ sending: true });
    await askLeave(['caseProgress']);
    const reply = await call('applyAfterSale', {
      requestId,
      orderId,
      kind,
      reason,
      note,
      photos,
      keptGifts: keptOf(kept),
      lines: linesOf(chosen),
      expectedFen: kind === 'exchange' ? 0 : preview.refund.refundFen,
    });
    this.setData({ sending: false });
    if (reply.ok) {
      const url = `/packages/aftersales/case/index?caseId=${reply.data.caseId}`;
      return void wx.redirectTo({ url });
    }
    if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.message);
    this.changed();
  },
});

const keptOf = (kept: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(kept).filter((skuId) => kept[skuId]);

const linesOf = (chosen: Readonly<Record<string, number>>) =>
  Object.entries(chosen)
    .filter(([, qty]) => qty > 0)
    .map(([lineId, qty]) => ({ lineId, qty }));
