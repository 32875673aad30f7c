import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { AfterSale, Told } from '../../../services/shapes';
import { dueText } from '../cases/texts';
import { giftRows, giftTurned, rowOf, turned, type GiftRow, type Row } from './rows';

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
    gifts: [] as GiftRow[],
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
      gifts: giftRows(it),
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

  onGift({
    detail,
    currentTarget,
  }: Told<{ value: number }, { id: string; field: 'damaged' | 'missing' }>) {
    const { id, field } = currentTarget.dataset;
    const gifts = this.data.gifts.map((row) =>
      row.skuId === id ? giftTurned(row, field, detail.value) : row,
    );
    this.setData({ gifts, requestId: newRequestId() });
  },

  async onApprove() {
    const { it } = this.data;
    const what = it.kind === 'exchange' ? '同意换货？' : `同意退 ${money(it.askedFen)}？`;
    if (await ask(what, THEN[it.kind], '同意', '再看看')) await this.decide(true);
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
    const gifts = this.data.gifts.map(({ skuId, sellable, damaged, missing }) => ({
      skuId,
      sellable,
      damaged,
      missing,
    }));
    const reply = await call('receiveReturn', { requestId, storeId, caseId, text, lines, gifts });
    this.setData({ sending: false });
    if (!reply.ok && reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
    say(reply.ok ? doneText(reply.data) : reply.message);
    if (!reply.ok) return this.load();
    // Another shop’s case is out of sight once it is over.
    if (this.data.it.storeId === storeId) return this.load();
    this.setData({ mayReceive: false, 'it.statusText': '已验收' });
  },
});

const THEN: Readonly<Record<AfterSale['kind'], string>> = {
  refundOnly: '钱马上按原路退给顾客。',
  return: '顾客退回商品后再退款。',
  exchange: '要换的货会从本店库存里留好，顾客带商品到店时当面换。',
};

const doneText = ({ refundFen, handed }: { refundFen: number; handed: number }): string =>
  handed > 0 ? `已验收，请把 ${handed} 件新的交给顾客` : `已验收，退款 ${money(refundFen)}`;
