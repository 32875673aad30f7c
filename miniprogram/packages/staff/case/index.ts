import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { AfterSale, Told } from '../../../services/shapes';
import { dueText } from '../cases/texts';
import { rowOf, turned, type Row } from './rows';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    caseId: '',
    no: '',
    it: {} as AfterSale,
    due: '',
    history: [] as { at: string; text: string }[],
    mayApprove: false,
    mayReject: false,
    mayReceive: false,
    rows: [] as Row[],
    text: '',
    requestId: '',
    sending: false,
  },

  async onLoad({ caseId = '', no = '' }) {
    this.setData({ storeId: await workStoreId(), caseId, no, requestId: newRequestId() });
    await this.load();
  },
  async load() {
    const { storeId, caseId, no } = this.data;
    const of = caseId ? { storeId, caseId } : { storeId, no };
    const reply = await call('getStoreAfterSale', of);
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { case: it, ...may } = reply.data;
    this.setData({
      state: 'ready',
      it,
      ...may,
      caseId: it.caseId,
      due: dueText(it, Date.now()),
      rows: it.lines.map(rowOf),
      history: it.steps.map(({ at, text, by }) => ({ at: shortTime(at), text: `${text} · ${by}` })),
    });
  },

  onText({ detail }: WechatMiniprogram.Input) {
    this.setData({ text: detail.value, requestId: newRequestId() });
  },
  onQty({
    detail,
    currentTarget,
  }: Told<{ value: number }, { id: string; field: 'damaged' | 'refused' }>) {
    const { id, field } = currentTarget.dataset;
    const rows = this.data.rows.map((row) =>
      row.lineId === id ? turned(row, field, detail.value) : row,
    );
    this.setData({ rows, requestId: newRequestId() });
  },

  async onApprove() {
    const { it } = this.data;
    const then = it.kind === 'return' ? '顾客退回商品后再退款。' : '钱马上按原路退给顾客。';
    if (await ask(`同意退 ${money(it.askedFen)}？`, then, '同意', '再看看'))
      await this.decide(true);
  },
  async onReject() {
    if (this.data.text.trim() === '') return say('拒绝要写明原因，顾客会看到');
    await this.decide(false);
  },
  async decide(approve: boolean) {
    const { requestId, storeId, caseId, text, sending } = this.data;
    if (sending) return;
    this.setData({ sending: true });
    const reply = await call('decideAfterSale', { requestId, storeId, caseId, approve, text });
    this.setData({ sending: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.ok ? (approve ? '已同意' : '已拒绝') : reply.message);
    await this.load();
  },

  async onReceive() {
    const { requestId, storeId, caseId, text, sending, rows } = this.data;
    if (sending) return;
    const refused = rows.reduce((n, row) => n + row.refused, 0);
    if (refused > 0 && text.trim() === '') return say('有商品不收，请写明原因');
    this.setData({ sending: true });
    const lines = rows.map(({ lineId, sellable, damaged, refused: not }) => ({
      lineId,
      sellable,
      damaged,
      refused: not,
    }));
    const reply = await call('receiveReturn', { requestId, storeId, caseId, text, lines });
    this.setData({ sending: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.ok ? `已验收，退款 ${money(reply.data.refundFen)}` : reply.message);
    if (!reply.ok) return this.load();
    // Another shop’s case is out of sight once it is over.
    if (this.data.it.storeId === storeId) return this.load();
    this.setData({ mayReceive: false, 'it.statusText': '已验收' });
  },
});
