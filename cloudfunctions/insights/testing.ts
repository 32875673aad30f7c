import { main as checkPayment } from '../orders/checkPayment';
import { main as payOrder } from '../orders/payOrder';
import { shopWorld } from '../orders/testing';
import { main as dispatchOutbox } from './dispatchOutbox';
import { main as getBoard } from './getBoard';

/** A shop with orders really placed and paid, its outbox, and headquarters looking at the board. */
export function boardWorld(options: Parameters<typeof shopWorld>[0] = {}) {
  const w = shopWorld({ pieces: 50, ...options });
  const { id, identity } = w.buyer;
  const place = { collection: 'members', id, field: 'openid' } as const;
  w.db.put('members', {
    _id: id,
    openid: w.seal.seal(place, identity.openid ?? ''),
    nickname: '小周',
    createdAt: 0,
    lastStoreId: null,
  });
  const hq = w.as.hq(['hqOwner']);
  /** Buys `qty` teas and pays. */
  const buy = async (qty: number) => {
    const lines = [{ skuId: 'tea', qty }];
    const { orderId } = await w.place({ lines, expectedPayableFen: qty * 1200 });
    await w.ok(payOrder, { orderId }, w.buyer);
    const [payment] = w.db.rows('payments').filter((p) => p.orderId === orderId);
    w.pay.settle(payment?._id ?? '');
    await w.ok(checkPayment, { orderId }, w.buyer);
    return orderId;
  };
  const run = () => w.ok(dispatchOutbox, {}, w.as.timer());
  const board = (day?: string) => w.ok(getBoard, day ? { day } : {}, hq);
  return { ...w, hq, buy, run, board };
}
export type BoardWorld = ReturnType<typeof boardWorld>;
