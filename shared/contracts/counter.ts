import * as z from 'zod';
import { REASONS } from '#shared/domain/aftersales/policy';
import { defineCall } from './kit';
import { Quote } from './orders';
import { Count, Fen, Id, Lines, Note, Qty, RequestId, Time } from './shapes';

/** Sales over the counter. */
const sale = { context: 'till', deploy: 'ringUp', scope: 'storeId' } as const;
const CASHIERS = ['storeManager', 'cashier'] as const;

/** Names a member for some minutes at this shop: made by `identifyAtTill`, believed by no other. */
const MemberToken = z.string().max(160);
const MEMBER_GONE = '会员识别过期了，请再扫一次会员码';
const CONSENT = '要用余额、积分或券，请顾客出示会员码扫一下';

/** At the till by the code on the phone (consents to spend), or by the number (earns, spends nothing). */
export const identifyAtTill = defineCall('identifyAtTill', {
  ...sale,
  title: '收银台识别会员',
  who: CASHIERS,
  input: z.object({
    storeId: Id,
    code: z.string().trim().min(8).max(128).optional(),
    phone: z
      .string()
      .regex(/^1\d{10}$/)
      .optional(),
  }),
  output: z.object({
    token: MemberToken,
    nickname: z.string(),
    phoneMasked: z.string(),
    levelName: z.string(),
    card: z.boolean(),
    /** Null without the member's code. */
    own: z.object({ walletFen: Fen, points: Count, coupons: Count }).nullable(),
  }),
  errors: {
    CODE_UNKNOWN: '没有找到这个会员码，请让顾客刷新后重试',
    CODE_EXPIRED: '会员码已过期，请让顾客刷新后再扫',
    NO_MEMBER: '没有会员用这个手机号，可以按散客收银',
  },
});

const Wanted = {
  storeId: Id,
  lines: Lines,
  member: MemberToken.nullable().default(null),
  points: z.union([z.literal('most'), Count]).default(0),
  useWallet: z.boolean().default(false),
};

export const quoteSale = defineCall('quoteSale', {
  ...sale,
  title: '收银试算',
  who: CASHIERS,
  input: z.object({
    ...Wanted,
    /** Null: the best of the member's pocket, where their code was scanned. */
    couponIds: z.array(Id).max(5).nullable().default(null),
  }),
  output: z.object({
    quote: Quote,
    couponIds: z.array(Id),
    coupons: z.array(
      z.object({
        couponId: Id,
        name: z.string(),
        faceText: z.string(),
        saveFen: Fen,
        usable: z.boolean(),
        chosen: z.boolean(),
        why: z.string(),
      }),
    ),
    problems: z.array(z.object({ code: z.string(), text: z.string() })),
    canSell: z.boolean(),
  }),
  errors: { MEMBER_GONE },
});

const Sold = z.object({
  orderId: Id,
  orderNo: z.string(),
  /** `userPaying`: the shopper is asked for the password; ask `checkSale`. */
  state: z.enum(['done', 'userPaying', 'cancelled']),
  payableFen: Fen,
  changeFen: Fen,
  earned: Count,
});

export const ringUp = defineCall('ringUp', {
  ...sale,
  title: '收银',
  who: CASHIERS,
  once: 'own',
  timeoutS: 30,
  input: z.object({
    requestId: RequestId,
    ...Wanted,
    couponIds: z.array(Id).max(5).default([]),
    /** The caller's open session; needed for cash. */
    sessionId: Id.nullable(),
    tender: z.discriminatedUnion('by', [
      z.object({ by: z.literal('cash'), givenFen: Fen }),
      z.object({ by: z.literal('wechat'), authCode: z.string().regex(/^\d{18}$/) }),
      /** Wallet and points pay for all of it. */
      z.object({ by: z.literal('none') }),
    ]),
    /** What the cashier told the customer; the server prices anew and compares. */
    expectedPayableFen: Fen,
  }),
  output: Sold,
  errors: {
    STORE_CLOSED: '门店现在不营业，不能收银',
    NOT_SOLD_HERE: '有商品本店不卖，请移除',
    OUT_OF_STOCK: '有商品账上库存不足，请核对后先做入库或盘点',
    COUPON_UNUSABLE: '这张优惠券现在不能用，请换一张或不使用',
    ASSETS_CHANGED: '顾客的余额或积分刚刚有变动，请重新试算',
    PRICE_CHANGED: '价格有变动，请和顾客确认新的金额',
    TILL_CLOSED: '收银台没有开班，不能收现金；请先开班',
    MEMBER_GONE,
    CONSENT,
    TOO_LITTLE: '收到的现金不够',
    NOTHING_DUE: '没有要另外收的钱，请选余额支付',
    MONEY_DUE: '余额和积分不够付清，请再选一种收款方式',
    PAY_FAILED: '微信没有收到款，请顾客换一种方式付款',
    PAY_UNCLEAR: '还不知道微信有没有收到款，请查询结果，先不要重复收款',
    NOT_PAID: '这笔收银已经取消，请重新收银',
  },
});

