import * as z from 'zod';
import { defineCall } from './kit';
import {
  Count,
  Fen,
  Id,
  Note,
  RequestId,
  SignedFen,
  TablePage,
  Text,
  Time,
  tableOf,
} from './shapes';

/** Drawers: opening, counting, closing, and what lies in them. */
const desk = { context: 'till', deploy: 'tillDesk', scope: 'storeId' } as const;
const CASHIERS = ['storeManager', 'cashier'] as const;
const OfSession = { requestId: RequestId, storeId: Id, sessionId: Id };
const TILL_CLOSED = '收银台已经交班，请先开班再收现金';
const NO_SESSION = '没有找到这次当班，请刷新后重试';

export const SessionStatus = z.enum(['open', 'counted', 'closed']);
/** A session as its cashier sees it: what should lie in the drawer stays untold until it is counted. */
export const TillSession = z.object({
  sessionId: Id,
  storeId: Id,
  storeName: z.string(),
  tillNo: z.int(),
  cashierId: Id,
  cashier: z.string(),
  status: SessionStatus,
  openedAt: Time,
  floatFen: Fen,
  sales: Count,
  /** Null while the drawer is not counted: the count is blind. */
  figures: z
    .object({
      cashSalesFen: Fen,
      wechatSalesFen: Fen,
      walletSalesFen: Fen,
      expectedFen: SignedFen,
      countedFen: Fen,
      diffFen: SignedFen,
    })
    .nullable(),
  countedAt: Time.nullable(),
  countedBy: z.string(),
  reason: z.string(),
  leftFen: Fen,
  handTo: z.string(),
  closedAt: Time.nullable(),
});
export const CashMoveView = z.object({
  /** `{session}:{kind}:{what moved it}`, longer than an id may be. */
  moveId: z.string(),
  kind: z.enum(['float', 'sale', 'refund', 'topUp', 'in', 'out']),
  fen: SignedFen,
  text: z.string(),
  by: z.string(),
  at: Time,
});

export const getTill = defineCall('getTill', {
  ...desk,
  title: '我的收银台',
  who: CASHIERS,
  input: z.object({ storeId: Id }),
  output: z.object({
    tills: z.array(
      z.object({
        tillNo: z.int(),
        /** Who works there; empty: closed. */
        cashier: z.string(),
        sessionId: Id.nullable(),
        leftFen: Fen,
      }),
    ),
    /** The caller's own, if any. */
    mine: TillSession.nullable(),
    /** Refunds promised in cash, not paid out yet. */
    payOuts: z.array(
      z.object({
        refundId: Id,
        orderNo: z.string(),
        customer: z.string(),
        amountFen: Fen,
        at: Time,
      }),
    ),
  }),
});

export const openTill = defineCall('openTill', {
  ...desk,
  title: '开班',
  who: CASHIERS,
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    tillNo: z.int().min(1).max(20),
    floatFen: Fen.max(1_000_000),
  }),
  output: z.object({ sessionId: Id }),
  errors: {
    TILL_TAKEN: '这台收银机有人在用，请他先交班，或换一台',
    ALREADY_OPEN: '你在本店还有一台没交班，请先交班',
    NOT_ON_SHIFT: '排班表上你现在不在班，不能开收银台；请先打卡或找店长',
  },
});

export const moveCash = defineCall('moveCash', {
  ...desk,
  title: '放入或取出现金',
  who: CASHIERS,
  once: true,
  input: z.object({
    ...OfSession,
    kind: z.enum(['in', 'out']),
    fen: Fen.min(1).max(10_000_000),
    reason: Text(60),
  }),
  output: z.object({ moveId: z.string() }),
  errors: { TILL_CLOSED, NO_SESSION, NOT_ENOUGH: '钱箱里没有这么多现金，请核对' },
});

export const countTill = defineCall('countTill', {
  ...desk,
  title: '点钞',
  who: CASHIERS,
  once: true,
  input: z.object({ ...OfSession, countedFen: Fen.max(100_000_000) }),
  output: z.object({ session: TillSession }),
  errors: { TILL_CLOSED, NO_SESSION },
});

export const closeTill = defineCall('closeTill', {
  ...desk,
  title: '交班',
  who: CASHIERS,
  once: true,
  input: z.object({
    ...OfSession,
    reason: Note(100).default(''),
    /** Left in the drawer for the next; the rest goes into the safe. */
    leftFen: Fen,
    handTo: Note(20).default(''),
  }),
  output: z.object({ session: TillSession }),
  errors: {
    NO_SESSION,
    COUNT_FIRST: '还没有点钞，请先点钞再交班',
    TILL_CLOSED: '这台收银机已经交班了',
    REASON_MISSING: '现金有差额，请写明原因',
    LEFT_TOO_MUCH: '留下的备用金不能多于点出的现金',
  },
});

export const getTillSession = defineCall('getTillSession', {
  ...desk,
  title: '交班单',
  who: CASHIERS,
  input: z.object({ storeId: Id, sessionId: Id }),
  output: z.object({ session: TillSession, moves: z.array(CashMoveView) }),
  errors: { NO_SESSION },
});

export const listTillSessions = defineCall('listTillSessions', {
  ...desk,
  title: '本店交班记录',
  who: CASHIERS,
  input: z.object({ storeId: Id }),
  output: z.object({ items: z.array(TillSession) }),
});

export const listTillSessionsHq = defineCall('listTillSessionsHq', {
  context: 'till',
  deploy: 'tillDesk',
  title: '各店交班记录',
  who: ['hqOwner', 'hqFinance', 'hqAuditor', 'regionManager'],
  input: z.object({
    storeId: Id.optional(),
    status: SessionStatus.optional(),
    /** Only sessions whose count differed. */
    differing: z.boolean().default(false),
    ...TablePage,
  }),
  output: tableOf(TillSession),
});

export const getTillSessionHq = defineCall('getTillSessionHq', {
  context: 'till',
  deploy: 'tillDesk',
  title: '交班单（总部）',
  who: ['hqOwner', 'hqFinance', 'hqAuditor', 'regionManager'],
  input: z.object({ sessionId: Id }),
  output: z.object({ session: TillSession, moves: z.array(CashMoveView) }),
});

export const payOutRefund = defineCall('payOutRefund', {
  ...desk,
  title: '付出现金退款',
  who: CASHIERS,
  once: true,
  input: z.object({ ...OfSession, refundId: Id }),
  output: z.object({ amountFen: Fen }),
  errors: {
    TILL_CLOSED,
    NO_SESSION,
    PAID_OUT: '这笔退款已经付给顾客了',
    NOT_ENOUGH: '钱箱里没有这么多现金',
  },
});
