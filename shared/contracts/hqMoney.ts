import * as z from 'zod';
import { Statement, StatementLine } from './assets';
import { MemberCard, TopUpView } from './assetsDesk';
import { HQ_ROLES, defineCall, type HqRole } from './kit';
import {
  Count,
  Cursor,
  Day,
  Fen,
  Id,
  Note,
  RequestId,
  SignedFen,
  TablePage,
  Text,
  Time,
  orderOf,
  pageOf,
  tableOf,
} from './shapes';
import { CardPlanForm, LevelForm, PointsForm, WalletForm } from './moneyRules';

const money = { context: 'assets', deploy: 'hqMoney' } as const;
/** Who sees members' money, and who moves it. */
const readers: readonly HqRole[] = ['hqOwner', 'hqFinance', 'hqMarketing', 'hqAuditor'];
const finance: readonly HqRole[] = ['hqOwner', 'hqFinance'];

export const listMembers = defineCall('listMembers', {
  ...money,
  title: '会员列表',
  who: readers,
  input: z.object({
    /** A whole phone number, a member id, or the beginning of a nickname. */
    query: Note(40).default(''),
    levelId: Id.optional(),
    sort: orderOf('createdAt').default('-createdAt'),
    ...TablePage,
  }),
  output: tableOf(
    z.object({
      memberId: Id,
      nickname: z.string(),
      phone: z.string().nullable(),
      createdAt: Time,
      levelName: z.string(),
      growth: Count,
      principalFen: Fen,
      bonusFen: Fen,
      points: Count,
      debt: Count,
      card: z.boolean(),
    }),
  ),
});

export const getMember = defineCall('getMember', {
  ...money,
  title: '会员详情',
  who: readers,
  input: z.object({ memberId: Id }),
  output: z.object({
    member: MemberCard,
    createdAt: Time,
    topUps: z.array(TopUpView),
    /** Paid years of the black-gold card, and what giving it up now pays back. */
    cardYears: z.array(
      z.object({
        saleId: Id,
        payFen: Fen,
        from: Time.nullable(),
        to: Time.nullable(),
        status: z.enum(['created', 'done', 'refunded', 'closed']),
        refundFen: Fen,
      }),
    ),
    cardBack: z.object({ unusedFen: Fen, savedFen: Fen, refundFen: Fen }).nullable(),
    /** Points somebody asked to change and nobody has decided yet. */
    waiting: z.array(
      z.object({ adjustmentId: Id, points: z.int(), reason: z.string(), byName: z.string() }),
    ),
  }),
});

export const listMemberLedger = defineCall('listMemberLedger', {
  ...money,
  title: '会员资产明细',
  who: readers,
  input: z.object({ memberId: Id, ...Statement }),
  output: pageOf(StatementLine),
});

export const adjustPoints = defineCall('adjustPoints', {
  ...money,
  title: '调整积分',
  who: [...finance, 'hqMarketing'],
  once: true,
  input: z.object({
    requestId: RequestId,
    memberId: Id,
    /** Signed; more than the limit waits for a second person. */
    points: z
      .int()
      .min(-100_000)
      .max(100_000)
      .refine((n) => n !== 0),
    reason: Text(100),
  }),
  output: z.object({ adjustmentId: Id, state: z.enum(['done', 'waiting']) }),
});

export const decideAdjustment = defineCall('decideAdjustment', {
  ...money,
  title: '复核积分调整',
  who: finance,
  once: true,
  input: z.object({ requestId: RequestId, adjustmentId: Id, approve: z.boolean() }),
  output: z.object({ state: z.enum(['done', 'declined']) }),
  errors: {
    OWN_REQUEST: '自己提交的调整要由另一位同事复核',
    DECIDED: '这笔调整已经处理过了，请刷新',
  },
});

export const listAdjustments = defineCall('listAdjustments', {
  ...money,
  title: '积分调整待复核',
  who: readers,
  input: z.object({ state: z.enum(['waiting', 'done', 'declined']).default('waiting') }),
  output: z.object({
    items: z.array(
      z.object({
        adjustmentId: Id,
        memberId: Id,
        customer: z.string(),
        points: z.int(),
        reason: z.string(),
        byName: z.string(),
        decidedBy: z.string(),
        at: Time,
      }),
    ),
  }),
});

export const refundBlackGold = defineCall('refundBlackGold', {
  ...money,
  title: '退黑金卡',
  who: finance,
  once: true,
  input: z.object({ requestId: RequestId, memberId: Id, reason: Text(100), expectedFen: Fen }),
  output: z.object({ refundFen: Fen }),
  errors: {
    NO_CARD: '这位会员现在没有黑金卡',
    AMOUNT_CHANGED: '可退金额有变（刚刚用过权益），请刷新后重试',
  },
});

