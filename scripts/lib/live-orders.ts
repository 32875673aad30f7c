import { createHash } from 'node:crypto';
import type { Calls } from '#shared/contracts/index';
import { deployableOf, type CallName } from '#shared/contracts/index';
import type { In, Out, Reply } from '#shared/contracts/kit';
import type { Caller, World } from '../../local/index';
import { shoppers, staff } from '../seed/demo/people';

/** Calls a function of the product as a person, the way the mini-program does. */
export async function callAs<N extends CallName>(
  local: World,
  openid: string,
  name: N,
  input: In<Calls[N]>,
): Promise<Reply<Calls[N]>> {
  const caller: Caller = { via: 'mini', openid };
  return (await local.callFunction(
    deployableOf(name),
    { call: name, ...(input as object) },
    caller,
  )) as Reply<Calls[N]>;
}

export async function must<N extends CallName>(
  local: World,
  openid: string,
  name: N,
  input: In<Calls[N]>,
): Promise<Out<Calls[N]>> {
  const reply = await callAs(local, openid, name, input);
  if (!reply.ok)
    throw new Error(
      `${name}: ${reply.code} ${reply.message} ${JSON.stringify(reply.detail ?? {})} ${reply.traceId}`,
    );
  return reply.data;
}

/** Request ids that depend on what is asked only: seeding twice makes nothing twice. */
const idFor = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);

/** Places and pays an order as the shopper; the local WeChat Pay charges and calls back. */
export async function buy(
  local: World,
  openid: string,
  key: string,
  cart: {
    storeId: string;
    mode: 'pickup' | 'delivery';
    lines: { skuId: string; qty: number }[];
    addressId?: string | null;
  },
) {
  const asked = { ...cart, couponIds: [], addressId: cart.addressId ?? null };
  const { quote } = await must(local, openid, 'previewCart', asked);
  const placed = await must(local, openid, 'placeOrder', {
    ...asked,
    requestId: idFor('place', key),
    expectedPayableFen: quote.payableFen,
  });
  const { paid, payment } = await must(local, openid, 'payOrder', { orderId: placed.orderId });
  if (!paid && payment) {
    await local.wechatPay.confirm(payment.package.replace('prepay_id=', ''), 'success', payment);
    // The callback is on its way; asking the company settles it now.
    await must(local, openid, 'checkPayment', { orderId: placed.orderId });
  }
  return placed;
}

/**
 * A morning's work in the round-the-clock shop, made by using the product: orders waiting, being picked,
 * ready and handed over. A shop may be out of something: such a cart is left out.
 */
export async function makeLiveOrders(local: World): Promise<number> {
  const [manager] = staff;
  if (!manager) return 0;
  const storeId = 'hz01';
  let made = 0;
  for (let i = 0; i < 9; i += 1) {
    const shopper = shoppers[i % shoppers.length];
    if (!shopper) continue;
    const shelf = await must(local, shopper.openid, 'listShelf', { storeId, limit: 60 });
    const stocked = shelf.items.filter((item) => item.stock === 'plenty' && item.priceFen < 4_000);
    const lines = [0, 1, 2].flatMap((k) => {
      const item = stocked[(i * 7 + k * 11) % Math.max(1, stocked.length)];
      return item ? [{ skuId: item.skuId, qty: 1 + ((i + k) % 3) }] : [];
    });
    const unique = [...new Map(lines.map((l) => [l.skuId, l])).values()];
    if (unique.length === 0) continue;
    const key = `live${i}`;
    const { orderId } = await buy(local, shopper.openid, key, {
      storeId,
      mode: 'pickup',
      lines: unique,
    });
    made += 1;
    const of = (step: string) => ({ requestId: idFor(step, key), storeId, orderId });
    if (i < 3) continue;
    await must(local, manager.openid, 'acceptOrder', of('accept'));
    if (i < 5) continue;
    const order = await must(local, manager.openid, 'getStoreOrder', { storeId, orderId });
    await must(local, manager.openid, 'finishPick', {
      ...of('pick'),
      picked: order.lines.map((l) => ({ lineId: l.lineId, qty: l.qty })),
    });
    if (i < 7) continue;
    const mine = await must(local, shopper.openid, 'getOrder', { orderId });
    if (mine.pickupCode)
      await must(local, manager.openid, 'redeemPickup', {
        requestId: idFor('redeem', key),
        storeId,
        code: mine.pickupCode,
      });
  }
  return made;
}
