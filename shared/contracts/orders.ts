import * as z from 'zod';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import {
  Count,
  Cursor,
  Fen,
  Id,
  Lines,
  Mode,
  Note,
  Qty,
  RequestId,
  SignedFen,
  TablePage,
  Time,
  pageOf,
  tableOf,
  orderOf,
} from './shapes';
import { PriceSource, PriceTag } from './catalog';
import { OrderBill, RefundSeen, Tender } from './orderBill';

export const ORDER_STATUSES = [
  'pendingPay',
  'paid',
  'accepted',
  'picking',
  'ready',
  'delivering',
  'completed',
  'cancelled',
] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);

const QuoteLine = z.object({
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  unit: z.string(),
  qty: Qty,
  listPriceFen: Fen,
  priceFen: Fen,
  priceSource: PriceSource,
  /** After item rules (special, timed, member price). */
  amountFen: Fen,
  /** This line's share of 满减, coupons and points. */
  reducedFen: Fen,
  /** amount − reduced. */
  payFen: Fen,
  tags: z.array(PriceTag),
  available: Count,
  problem: z.string().nullable(),
});
const CouponChoice = z.object({
  couponId: Id,
  name: z.string(),
  faceText: z.string(),
  ruleText: z.string(),
  /** At most one of a group in an order. */
  stackGroup: z.string(),
  /** What it takes off alone. */
  saveFen: Fen,
  usable: z.boolean(),
  /** Part of this quote. */
  chosen: z.boolean(),
  why: z.string(),
  validTo: Time,
});
/** Sums of a priced cart or order. */
export const Totals = z.object({
  /** Σ list price × qty. */
  listFen: Fen,
  /** After item rules. */
  goodsFen: Fen,
  /** Taken off by 满减 and 满折. */
  orderOffFen: Fen,
  couponFen: Fen,
  points: Count,
  pointsFen: Fen,
  freightFen: Fen,
  /** Why the freight is what it is, or what is missing to be free. */
  freightText: z.string(),
  payableFen: Fen,
  /** Wallet first, the rest by the payment company; Σ = payable. */
  tender: Tender,
  /** Points and growth it earns. */
  earned: Count,
  growth: Count,
  /** One line per reduction or surcharge, for people. */
  trace: z.array(z.object({ label: z.string(), fen: SignedFen })),
});
export const Quote = Totals.extend({
  lines: z.array(QuoteLine),
  gifts: z.array(z.object({ skuId: Id, title: z.string(), qty: Qty, image: z.string() })),
  /** 凑单: what a little more would win. */
  hints: z.array(z.object({ text: z.string(), moreFen: Fen, moreQty: Count, saveFen: Fen })),
  /** Rules and coupons that gave nothing, and why. */
  unused: z.array(z.object({ label: z.string(), why: z.string(), coupon: z.boolean() })),
});

const Cart = {
  storeId: Id,
  mode: Mode,
  lines: Lines,
  addressId: Id.nullable().default(null),
  /** Wallet before the payment company. */
  useWallet: z.boolean().default(false),
};
/** At most so many points; `most`: as many as the order takes. */
const Points = z.union([z.literal('most'), Count]).default(0);
const CouponIds = z.array(Id).max(5);

export const previewCart = defineCall('previewCart', {
  context: 'orders',
  title: '试算购物车',
  who: ['shopper'],
  input: z.object({
    ...Cart,
    points: Points,
    /** Null: the best combination of the pocket. */
    couponIds: CouponIds.nullable().default(null),
  }),
  output: z.object({
    quote: Quote,
    couponIds: z.array(Id),
    coupons: z.array(CouponChoice),
    /** What the member could use. */
    member: z.object({
      levelName: z.string(),
      card: z.boolean(),
      points: Count,
      walletFen: Fen,
    }),
    problems: z.array(z.object({ code: z.string(), text: z.string() })),
    canPlace: z.boolean(),
    /** Promise: ready for pick-up, or delivered, at about this time. */
    readyAt: Time.nullable(),
    store: z.object({ storeId: Id, name: z.string(), address: z.string(), openNow: z.boolean() }),
  }),
});