const Versions = z.object({ levels: Count, points: Count, wallet: Count, card: Count });
export const getMoneyRules = defineCall('getMoneyRules', {
  ...money,
  title: '会员与储值规则',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({
    levels: z.array(LevelForm),
    points: PointsForm,
    wallet: WalletForm,
    card: CardPlanForm,
    /** Of each part; 0: never saved, the chain's beginning. */
    versions: Versions,
  }),
});

const saved = z.object({ version: Count });
const stale = { STALE: '规则刚刚被别人改过，请刷新后再保存' } as const;
const edit = { ...money, once: true } as const;
const versioned = { requestId: RequestId, version: Count };

export const saveLevels = defineCall('saveLevels', {
  ...edit,
  title: '保存会员等级',
  who: ['hqOwner', 'hqMarketing'],
  input: z.object({ ...versioned, levels: z.array(LevelForm).min(1).max(10) }),
  output: saved,
  errors: { ...stale, BAD_LEVELS: '第一个等级的成长值必须是 0，等级之间不能重复' },
});

export const savePointsRule = defineCall('savePointsRule', {
  ...edit,
  title: '保存积分规则',
  who: ['hqOwner', 'hqMarketing'],
  input: z.object({ ...versioned, points: PointsForm }),
  output: saved,
  errors: stale,
});

export const saveTopUpPlans = defineCall('saveTopUpPlans', {
  ...edit,
  title: '保存储值档位',
  who: finance,
  input: z.object({ ...versioned, wallet: WalletForm }),
  output: saved,
  errors: { ...stale, OVER_CAP: '有档位超过了储值卡的余额上限' },
});

export const saveCardPlan = defineCall('saveCardPlan', {
  ...edit,
  title: '保存黑金卡方案',
  who: ['hqOwner', 'hqMarketing'],
  input: z.object({ ...versioned, card: CardPlanForm }),
  output: saved,
  errors: stale,
});

/** The books: what each account gained over some business days and holds now. */
export const getLedgerReport = defineCall('getLedgerReport', {
  ...money,
  title: '账簿汇总',
  who: readers,
  input: z.object({
    from: Day,
    to: Day,
    /** A shop's book or HQ's; all together without. */
    book: Id.optional(),
  }),
  output: z.object({
    from: Day,
    /** The last day whose books are closed; later ones are not in it yet. */
    closedTo: Day.nullable(),
    accounts: z.array(z.object({ account: z.string(), name: z.string(), fen: z.int() })),
    /** Who owes whom, of the period. */
    owed: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        kind: z.string(),
        text: z.string(),
        fen: z.int(),
      }),
    ),
    txns: Count,
    sumFen: SignedFen,
    /** Of the whole chain now. */
    members: z.object({ principalFen: Fen, bonusFen: Fen, points: Count, debt: Count }),
    proof: z.object({ at: Time.nullable(), members: Count, openAlarms: Count }),
  }),
});

export const listSettlements = defineCall('listSettlements', {
  ...money,
  title: '门店结算单',
  who: [...readers, 'regionManager'],
  input: z.object({ period: Day.optional() }),
  output: z.object({
    periods: z.array(Day),
    period: Day.nullable(),
    items: z.array(
      z.object({
        settlementId: z.string(),
        storeId: Id,
        storeName: z.string(),
        until: Day,
        /** Positive: pays; negative: receives. */
        netFen: SignedFen,
        status: z.enum(['open', 'paid']),
        paidRef: z.string(),
        lines: z.array(
          z.object({ toName: z.string(), kind: z.string(), text: z.string(), fen: SignedFen }),
        ),
      }),
    ),
    sumFen: SignedFen,
  }),
});

export const confirmSettlement = defineCall('confirmSettlement', {
  ...money,
  title: '确认结算已付',
  who: finance,
  once: true,
  input: z.object({ requestId: RequestId, settlementId: z.string().max(80), paidRef: Text(60) }),
  output: z.object({ status: z.literal('paid') }),
  errors: { DECIDED: '这张结算单已经确认过了' },
});

export const listAlarms = defineCall('listAlarms', {
  ...money,
  title: '资金与账目警报',
  who: HQ_ROLES,
  input: z.object({
    status: z.enum(['open', 'closed']).default('open'),
    cursor: Cursor.optional(),
  }),
  output: pageOf(
    z.object({
      alarmId: z.string(),
      kind: z.enum(['ledger', 'wallet', 'points', 'settlement', 'audit', 'sales']),
      /** Of a transaction, a member or a week. */
      key: z.string(),
      text: z.string(),
      status: z.enum(['open', 'closed']),
      firstAt: Time,
      lastAt: Time,
    }),
  ),
});
