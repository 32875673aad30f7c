import { money } from '#shared/domain/money';
import { call, say, type Answer } from '../../services/call';
import { send, type Sent } from '../../services/outbox';
import { newRequestId } from '../../services/requestId';
import type { StaffOrderFull } from '../../services/shapes';
import { dropPicks, type Picks } from './picks';

/** `left`: the clerk thought better of it. */
export type Done = 'done' | 'left';
type Order = Pick<StaffOrderFull, 'storeId' | 'orderId'>;

const LATER = '网络断了，已记下，恢复后自动发送';

export async function accept({ storeId, orderId }: Order, requestId: string): Promise<Done> {
  const input = { requestId, storeId, orderId };
  return tell(
    await send({ name: 'acceptOrder', input, about: orderId, label: '接单' }),
    () => '已接单',
  );
}

/**
 * Said by itself with the first mark on the list. Nobody waits for it: an order may be finished without, and
 * when somebody else was quicker the next look shows that.
 */
export async function begin({ storeId, orderId }: Order): Promise<boolean> {
  const reply = await call('startPick', { requestId: newRequestId(), storeId, orderId });
  return reply.ok;
}

export async function finish(order: Order, requestId: string, picks: Picks): Promise<Done> {
  const { storeId, orderId } = order;
  const picked = Object.entries(picks).map(([lineId, { qty }]) => ({ lineId, qty }));
  const input = { requestId, storeId, orderId, picked };
  const sent = await send({ name: 'finishPick', input, about: orderId, label: '备货完成' });
  if (sent.kind === 'waiting' || sent.answer.ok) dropPicks(orderId);
  return tell(sent, ({ refundFen }) =>
    refundFen > 0 ? `已备好，缺货 ${money(refundFen)} 会退给顾客` : '已备好，顾客会收到通知',
  );
}

export async function move(
  { storeId, orderId }: Order,
  requestId: string,
  to: 'dispatched' | 'delivered',
): Promise<Done> {
  const label = to === 'dispatched' ? '出发配送' : '已送达';
  const input = { requestId, storeId, orderId, to };
  return tell(await send({ name: 'moveDelivery', input, about: orderId, label }), () => label);
}

const REASONS = ['商品缺货', '门店太忙', '临时打烊', '地址送不到'];

/** Refusing gives the money back, so it is never queued: the clerk sees that it happened. */
export async function reject({ storeId, orderId }: Order, requestId: string): Promise<Done> {
  const chosen = await wx
    .showActionSheet({ alertText: '拒单后钱会原路退给顾客', itemList: REASONS })
    .catch(() => null);
  const reason = chosen ? REASONS[chosen.tapIndex] : undefined;
  if (reason === undefined) return 'left';
  const reply = await call('rejectOrder', { requestId, storeId, orderId, reason });
  say(reply.ok ? `已拒单，${money(reply.data.refundFen)} 退给顾客` : reply.message);
  return 'done';
}

type Name = 'acceptOrder' | 'finishPick' | 'moveDelivery';
type Data<N extends Name> = Extract<Answer<N>, { ok: true }>['data'];

function tell<N extends Name>(sent: Sent<N>, good: (data: Data<N>) => string): Done {
  if (sent.kind === 'waiting') say(LATER);
  else if (sent.answer.ok) say(good(sent.answer.data as Data<N>));
  else say(sent.answer.message);
  return 'done';
}