export const placeOrder = defineCall('placeOrder', {
  context: 'orders',
  title: '下单',
  who: ['shopper'],
  once: 'own',
  input: z.object({
    requestId: RequestId,
    ...Cart,
    points: Points,
    couponIds: CouponIds.default([]),
    remark: Note(100).default(''),
    /** Of `listSlots`; null: as soon as possible, where the shop does not work by slots. */
    slotId: Id.nullable().default(null),
    /** What the shopper saw; the server prices anew and compares. */
    expectedPayableFen: Fen,
  }),
  output: z.object({
    orderId: Id,
    orderNo: z.string(),
    payableFen: Fen,
    payBefore: Time,
    status: OrderStatus,
  }),
  errors: {
    STORE_CLOSED: '门店现在不接单，换一家附近的门店或稍后再来',
    NOT_SOLD_HERE: '有商品本店不卖了，请从购物车移除',
    OUT_OF_STOCK: '有商品库存不足，请调整数量',
    COUPON_UNUSABLE: '这张优惠券现在不能用，请换一张或不使用',
    ASSETS_CHANGED: '余额或积分刚刚有变动，请确认后重新提交',
    PRICE_CHANGED: '价格有变动，请确认新的金额后再提交',
    OUT_OF_AREA: '收货地址不在本店配送范围，可以改为到店自提或换一家店',
    BELOW_MINIMUM: '还没到本店的起送金额，再加一点吧',
    ADDRESS_MISSING: '请选择收货地址',
    SLOT_FULL: '这个时段刚刚约满了，请换一个时间',
    SLOT_MISSING: '请先选择取货或送达的时间',
    TOO_MANY_UNPAID: '你有几笔订单还没付款，请先支付或取消',
  },
});

const PayParams = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});

export const payOrder = defineCall('payOrder', {
  context: 'orders',
  title: '发起支付',
  who: ['shopper'],
  input: z.object({ orderId: Id }),
  output: z.object({ paid: z.boolean(), payment: PayParams.nullable() }),
  errors: {
    ORDER_NOT_PAYABLE: '这笔订单已不能支付（可能已取消或超时），请重新下单',
    PAY_UNAVAILABLE: '支付暂时连不上，请稍后再试，订单会为你保留到超时',
  },
});

export const checkPayment = defineCall('checkPayment', {
  context: 'orders',
  deploy: 'myOrders',
  title: '查询支付结果',
  who: ['shopper'],
  input: z.object({ orderId: Id }),
  output: z.object({ status: OrderStatus, paid: z.boolean() }),
  errors: { PAY_UNAVAILABLE: '暂时查不到支付结果，请稍后下拉刷新' },
});

export const cancelOrder = defineCall('cancelOrder', {
  context: 'orders',
  deploy: 'myOrders',
  title: '取消订单',
  who: ['shopper'],
  once: true,
  input: z.object({ requestId: RequestId, orderId: Id, reason: Note(60).default('') }),
  output: z.object({ status: OrderStatus, refundFen: Fen }),
  errors: { TOO_LATE: '门店已开始备货，不能直接取消，请联系门店' },
});

export const OrderLine = z.object({
  lineId: Id,
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  unit: z.string(),
  barcode: z.string(),
  qty: Qty,
  /** Picked pieces; null before picking ends. */
  picked: Count.nullable(),
  priceFen: Fen,
  listPriceFen: Fen,
  payFen: Fen,
});
const OrderBrief = z.object({
  orderId: Id,
  orderNo: z.string(),
  storeId: Id,
  storeName: z.string(),
  mode: Mode,
  status: OrderStatus,
  statusText: z.string(),
  lines: z.array(OrderLine),
  pieces: Count,
  payableFen: Fen,
  refundedFen: Fen,
  createdAt: Time,
  payBefore: Time,
  readyAt: Time.nullable(),
  /** The time the shopper chose, in words; empty: as soon as possible. */
  slotText: z.string(),
});
export const Step = z.object({ at: Time, text: z.string(), by: z.string() });

