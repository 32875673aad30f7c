import { call, faultOf, missing, say, type Fault } from '../../../services/call';
import { draftOf, keepDraft, type DraftLine } from '../../../services/draft';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { StockRequest, Tap, Told } from '../../../services/shapes';

/** A new request, a draft of the nightly run to look over, or one that was sent. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    replenishId: '',
    request: null as StockRequest | null,
    edit: true,
    may: true,
    lines: [] as DraftLine[],
    pieces: 0,
    note: '',
    requestId: '',
    sending: false,
  },

  onLoad({ replenishId = '' }) {
    this.setData({ replenishId });
  },
  async onShow() {
    const storeId = await workStoreId();
    this.setData({ storeId, may: mayAs('storeManager') });
    if (!this.data.replenishId) this.show(draftOf('request', storeId));
    else if (this.data.state !== 'ready') await this.load();
  },
  async load() {
    const { storeId, replenishId } = this.data;
    const reply = await call('listRequests', { storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const request = reply.data.items.find((item) => item.replenishId === replenishId);
    if (!request) {
      const fault = missing('没有找到这张要货单，请返回刷新');
      return this.setData({ state: 'fault', fault });
    }
    const edit = request.status === 'draft' && mayAs('storeManager');
    this.setData({ request, edit, note: request.note });
    this.show(
      request.lines.map(({ skuId, title, spec, qty, why, approved }) => {
        const hint = approved === null ? why : `${why}${why ? ' · ' : ''}批准 ${approved}`;
        return { skuId, title, spec, image: '', qty, hint };
      }),
    );
  },
  show(lines: DraftLine[]) {
    if (!this.data.replenishId) keepDraft('request', this.data.storeId, lines);
    const pieces = lines.reduce((total, { qty }) => total + qty, 0);
    this.setData({ state: 'ready', lines, pieces, requestId: newRequestId() });
  },

  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string }>) {
    const change = (line: DraftLine): DraftLine =>
      line.skuId === currentTarget.dataset.sku ? { ...line, qty: detail.value } : line;
    this.show(this.data.lines.map(change));
  },
  onRemove({ currentTarget }: Tap<{ sku: string }>) {
    this.show(this.data.lines.filter(({ skuId }) => skuId !== currentTarget.dataset.sku));
  },
  onNote({ detail }: WechatMiniprogram.Input) {
    this.setData({ note: detail.value, requestId: newRequestId() });
  },
  onAdd() {
    void wx.navigateTo({ url: '/packages/staff/stock/index?pick=request' });
  },

  async onSend() {
    const { storeId, replenishId, lines, note, requestId, sending } = this.data;
    if (sending) return;
    if (lines.length === 0) return say('先添加要的商品');
    this.setData({ sending: true });
    const reply = await call('requestStock', {
      requestId,
      storeId,
      ...(replenishId ? { replenishId } : {}),
      lines: lines.map(({ skuId, qty }) => ({ skuId, qty })),
      note,
    });
    this.setData({ sending: false });
    if (!reply.ok)
      return say(reply.code === 'NETWORK' ? '网络不稳，再点一次不会重复提交' : reply.message);
    keepDraft('request', storeId, []);
    say(`已提交 ${reply.data.requestNo}`);
    void wx.redirectTo({ url: '/packages/staff/requests/index' });
  },
});
