import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as cancelOrder } from './cancelOrder';
import { main as getOrder } from './getOrder';
import { main as moveDelivery } from './moveDelivery';
import { ofShop, paidOrder, readyOrder } from './payment/testing';
import { main as redeemPickup } from './redeemPickup';
import { STORE, shopWorld, type ShopWorld } from './testing';

const sound = (world: ShopWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
const scan = (world: ShopWorld, code: string, storeId = STORE) => ({
  requestId: world.requestId(),
  storeId,
  code,
});
/** As the shopper reads it from the page. */
async function codeOf(world: ShopWorld, orderId: string): Promise<string> {
  const { pickupCode } = await world.ok(getOrder, { orderId }, world.buyer);
  if (pickupCode === null) throw new Error('no code is shown');
  return pickupCode;
}

describe('picking up with a code', () => {
  test('hands over once: the reservation is consumed, the sale is journalled', async () => {
    const world = shopWorld();
    const orderId = await readyOrder(world);
    const code = await codeOf(world, orderId);
    expect(code).toMatch(/^\d{10}$/);
    const typed = `${code.slice(0, 4)} ${code.slice(4)}`;
    const done = await world.ok(redeemPickup, scan(world, typed), world.clerk);
    expect(done).toMatchObject({ orderId, status: 'completed' });
    expect(world.stock()).toMatchObject({ available: 9, reserved: 0 });
    expect(world.db.row('stockMoves', `${orderId}:SALE:${STORE}:tea`)).toMatchObject({
      qty: -1,
      after: 9,
    });
    expect(world.db.row('outbox', `${orderId}:order.completed:0`)?.payload).toMatchObject({
      pieces: 1,
      storeId: STORE,
    });
    const again = await world.call(redeemPickup, scan(world, code), world.clerk);
    expect(again).toMatchObject({ ok: false, code: 'ALREADY_PICKED' });
    expect((await world.ok(getOrder, { orderId }, world.buyer)).pickupCode).toBeNull();
    sound(world);
  });

  test('five scanners at once: one hands over', async () => {
    const world = shopWorld();
    const code = await codeOf(world, await readyOrder(world));
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => world.call(redeemPickup, scan(world, code), world.clerk)),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(world.stock()).toMatchObject({ available: 9, reserved: 0 });
    sound(world);
  });

  test('the same scan sent twice by a bad network answers the same', async () => {
    const world = shopWorld();
    const input = scan(world, await codeOf(world, await readyOrder(world)));
    const first = await world.ok(redeemPickup, input, world.clerk);
    expect(await world.ok(redeemPickup, input, world.clerk)).toEqual(first);
  });

  test('in another shop a good code looks unknown, and nothing moves', async () => {
    const world = shopWorld();
    const code = await codeOf(world, await readyOrder(world));
    const foreign = world.as.staff({ roles: ['storeManager'], storeId: 's2' });
    const before = world.db.dump();
    const there = await world.call(redeemPickup, scan(world, code, 's2'), foreign);
    const made = await world.call(redeemPickup, scan(world, '0000000000', 's2'), foreign);
    expect(there).toMatchObject({ ok: false, code: 'CODE_UNKNOWN' });
    expect(there).toMatchObject({ message: made.ok ? '' : made.message });
    expect(await world.call(redeemPickup, scan(world, code), foreign)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(world.db.dump()).toBe(before);
  });

  test('not before it is picked, and not once it is cancelled', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const code = await codeOf(world, orderId);
    const early = await world.call(redeemPickup, scan(world, code), world.clerk);
    expect(early).toMatchObject({ ok: false, code: 'NOT_READY' });
    const cancel = { requestId: world.requestId(), orderId };
    await world.ok(cancelOrder, cancel, world.buyer);
    const late = await world.call(redeemPickup, scan(world, code), world.clerk);
    expect(late).toMatchObject({ ok: false, code: 'CANCELLED' });
    sound(world);
  });

  test('codes stand nowhere in the clear', async () => {
    const world = shopWorld();
    const code = await codeOf(world, await readyOrder(world));
    expect(world.db.dump()).not.toContain(code);
  });
});

describe('delivery', () => {
  async function readyToGo() {
    const world = shopWorld();
    const { id } = world.buyer;
    const place = { collection: 'addressBooks', id, field: 'home' } as const;
    const contact = { region: '杭州西湖', detail: '1 幢', name: '王小明', phone: '13800138000' };
    const loc = { lng: 120.131, lat: 30.281 };
    const sealed = world.seal.seal(place, JSON.stringify(contact));
    const home = { addressId: 'home', sealed, tag: '家', loc, isDefault: true };
    world.db.put('addressBooks', { _id: id, addresses: [home] });
    const lines = [{ skuId: 'tea', qty: 2 }];
    const more = { mode: 'delivery' as const, addressId: 'home', expectedPayableFen: 3_000 };
    return { world, orderId: await readyOrder(world, { lines, ...more }) };
  }

  test('leaves, arrives, and only then leaves the books', async () => {
    const { world, orderId } = await readyToGo();
    const move = (to: 'dispatched' | 'delivered') => ({ ...ofShop(world, orderId), to });
    expect(await world.call(moveDelivery, move('delivered'), world.clerk)).toMatchObject({
      code: 'WRONG_STATE',
    });
    await world.ok(moveDelivery, move('dispatched'), world.clerk);
    expect(world.stock()).toMatchObject({ available: 8, reserved: 2 });
    await world.ok(moveDelivery, move('delivered'), world.clerk);
    expect(world.stock()).toMatchObject({ available: 8, reserved: 0 });
    sound(world);
  });

  test('has no pick-up code', async () => {
    const { world, orderId } = await readyToGo();
    expect((await world.ok(getOrder, { orderId }, world.buyer)).pickupCode).toBeNull();
  });
});