export const listMyOrders = defineCall('listMyOrders', {
  context: 'orders',
  deploy: 'myOrders',
  title: '我的订单',
  who: ['shopper'],
  input: z.object({
    tab: z.enum(['all', 'pendingPay', 'doing', 'done']).default('all'),
    cursor: Cursor.optional(),
  }),
  output: pageOf(OrderBrief),
});

export const getOrder = defineCall('getOrder', {
  context: 'orders',
  deploy: 'myOrders',
  title: '订单详情',
  who: ['shopper'],
  input: z.object({ orderId: Id }),
  output: OrderBrief.extend({
    quote: Totals,
    remark: z.string(),
    address: z.object({ name: z.string(), phone: z.string(), text: z.string() }).nullable(),
    store: z.object({
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      loc: z.object({ lng: z.number(), lat: z.number() }),
    }),
    /** Shown as QR and digits while there is something to pick up. */
    pickupCode: z.string().nullable(),
    steps: z.array(Step),
    refunds: z.array(RefundSeen),
    canPay: z.boolean(),
    canCancel: z.boolean(),
  }),
});

export const explainOrder = defineCall('explainOrder', {
  context: 'orders',
  deploy: 'myOrders',
  title: '订单价格明细',
  who: ['shopper'],
  input: z.object({ orderId: Id }),
  output: OrderBill,
});

/** An order as clerks and HQ see it. */
export const StaffOrder = OrderBrief.extend({
  customer: z.string(),
  phoneMasked: z.string(),
  addressText: z.string(),
  remark: z.string(),
  paidAt: Time.nullable(),
  /** Epoch ms by which the shop should have accepted. */
  acceptBy: Time.nullable(),
  late: z.boolean(),
});
// ---- payment company, timers, HQ ----

/** HTTP access: the raw request; the signature is verified before anything is parsed. */
export const notifyWechatPay = defineCall('notifyWechatPay', {
  context: 'orders',
  title: '微信支付回调',
  kind: 'http',
  who: ['gateway'],
  input: z.object({}),
  output: z.object({}),
});

export const timeoutOrders = defineTimer('timeoutOrders', {
  context: 'orders',
  title: '超时未付订单释放',
  cron: '0 */1 * * * * *',
  timeoutS: 60,
  output: z.object({ cancelled: Count, settled: Count, released: Count, more: z.boolean() }),
});

export const OrderSort = orderOf('createdAt', 'payableFen');
export const searchOrders = defineCall('searchOrders', {
  context: 'orders',
  deploy: 'hqOrders',
  title: '订单查询',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    status: OrderStatus.optional(),
    mode: Mode.optional(),
    orderNo: z.string().max(40).optional(),
    /** Exact phone; found by blind index, never stored in the clear. */
    phone: z
      .string()
      .regex(/^1\d{10}$/)
      .optional(),
    from: Time.optional(),
    to: Time.optional(),
    sort: OrderSort.optional(),
    ...TablePage,
  }),
  output: tableOf(StaffOrder),
});

export const getOrderHq = defineCall('getOrderHq', {
  context: 'orders',
  deploy: 'hqOrders',
  title: '订单详情（总部）',
  who: HQ_ROLES,
  input: z.object({ orderId: Id }),
  output: StaffOrder.extend({
    quote: Totals,
    steps: z.array(Step),
    payment: z
      .object({
        outTradeNo: z.string(),
        status: z.string(),
        amountFen: Fen,
        paidAt: Time.nullable(),
      })
      .nullable(),
    refunds: z.array(RefundSeen),
  }),
});

export const explainOrderHq = defineCall('explainOrderHq', {
  context: 'orders',
  deploy: 'hqOrders',
  title: '订单价格明细（总部）',
  who: HQ_ROLES,
  input: z.object({ orderId: Id }),
  output: OrderBill,
});
