/** Life of an order: one declared table; every function moves by it and nothing moves otherwise. */
export type OrderStatus =
  | 'pendingPay'
  | 'paid'
  | 'accepted'
  | 'picking'
  | 'ready'
  | 'delivering'
  | 'completed'
  | 'cancelled';
export type Mode = 'pickup' | 'delivery';

interface Move {
  readonly from: readonly OrderStatus[];
  readonly to: OrderStatus;
  /** Only for orders of this mode; both without. */
  readonly mode?: Mode;
  /** What the shopper reads in the order's history. */
  readonly text: string;
}

export const ORDER_MOVES = {
  pay: { from: ['pendingPay'], to: 'paid', text: '支付成功，等待门店接单' },
  payAtTill: { from: ['pendingPay'], to: 'paid', text: '已在收银台付款' },
  takeAway: { from: ['paid'], to: 'completed', text: '当面付清，商品已带走' },
  notPaid: { from: ['pendingPay'], to: 'cancelled', text: '收银台没有收到付款' },
  cancel: { from: ['pendingPay', 'paid'], to: 'cancelled', text: '你取消了订单' },
  timeout: { from: ['pendingPay'], to: 'cancelled', text: '超时未付款，订单已自动取消' },
  accept: { from: ['paid'], to: 'accepted', text: '门店已接单' },
  reject: { from: ['paid', 'accepted'], to: 'cancelled', text: '门店暂时无法接单' },
  startPick: { from: ['accepted'], to: 'picking', text: '门店正在备货' },
  finishPick: { from: ['accepted', 'picking'], to: 'ready', text: '已备好货' },
  nothingFound: {
    from: ['accepted', 'picking'],
    to: 'cancelled',
    text: '商品全部缺货，订单已取消',
  },
  handOver: { from: ['ready'], to: 'completed', mode: 'pickup', text: '已取货，订单完成' },
  dispatch: { from: ['ready'], to: 'delivering', mode: 'delivery', text: '已出发配送' },
  deliver: { from: ['delivering'], to: 'completed', mode: 'delivery', text: '已送达，订单完成' },
} as const satisfies Record<string, Move>;
export type OrderMove = keyof typeof ORDER_MOVES;

interface Moving {
  readonly status: OrderStatus;
  readonly mode: Mode;
}

/** Where the move leads, or null when this order cannot make it now. */
export function nextStatus(order: Moving, name: OrderMove): OrderStatus | null {
  const move: Move = ORDER_MOVES[name];
  if (move.mode !== undefined && move.mode !== order.mode) return null;
  return move.from.includes(order.status) ? move.to : null;
}

const TEXT: Record<OrderStatus, string> = {
  pendingPay: '待付款',
  paid: '待接单',
  accepted: '待备货',
  picking: '备货中',
  ready: '待取货',
  delivering: '配送中',
  completed: '已完成',
  cancelled: '已取消',
};
export const statusText = (order: Moving): string =>
  order.status === 'ready' && order.mode === 'delivery' ? '待配送' : TEXT[order.status];

/** Reserved pieces and used coupons belong to orders in these states. */
export const LIVE = ['pendingPay', 'paid', 'accepted', 'picking', 'ready', 'delivering'] as const;
export const isLive = (status: OrderStatus): boolean => LIVE.some((live) => live === status);

/** Queues of the shop's order page. */
export const QUEUES = {
  new: ['paid'],
  picking: ['accepted', 'picking'],
  ready: ['ready'],
  delivering: ['delivering'],
  done: ['completed', 'cancelled'],
} as const satisfies Record<string, readonly OrderStatus[]>;
export type Queue = keyof typeof QUEUES;

/** Tabs of the shopper's order list. */
export const TABS = {
  pendingPay: ['pendingPay'],
  doing: ['paid', 'accepted', 'picking', 'ready', 'delivering'],
  done: ['completed', 'cancelled'],
} as const satisfies Record<string, readonly OrderStatus[]>;

/** Pieces by SKU, summed first: a SKU in two lines is one demand (medusa #16502). */
export function demandOf(
  lines: readonly { readonly skuId: string; readonly qty: number }[],
): Map<string, number> {
  const demand = new Map<string, number>();
  for (const { skuId, qty } of lines) demand.set(skuId, (demand.get(skuId) ?? 0) + qty);
  return demand;
}
