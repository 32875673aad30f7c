import * as z from 'zod';
import { CardView, PointsView, Standing, WalletView } from './assets';
import { STORE_ROLES, defineCall } from './kit';
import { Fen, Id, Note, RequestId, Text, Time } from './shapes';

const desk = { context: 'assets', deploy: 'assetsDesk' } as const;

export const TopUpStatus = z.enum(['created', 'done', 'over', 'refunded', 'closed']);
export const TopUpView = z.object({
  topUpId: Id,
  memberId: Id,
  customer: z.string(),
  storeId: Id,
  storeName: z.string(),
  via: z.enum(['wechat', 'cash', 'other']),
  payFen: Fen,
  bonusFen: Fen,
  status: TopUpStatus,
  at: Time,
  by: z.string(),
  tillRef: z.string(),
  refundFen: Fen,
  /** What giving it back now would pay out, keep for bonus used ahead, and withdraw of the bonus. */
  back: z.object({ refundFen: Fen, keptFen: Fen, bonusBackFen: Fen }).nullable(),
});

/** A member as staff may see them: the phone masked. */
export const MemberCard = z.object({
  memberId: Id,
  nickname: z.string(),
  phone: z.string().nullable(),
  level: Standing,
  wallet: WalletView,
  points: PointsView,
  card: CardView,
});

export const identifyMember = defineCall('identifyMember', {
  ...desk,
  title: '扫会员码识别顾客',
  who: STORE_ROLES,
  scope: 'storeId',
  input: z.object({ storeId: Id, code: z.string().trim().min(8).max(128) }),
  output: z.object({
    member: MemberCard,
    plans: z.array(z.object({ planId: Id, payFen: Fen, bonusFen: Fen, fits: z.boolean() })),
    roomFen: Fen,
  }),
  errors: {
    CODE_UNKNOWN: '没有找到这个会员码，请让顾客刷新后重试',
    CODE_EXPIRED: '会员码已过期，请让顾客刷新后再扫',
  },
});

export const topUpAtTill = defineCall('topUpAtTill', {
  ...desk,
  title: '收银台充值',
  who: ['storeManager', 'cashier'],
  scope: 'storeId',
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    memberId: Id,
    planId: Id.optional(),
    amountFen: Fen.optional(),
    /** `cash`, or another tender of the till with its reference. */
    via: z.enum(['cash', 'other']),
    tillRef: Note(40).default(''),
  }),
  output: z.object({ topUpId: Id, payFen: Fen, bonusFen: Fen, wallet: WalletView }),
  errors: {
    NO_SUCH_PLAN: '没有这个充值档位，请重新选择',
    OVER_CAP: '这位顾客的储值余额放不下这笔充值，请选小一点的金额',
    REF_MISSING: '请填写收银小票号或刷卡单号',
  },
});

/** The shop's top-ups of one day or of one member, for the drawer and for giving one back. */
export const listTopUps = defineCall('listTopUps', {
  ...desk,
  title: '本店充值记录',
  who: ['storeManager', 'cashier'],
  scope: 'storeId',
  input: z.object({ storeId: Id, from: Time, to: Time, memberId: Id.optional() }),
  output: z.object({ items: z.array(TopUpView), cashFen: Fen, otherFen: Fen }),
});

export const refundTopUp = defineCall('refundTopUp', {
  ...desk,
  title: '退储值',
  who: ['storeManager', 'hqOwner', 'hqFinance'],
  once: true,
  input: z.object({
    requestId: RequestId,
    topUpId: Id,
    reason: Text(100),
    /** What the page showed; another amount meanwhile is refused. */
    expectedFen: Fen,
  }),
  output: z.object({
    refundFen: Fen,
    bonusBackFen: Fen,
    /** `wechat`: to where it was paid from; `till`: to be paid out in the shop. */
    via: z.enum(['wechat', 'till']),
  }),
  errors: {
    NOTHING_LEFT: '这笔充值已经用完或退过，没有可退的本金',
    HELD: '顾客有一笔未付款的订单占用着余额，请先付款或取消那笔订单',
    AMOUNT_CHANGED: '顾客刚刚用过余额，可退金额有变，请刷新后重试',
  },
});
