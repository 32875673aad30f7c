import type { Caller } from '../../kit/testing';
import { main as acceptOrder } from '../acceptOrder';
import { main as finishPick } from '../finishPick';
import { main as notifyWechatPay } from '../notifyWechatPay';
import { main as payOrder } from '../payOrder';
import { STORE, type ShopWorld } from '../testing';

/** The order's payment number. */
export function outTradeNoOf(world: ShopWorld, orderId: string): string {
  const payment = world.db.rows('payments').find((p) => p.orderId === orderId);
  if (!payment) throw new Error(`no payment of ${orderId}`);
  return payment._id;
}

/** The payment company calls back. */
export const notify = (world: ShopWorld, event: unknown) =>
  world.send(notifyWechatPay, event, world.as.gateway());

/** Opens the payment and pays, without the callback. */
export async function capture(world: ShopWorld, orderId: string, who: Caller = world.buyer) {
  await world.ok(payOrder, { orderId }, who);
  const outTradeNo = outTradeNoOf(world, orderId);
  world.pay.settle(outTradeNo);
  return outTradeNo;
}

/** Places, pays and is called back. */
export async function paidOrder(
  world: ShopWorld,
  more: Parameters<ShopWorld['order']>[0] = {},
): Promise<string> {
  const { orderId } = await world.place(more);
  const outTradeNo = await capture(world, orderId);
  const answer = await notify(world, world.pay.callback(outTradeNo));
  if (answer.statusCode !== 200) throw new Error(`callback: ${answer.statusCode} ${answer.body}`);
  return orderId;
}

export const ofShop = (world: ShopWorld, orderId: string) => ({
  requestId: world.requestId(),
  storeId: STORE,
  orderId,
});

/** Paid, accepted and picked in full: waits on the counter. */
export async function readyOrder(
  world: ShopWorld,
  more: Parameters<ShopWorld['order']>[0] = {},
): Promise<string> {
  const orderId = await paidOrder(world, more);
  await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
  await world.ok(finishPick, { ...ofShop(world, orderId), picked: [] }, world.clerk);
  return orderId;
}