export const checkSale = defineCall('checkSale', {
  ...sale,
  title: '查询收银结果',
  who: CASHIERS,
  input: z.object({ storeId: Id, orderId: Id }),
  output: Sold,
});

export const cancelSale = defineCall('cancelSale', {
  ...sale,
  title: '撤销未付清的收银',
  who: CASHIERS,
  input: z.object({ requestId: RequestId, storeId: Id, orderId: Id }),
  output: Sold,
  errors: { PAY_UNCLEAR: '微信暂时连不上，撤销结果未知，请稍后再试' },
});

/** What can come back over the counter. */
const ReturnLine = z.object({ lineId: Id, qty: Qty });
const Reason = z.enum(REASONS);

export const findSale = defineCall('findSale', {
  ...sale,
  title: '按小票找订单',
  who: CASHIERS,
  input: z.object({ storeId: Id, no: z.string().trim().min(4).max(40) }),
  output: z.object({
    orderId: Id,
    orderNo: z.string(),
    customer: z.string(),
    soldAt: Time,
    channel: z.enum(['miniprogram', 'pos']),
    /** What the money comes back by. */
    by: z.enum(['cash', 'wechat', 'none']),
    payableFen: Fen,
    refundedFen: Fen,
    lines: z.array(
      z.object({
        lineId: Id,
        title: z.string(),
        spec: z.string(),
        image: z.string(),
        qty: Qty,
        payFen: Fen,
        /** Neither back nor in an open case. */
        free: Count,
      }),
    ),
  }),
  errors: { NO_SALE: '本店没有这笔已成交的订单，请核对小票上的订单号' },
});

export const previewReturn = defineCall('previewReturn', {
  ...sale,
  title: '退货试算',
  who: CASHIERS,
  input: z.object({
    storeId: Id,
    orderId: Id,
    lines: z.array(ReturnLine).min(1).max(50),
    reason: Reason,
  }),
  output: z.object({
    refundFen: Fen,
    cashFen: Fen,
    wechatFen: Fen,
    walletFen: Fen,
    pointsBack: Count,
    pointsTaken: Count,
  }),
  errors: { NOT_FREE: '有商品已经退过或正在售后，请刷新后重选', TOO_LATE: '已过可退的期限' },
});

export const returnAtTill = defineCall('returnAtTill', {
  ...sale,
  title: '柜台退货',
  who: CASHIERS,
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    orderId: Id,
    sessionId: Id.nullable(),
    reason: Reason,
    note: Note(100).default(''),
    lines: z
      .array(
        ReturnLine.extend({
          /** The rest is damaged and does not go back on the shelf. */ sellable: Count,
        }),
      )
      .min(1)
      .max(50),
    /** What the page showed; another amount meanwhile is refused. */
    expectedFen: Fen,
  }),
  output: z.object({ caseId: Id, refundFen: Fen, cashFen: Fen, restocked: Count }),
  errors: {
    NOT_FREE: '有商品已经退过或正在售后，请刷新后重选',
    TOO_LATE: '已过可退的期限',
    AMOUNT_CHANGED: '可退金额有变，请核对后再退',
    OVER_LIMIT: '金额超过你的退款额度，请店长登录处理',
    TILL_CLOSED: '要退现金，请先开班',
    NOT_ENOUGH: '钱箱里没有这么多现金，请先放入现金',
    COUNT_WRONG: '件数不对，请重新清点',
  },
});

/** One line of a 58 mm slip: 32 columns, a Chinese character takes two. */
export const SlipLine = z.object({
  text: z.string(),
  kind: z.enum(['text', 'big', 'center', 'rule', 'barcode', 'qr', 'feed']),
});

export const getReceipt = defineCall('getReceipt', {
  ...sale,
  title: '小票预览',
  who: ['storeManager', 'cashier', 'picker', 'service'],
  input: z.object({ storeId: Id, orderId: Id }),
  output: z.object({ lines: z.array(SlipLine), prints: Count }),
});

export const printReceipt = defineCall('printReceipt', {
  ...sale,
  title: '打印小票',
  who: ['storeManager', 'cashier', 'picker', 'service'],
  once: true,
  input: z.object({ requestId: RequestId, storeId: Id, orderId: Id }),
  output: z.object({
    n: Count,
    lines: z.array(SlipLine),
    /** ESC/POS, base64: what the printer in the shop is sent. */
    bytes: z.string(),
  }),
});
