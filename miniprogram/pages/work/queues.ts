import { accept } from '../../components/work-panel/acts';
import { call, type Answer } from '../../services/call';
import { newRequestId } from '../../services/requestId';
import type { StaffOrder } from '../../services/shapes';

export const QUEUES = [
  { value: 'new', label: '待接单' },
  { value: 'picking', label: '备货' },
  { value: 'out', label: '待取 · 配送' },
] as const;
export type Queue = (typeof QUEUES)[number]['value'];
export interface Counts {
  new: number;
  picking: number;
  out: number;
}
export type Read =
  | { readonly ok: true; readonly orders: StaffOrder[]; readonly counts: Counts }
  | Extract<Answer<'listStoreOrders'>, { ok: false }>;

/** A queue as clerks see it: what waits for its customer and what is on the road lie together. */
export async function readQueue(storeId: string, queue: Queue): Promise<Read> {
  const names = queue === 'out' ? (['ready', 'delivering'] as const) : ([queue] as const);
  const replies = await Promise.all(
    names.map((name) => call('listStoreOrders', { storeId, queue: name })),
  );
  const orders: StaffOrder[] = [];
  let counts: Counts = { new: 0, picking: 0, out: 0 };
  for (const reply of replies) {
    if (!reply.ok) return reply;
    const { ready, delivering, ...rest } = reply.data.counts;
    counts = { new: rest.new, picking: rest.picking, out: ready + delivering };
    orders.push(...reply.data.items);
  }
  return { ok: true, orders, counts };
}

const accepting = new Map<string, string>();

/** One tap on a card; tapped twice it is the same request. */
export async function acceptInQueue(order: StaffOrder): Promise<void> {
  const requestId = accepting.get(order.orderId) ?? newRequestId();
  accepting.set(order.orderId, requestId);
  await accept(order, requestId);
}

export const TOOLS = [
  { icon: 'wallet', text: '收银', page: 'till' },
  { icon: 'scan', text: '扫码交货', page: 'handover' },
  { icon: 'ticket', text: '核销券', page: 'redeem' },
  { icon: 'user', text: '会员充值', page: 'member' },
  { icon: 'tag', text: '活动特价', page: 'campaigns' },
  { icon: 'box', text: '库存', page: 'stock' },
  { icon: 'edit', text: '入库报损', page: 'record' },
  { icon: 'list', text: '盘点单', page: 'counts' },
  { icon: 'clock', text: '临期', page: 'expiring' },
  { icon: 'note', text: '库存单据', page: 'docs' },
  { icon: 'alert', text: '预警', page: 'alerts' },
  { icon: 'swap', text: '调拨', page: 'transfers' },
  { icon: 'truck', text: '要货', page: 'requests' },
  { icon: 'clock', text: '到货', page: 'arrivals' },
  { icon: 'shield', text: '售后', page: 'cases' },
];
