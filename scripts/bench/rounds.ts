import { main as getOrder } from '../../cloudfunctions/orders/getOrder';
import { main as payOrder } from '../../cloudfunctions/orders/payOrder';
import { notify, outTradeNoOf } from '../../cloudfunctions/orders/payment/testing';
import { main as placeOrder } from '../../cloudfunctions/orders/placeOrder';
import { main as previewCart } from '../../cloudfunctions/orders/previewCart';
import { aSku, shelve, shopWorld, STORE, TEA_FEN } from '../../cloudfunctions/orders/testing';
import { main as locateStore } from '../../cloudfunctions/stores/locateStore';

/**
 * How many database round trips of each function wait for an earlier one: what a shopper's wait is made of.
 * Exact, on the database in memory: calls made at the same moment are let through together, as one round.
 */
export async function roundsOf(): Promise<Map<string, number>> {
  let rounds = 0;
  let waiting: (() => void)[] = [];
  const release = () => {
    const now = waiting;
    waiting = [];
    rounds += 1;
    for (const go of now) go();
  };
  const point = () =>
    new Promise<void>((resolve) => {
      // Runs when all that could be asked without an answer has been asked.
      if (waiting.push(resolve) === 1) setImmediate(release);
    });

  const world = shopWorld({ point, pieces: 100 });
  shelve(world, STORE, aSku('rice', 500), 100);
  const found = new Map<string, number>();
  const count = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    rounds = 0;
    const value = await work();
    found.set(name, rounds);
    return value;
  };

  const lines = [
    { skuId: 'tea', qty: 1 },
    { skuId: 'rice', qty: 2 },
  ];
  const asked = world.order({ lines, expectedPayableFen: TEA_FEN + 1_000 });
  const { buyer } = world;
  await count('previewCart', () =>
    world.ok(previewCart, { storeId: STORE, mode: 'pickup', lines }, buyer),
  );
  const { orderId } = await count('placeOrder', () => world.ok(placeOrder, asked, buyer));
  await count('payOrder', () => world.ok(payOrder, { orderId }, buyer));
  const outTradeNo = outTradeNoOf(world, orderId);
  world.pay.settle(outTradeNo);
  await count('notifyWechatPay', () => notify(world, world.pay.callback(outTradeNo)));
  await count('getOrder', () => world.ok(getOrder, { orderId }, buyer));
  const locate = () => world.ok(locateStore, { point: { lng: 120.13, lat: 30.28 } }, buyer);
  await count('locateStore.cold', locate);
  await count('locateStore', locate);
  return found;
}
