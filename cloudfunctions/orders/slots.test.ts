import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { faultSweep } from '../../tests/faultSweep';
import { main as listSlots } from '../stores/listSlots';
import { main as cancelOrder } from './cancelOrder';
import { main as placeOrder } from './placeOrder';
import { STORE, shopWorld, type ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

/** Pick-up by the hour, one order a slot. */
function slotWorld() {
  const world = shopWorld();
  const store = world.db.row('stores', STORE);
  const pickup = { lenMin: 60, capacity: 1, daysAhead: 0 };
  if (store) world.db.put('stores', { ...store, slots: { pickup, delivery: null } });
  return world;
}
const free = async (world: ShopWorld) =>
  (await world.ok(listSlots, { storeId: STORE, mode: 'pickup' }, world.buyer)).slots.filter(
    ({ left }) => left > 0,
  );
const place = (world: ShopWorld, slotId: string | null, who = world.buyer) =>
  world.call(placeOrder, { ...world.order(), slotId }, who);
const sound = (world: ShopWorld, swept = true) =>
  expect(checkWorld(world.db, { swept, pay: world.pay })).toEqual([]);

describe('slots', () => {
  test('the last place of a slot goes to one of two; the other one chooses again', async () => {
    const world = slotWorld();
    const [first] = await free(world);
    expect(first?.text).toBe('今天 11:00–12:00');
    const slotId = first?.slotId ?? '';
    const other = world.as.shopper('other');
    const both = await Promise.all([place(world, slotId), place(world, slotId, other)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'SLOT_FULL' });
    expect((await free(world)).map((slot) => slot.slotId)).not.toContain(slotId);
    // Whoever lost holds nothing: neither a place nor a piece.
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1, holds: [] });
    expect(world.db.row('deliverySlots', slotId)).toMatchObject({ booked: 1, holds: [] });
    sound(world);
  });

  test('cancelled or not paid in time, the place is free again, once', async () => {
    const world = slotWorld();
    const [first, second] = await free(world);
    const one = await world.ok(
      placeOrder,
      { ...world.order(), slotId: first?.slotId ?? '' },
      world.buyer,
    );
    expect(world.doc(one.orderId)).toMatchObject({
      readyAt: first?.from,
      slot: { until: first?.until },
    });
    const cancel = { requestId: world.requestId(), orderId: one.orderId, reason: '' };
    await world.ok(cancelOrder, cancel, world.buyer);
    await world.call(cancelOrder, cancel, world.buyer);
    expect(await place(world, second?.slotId ?? '')).toMatchObject({ ok: true });
    world.clock.advance(20 * MINUTE_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(world.db.rows('deliverySlots').map(({ booked }) => booked)).toEqual([0, 0]);
    sound(world);
  });

  test('a shop that works by slots wants one; one that is over or was never offered is refused', async () => {
    const world = slotWorld();
    const [first] = await free(world);
    const before = world.db.dump();
    expect(await place(world, null)).toMatchObject({ code: 'SLOT_MISSING' });
    expect(await place(world, `${STORE}:pickup:2026-11-22:0900`)).toMatchObject({
      code: 'SLOT_FULL',
    });
    expect(await place(world, `${STORE}:pickup:2026-11-29:1200`)).toMatchObject({
      code: 'SLOT_FULL',
    });
    expect(world.db.dump()).toBe(before);
    world.clock.advance(2 * HOUR_MS);
    expect(await place(world, first?.slotId ?? '')).toMatchObject({ code: 'SLOT_FULL' });
  });

  test('cut at any point, a place is neither lost nor taken twice', async () => {
    const order = shopWorld().order();
    const struck = await faultSweep(
      slotWorld,
      async (world) => {
        const slotId = `${STORE}:pickup:2026-11-22:1100`;
        return world.call(placeOrder, { ...order, slotId }, world.buyer);
      },
      async (world) => {
        world.clock.advance(30 * MINUTE_MS);
        await world.ok(timeoutOrders, {}, world.as.timer());
        await world.ok(timeoutOrders, {}, world.as.timer());
        sound(world);
      },
    );
    expect(struck).toBeGreaterThan(10);
  });
});
