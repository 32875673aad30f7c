import { main as notifyWechatPay } from '../../orders/notifyWechatPay';
import type { Caller, TestWorld } from '../../kit/testing';
import { main as buyBlackGold } from '../buyBlackGold';
import { main as topUp } from '../topUp';

/** The payment company calls back. */
export const notified = (world: TestWorld, event: unknown) =>
  world.send(notifyWechatPay, event, world.as.gateway());

/** The payment number of a top-up or a card. */
export function numberOf({ db }: TestWorld, id: string): string {
  const payment = db.rows('payments').find(({ orderId }) => orderId === id);
  if (!payment) throw new Error(`no payment of ${id}`);
  return payment._id;
}

/** Opens a top-up and pays on the phone; the callback has not come yet. */
export async function paidTopUp(
  world: TestWorld,
  who: Caller,
  wanted: { planId?: string; amountFen?: number; storeId?: string },
): Promise<{ topUpId: string; outTradeNo: string }> {
  const { topUpId } = await world.ok(topUp, { requestId: world.requestId(), ...wanted }, who);
  const outTradeNo = numberOf(world, topUpId);
  world.pay.settle(outTradeNo);
  return { topUpId, outTradeNo };
}

/** The same, booked. */
export async function toppedUp(
  world: TestWorld,
  who: Caller,
  wanted: Parameters<typeof paidTopUp>[2],
): Promise<string> {
  const { topUpId, outTradeNo } = await paidTopUp(world, who, wanted);
  await mustTake(world, outTradeNo);
  return topUpId;
}

/** A paid year of the card. */
export async function boughtCard(world: TestWorld, who: Caller): Promise<string> {
  const { saleId } = await world.ok(buyBlackGold, { requestId: world.requestId() }, who);
  const outTradeNo = numberOf(world, saleId);
  world.pay.settle(outTradeNo);
  await mustTake(world, outTradeNo);
  return saleId;
}

async function mustTake(world: TestWorld, outTradeNo: string): Promise<void> {
  const answer = await notified(world, world.pay.callback(outTradeNo));
  if (answer.statusCode !== 200) throw new Error(`callback: ${answer.statusCode} ${answer.body}`);
}
