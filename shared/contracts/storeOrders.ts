import * as z from 'zod';
import { STORE_ROLES, defineCall } from './kit';
import { OrderBill } from './orderBill';
import { OrderLine, OrderStatus, Totals, StaffOrder, Step } from './orders';
import { Count, Cursor, Fen, Id, RequestId, Text } from './shapes';

const OfStore = { requestId: RequestId, storeId: Id, orderId: Id };
const Moved = z.object({ status: OrderStatus });
const staff = { context: 'orders', deploy: 'storeOrders', scope: 'storeId' } as const;
const WRONG_STATE = '这笔订单的状态已经变了，请刷新后再操作';

export const listStoreOrders = defineCall('listStoreOrders', {
  ...staff,
  title: '门店订单队列',
  who: [...STORE_ROLES, 'device'],
  input: z.object({
    storeId: Id,
    queue: z.enum(['new', 'picking', 'ready', 'delivering', 'done']).default('new'),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    items: z.array(StaffOrder),
    next: Cursor.optional(),
    counts: z.object({ new: Count, picking: Count, ready: Count, delivering: Count }),
  }),
});

export const getStoreOrder = defineCall('getStoreOrder', {
  ...staff,
  title: '门店订单详情',
  who: STORE_ROLES,
  input: z.object({ storeId: Id, orderId: Id }),
  output: StaffOrder.extend({ steps: z.array(Step), quote: Totals }),
});

export const explainStoreOrder = defineCall('explainStoreOrder', {
  ...staff,
  title: '门店订单价格明细',
  who: STORE_ROLES,
  input: z.object({ storeId: Id, orderId: Id }),
  output: OrderBill,
});

export const acceptOrder = defineCall('acceptOrder', {
  ...staff,
  title: '接单',
  who: STORE_ROLES,
  once: true,
  input: z.object(OfStore),
  output: Moved,
  errors: { WRONG_STATE },
});

export const rejectOrder = defineCall('rejectOrder', {
  ...staff,
  title: '拒单并退款',
  who: ['storeManager', 'service'],
  once: true,
  input: z.object({ ...OfStore, reason: Text(60) }),
  output: z.object({ status: OrderStatus, refundFen: Fen }),
  errors: { WRONG_STATE },
});

/** Sent by itself with the first mark on the pick list. */
export const startPick = defineCall('startPick', {
  ...staff,
  title: '开始备货',
  who: ['storeManager', 'picker', 'cashier'],
  once: true,
  input: z.object(OfStore),
  output: Moved,
  errors: { WRONG_STATE },
});

export const finishPick = defineCall('finishPick', {
  ...staff,
  title: '备货完成（可缺货）',
  who: ['storeManager', 'picker', 'cashier'],
  once: true,
  input: z.object({ ...OfStore, picked: z.array(z.object({ lineId: Id, qty: Count })).max(50) }),
  /** Missing pieces are refunded exactly; an order with nothing picked is cancelled. */
  output: z.object({ status: OrderStatus, refundFen: Fen }),
  errors: { WRONG_STATE, PICKED_TOO_MANY: '备货数量不能超过下单数量，请核对' },
});

export const redeemPickup = defineCall('redeemPickup', {
  ...staff,
  title: '核销自提码',
  who: ['storeManager', 'cashier', 'picker'],
  once: true,
  input: z.object({ requestId: RequestId, storeId: Id, code: z.string().trim().min(8).max(64) }),
  output: z.object({
    orderId: Id,
    orderNo: z.string(),
    customer: z.string(),
    lines: z.array(OrderLine),
    status: OrderStatus,
  }),
  errors: {
    CODE_UNKNOWN: '没有找到这个自提码，请核对是否本店订单',
    ALREADY_PICKED: '这笔订单已经取走了',
    NOT_READY: '这笔订单还没备好货，请先完成备货',
    CANCELLED: '这笔订单已取消，不能取货',
  },
});

export const moveDelivery = defineCall('moveDelivery', {
  ...staff,
  title: '配送出发、送达',
  who: ['storeManager', 'picker', 'cashier'],
  once: true,
  input: z.object({ ...OfStore, to: z.enum(['dispatched', 'delivered']) }),
  output: Moved,
  errors: { WRONG_STATE },
});
