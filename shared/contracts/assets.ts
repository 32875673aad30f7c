import * as z from 'zod';
import { defineCall } from './kit';
import { Count, Cursor, Fen, Id, RequestId, SignedFen, Time, pageOf } from './shapes';

const my = { context: 'assets', deploy: 'assets', who: ['shopper'] } as const;

/** A level as a card shows it; the rights are sentences. */
export const LevelView = z.object({
  levelId: Id,
  name: z.string(),
  growthMin: Count,
  rights: z.array(z.string()),
});
export const Standing = z.object({
  levelId: Id,
  name: z.string(),
  growth: Count,
  /** Null for the first level, which never ends. */
  until: Time.nullable(),
  rights: z.array(z.string()),
  next: z.object({ name: z.string(), growthMin: Count, missing: Count }).nullable(),
});
export const PointsView = z.object({
  spendable: Count,
  /** Held by unpaid orders. */
  held: Count,
  pending: Count,
  debt: Count,
  /** What the spendable ones pay. */
  worthFen: Fen,
  /** Expiring within 30 days, soonest first. */
  expiring: z.array(z.object({ qty: Count, expireAt: Time })),
});
export const WalletView = z.object({
  principalFen: Fen,
  bonusFen: Fen,
  totalFen: Fen,
  /** Held by unpaid orders, on top of the total. */
  heldFen: Fen,
});
export const CardView = z.object({
  active: z.boolean(),
  from: Time.nullable(),
  to: Time.nullable(),
  savedFen: Fen,
  /** Free deliveries left this month; null without limit or without a card. */
  freeFreightLeft: Count.nullable(),
});

/** One line of a statement: of the wallet in fen, of points and growth in pieces. */
export const StatementLine = z.object({
  entryId: z.string(),
  at: Time,
  text: z.string(),
  storeName: z.string(),
  /** Wallet: principal + bonus. Points: spendable, pending and debt together. */
  delta: SignedFen,
  /** `本金 +100.00，赠送 +10.00` or `待生效 +81`: what the sum is made of. */
  detail: z.string(),
});
export const STATEMENT_TABS = ['wallet', 'points', 'growth'] as const;
export const Statement = {
  tab: z.enum(STATEMENT_TABS).default('wallet'),
  cursor: Cursor.optional(),
};

export const getAssets = defineCall('getAssets', {
  ...my,
  title: '我的资产',
  input: z.object({}),
  output: z.object({
    memberId: Id,
    nickname: z.string(),
    /** 138****1234; null until bound. */
    phone: z.string().nullable(),
    wallet: WalletView.extend({
      /** How much more may be topped up, bonus included. */
      roomFen: Fen,
      capFen: Fen,
      /** Any amount within these may be topped up; both 0: only plans. */
      minFen: Fen,
      maxFen: Fen,
      plans: z.array(
        z.object({ planId: Id, payFen: Fen, bonusFen: Fen, fits: z.boolean(), text: z.string() }),
      ),
    }),
    points: PointsView.extend({ rule: z.string() }),
    level: Standing.extend({ all: z.array(LevelView) }),
    card: CardView.extend({
      priceFen: Fen,
      rights: z.array(z.string()),
      /** Its end when bought or renewed now. */
      nextTo: Time,
    }),
  }),
});

export const listLedger = defineCall('listLedger', {
  ...my,
  title: '余额、积分、成长值明细',
  input: z.object(Statement),
  output: pageOf(StatementLine),
});

const PayParams = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});
const payErrors = { PAY_UNAVAILABLE: '微信支付暂时连不上，请稍后再试，没有扣款' } as const;

export const topUp = defineCall('topUp', {
  ...my,
  title: '充值',
  once: 'own',
  input: z.object({
    requestId: RequestId,
    /** A plan, or an amount without a bonus. */
    planId: Id.optional(),
    amountFen: Fen.optional(),
    /** The shop the shopper is in; the top-up counts as sold there. */
    storeId: Id.optional(),
  }),
  output: z.object({
    topUpId: Id,
    payFen: Fen,
    bonusFen: Fen,
    paid: z.boolean(),
    payment: PayParams.nullable(),
  }),
  errors: {
    ...payErrors,
    NO_SUCH_PLAN: '没有这个充值档位，请返回重新选择',
    OVER_CAP: '储值余额有上限，这次充值放不下，请选小一点的金额',
    CLOSED: '这笔充值已关闭，请重新充值',
  },
});

export const buyBlackGold = defineCall('buyBlackGold', {
  ...my,
  title: '开通或续费黑金卡',
  once: 'own',
  input: z.object({ requestId: RequestId }),
  output: z.object({
    saleId: Id,
    priceFen: Fen,
    paid: z.boolean(),
    payment: PayParams.nullable(),
  }),
  errors: { ...payErrors, CLOSED: '这笔订单已关闭，请重新开通' },
});

/** Asks the payment company when its callback has not come; the page calls this after paying. */
export const checkAssetPayment = defineCall('checkAssetPayment', {
  ...my,
  title: '查询充值、开卡的付款',
  input: z.object({
    /** `topUpId` or `saleId`. */
    id: Id,
  }),
  output: z.object({
    paid: z.boolean(),
    /** Paid, but it did not fit on the card any more: the money goes back. */
    refunding: z.boolean(),
    payFen: Fen,
    bonusFen: Fen,
  }),
  errors: payErrors,
});

export const showMemberCode = defineCall('showMemberCode', {
  ...my,
  title: '出示会员码',
  input: z.object({}),
  /** Changes every minute. */
  output: z.object({
    code: z.string(),
    expiresAt: Time,
    nickname: z.string(),
    levelName: z.string(),
    card: z.boolean(),
  }),
});

export const bindPhone = defineCall('bindPhone', {
  ...my,
  title: '绑定手机号',
  input: z.object({
    /** Of `<button open-type="getPhoneNumber">`. */
    code: z.string().min(1).max(200),
  }),
  output: z.object({ phone: z.string() }),
  errors: { PHONE_UNAVAILABLE: '没有取到手机号，请重新点击授权' },
});
