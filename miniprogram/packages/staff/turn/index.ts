import { money } from '#shared/domain/money';
import { CASH_TEXT, NOTES, countedFen, diffText, type CashKind } from '#shared/domain/till';
import { shortTime } from '#shared/domain/time';
import { parseYuan } from '../../../services/amount';
import { ask, call, faultOf, say, type Answer, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';
import type { Tap, Told } from '../../../services/shapes';

type TillState = Extract<Answer<'getTill'>, { ok: true }>['data'];
type Session = NonNullable<TillState['mine']>;

const noteLabel = (fen: number): string => (fen < 100 ? `${fen / 10} 角` : `${fen / 100} 元`);
const emptyCount = () => NOTES.map((fen) => ({ fen, label: noteLabel(fen), n: 0 }));

/** One cashier's turn: opens with change, moves cash, counts blind, hands over with a sheet. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    tills: [] as TillState['tills'],
    payOuts: [] as TillState['payOuts'],
    mine: null as Session | null,
    since: '',
    tillNo: 0,
    float: '',
    wrong: '',
    working: false,
    counting: false,
    count: emptyCount(),
    countFen: 0,
    reason: '',
    left: '',
    handTo: '',
    moving: '' as '' | 'in' | 'out',
    moveText: '',
    moveWhy: '',
    /** The sheet of the turn that just ended. */
    sheet: null as null | (Session & { diff: string; span: string }),
    moves: [] as { id: string; name: string; text: string; fen: number; when: string }[],
    requestId: '',
  },

  async onShow() {
    this.setData({ storeId: await workStoreId() });
    await this.load();
  },
  async load() {
    const reply = await call('getTill', { storeId: this.data.storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const { tills, mine, payOuts } = reply.data;
    const free = tills.find(({ sessionId }) => sessionId === null);
    this.setData({ state: 'ready', tills, mine, payOuts, requestId: newRequestId() });
    this.setData({ since: mine ? shortTime(mine.openedAt) : '' });
    if (!mine && free) this.choose(free.tillNo);
    if (mine?.status === 'counted') this.setData({ left: yuanOf(mine.floatFen) });
  },
  choose(tillNo: number) {
    const till = this.data.tills.find((one) => one.tillNo === tillNo);
    this.setData({ tillNo, float: yuanOf(till?.leftFen ?? 0), wrong: '' });
  },
  onTill({ currentTarget }: Tap<{ no: number }>) {
    const no = Number(currentTarget.dataset.no);
    const till = this.data.tills.find(({ tillNo }) => tillNo === no);
    if (till?.sessionId) return say(`${till.cashier}正在用这台`);
    this.choose(no);
  },
  onField({ currentTarget, detail }: Told<{ value: string }, { field: string }>) {
    this.setData({ [currentTarget.dataset.field]: detail.value, wrong: '' });
  },

  async onOpen() {
    const { storeId, tillNo, float, working, requestId } = this.data;
    const floatFen = float.trim() === '' ? 0 : parseYuan(float);
    if (working) return;
    if (floatFen === null) return this.setData({ wrong: '备用金写数字，例如 200' });
    this.setData({ working: true });
    const reply = await call('openTill', { requestId, storeId, tillNo, floatFen });
    this.setData({ working: false, requestId: newRequestId() });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    await this.load();
    void wx.navigateTo({ url: '/packages/staff/till/index' });
  },

  onMove({ currentTarget }: Tap<{ kind: 'in' | 'out' }>) {
    this.setData({ moving: currentTarget.dataset.kind, moveText: '', moveWhy: '', wrong: '' });
  },
  onMoveClose() {
    this.setData({ moving: '', wrong: '' });
  },
  async onMoveDone() {
    const { storeId, mine, moving, moveText, moveWhy, requestId, working } = this.data;
    const fen = parseYuan(moveText);
    if (!mine || moving === '' || working) return;
    if (!fen || moveWhy.trim() === '') return this.setData({ wrong: '写上金额和原因' });
    const { sessionId } = mine;
    const input = { requestId, storeId, sessionId, kind: moving, fen, reason: moveWhy };
    this.setData({ working: true });
    const reply = await call('moveCash', input);
    this.setData({ working: false, requestId: newRequestId() });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    this.setData({ moving: '' });
    say(moving === 'in' ? '已记下放入' : '已记下取出');
  },

  onCount() {
    this.setData({ counting: true, count: emptyCount(), countFen: 0, wrong: '' });
  },
  onCountBack() {
    this.setData({ counting: false });
  },
  onNote({ currentTarget, detail }: Told<{ value: number }, { fen: number }>) {
    const fen = Number(currentTarget.dataset.fen);
    const count = this.data.count.map((one) =>
      one.fen === fen ? { ...one, n: detail.value } : one,
    );
    this.setData({ count, countFen: countedFen(count) });
  },
  async onCounted() {
    const { storeId, mine, countFen, requestId, working } = this.data;
    if (!mine || working) return;
    const text = `点出 ${money(countFen)}。提交后不能再改，也不能再收银。`;
    if (!(await ask('点好了？', text, '提交', '再点点'))) return;
    this.setData({ working: true });
    const { sessionId } = mine;
    const reply = await call('countTill', { requestId, storeId, sessionId, countedFen: countFen });
    this.setData({ working: false, requestId: newRequestId() });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    const { session } = reply.data;
    const left = Math.min(session.floatFen, countFen);
    this.setData({ mine: session, counting: false, left: yuanOf(left) });
  },

  async onClose() {
    const { storeId, mine, reason, left, handTo, requestId, working } = this.data;
    const leftFen = left.trim() === '' ? 0 : parseYuan(left);
    if (!mine || working) return;
    if (leftFen === null) return this.setData({ wrong: '留下的备用金写数字' });
    this.setData({ working: true });
    const { sessionId } = mine;
    const reply = await call('closeTill', {
      requestId,
      storeId,
      sessionId,
      reason,
      leftFen,
      handTo,
    });
    this.setData({ working: false, requestId: newRequestId() });
    if (!reply.ok) return this.setData({ wrong: reply.message });
    await this.show(sessionId);
    this.setData({ mine: null, reason: '', handTo: '' });
    await this.load();
  },
  async show(sessionId: string) {
    const reply = await call('getTillSession', { storeId: this.data.storeId, sessionId });
    if (!reply.ok) return say(reply.message);
    const { session, moves } = reply.data;
    const span = `${shortTime(session.openedAt)} – ${shortTime(session.closedAt ?? session.openedAt)}`;
    this.setData({
      sheet: { ...session, diff: diffText(session.figures?.diffFen ?? 0), span },
      moves: moves.map(({ moveId, kind, fen, text, at }) => ({
        id: moveId,
        name: CASH_TEXT[kind satisfies CashKind],
        text,
        fen,
        when: shortTime(at).slice(6),
      })),
    });
  },
  onSheetBack() {
    this.setData({ sheet: null });
  },

  async onPayOut({ currentTarget }: Tap<{ id: string }>) {
    const { storeId, mine, payOuts } = this.data;
    const one = payOuts.find(({ refundId }) => refundId === currentTarget.dataset.id);
    if (!one) return;
    if (mine?.status !== 'open') return say('先开班，再付现金');
    const text = `把 ${money(one.amountFen)} 现金交给${one.customer || '顾客'}（订单 ${one.orderNo}）。`;
    if (!(await ask('付出现金退款？', text, '已付给顾客'))) return;
    const { sessionId } = mine;
    const { refundId } = one;
    const reply = await call('payOutRefund', {
      requestId: newRequestId(),
      storeId,
      sessionId,
      refundId,
    });
    say(reply.ok ? '已付出' : reply.message);
    await this.load();
  },
});

const yuanOf = (fen: number): string => (fen === 0 ? '' : String(fen / 100));
