import type { orders as zh } from '../zh/orders';

/** States of a payment, as the server names them. */
const payState: Record<string, string> = { created: 'Unpaid', paid: 'Paid', closed: 'Closed' };

export const orders: typeof zh = {
  sub: 'Exact search by order number or phone',
  search: 'Order no. / phone',
  anyStatus: 'Any status',
  anyMode: 'Any mode',
  empty: 'No orders match',
  late: 'Late',
  one: 'Order',
  title: (no) => `Order ${no}`,
  status: {
    pendingPay: 'Unpaid',
    paid: 'To accept',
    accepted: 'Accepted',
    picking: 'Picking',
    ready: 'Ready',
    delivering: 'Delivering',
    completed: 'Completed',
    cancelled: 'Cancelled',
  },
  mode: { pickup: 'Pick-up', delivery: 'Delivery' },
  columns: {
    no: 'Order no.',
    status: 'Status',
    store: 'Shop',
    mode: 'Mode',
    customer: 'Customer',
    goods: 'Goods',
    pay: 'Paid',
    refund: 'Refunded',
    at: 'Ordered',
  },
  goods: (first, lines, pieces) =>
    lines > 1 ? `${first} +${lines - 1} more, ${pieces} pcs` : `${first} ×${pieces}`,
  lines: (lines, pieces) => `${lines} products, ${pieces} pieces`,
  short: (n) => `${n} short`,
  payable: 'Paid',
  refunded: 'Refunded',
  payment: 'Payment',
  refunds: 'Refunds',
  payState,
  refund: { pending: 'Pending', done: 'Done', failed: 'Failed' },
  steps: 'Progress',
  remark: 'Remark',
  revealGo: 'Show',
  noPhone: 'no phone left',
  reveal: 'Show full contact',
  revealReason: 'Reason (goes into the audit log)',
};
