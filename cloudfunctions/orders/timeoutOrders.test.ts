import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { PAY_WITHIN_MS } from './checkout/newOrder';
import { capture, notify } from './payment/testing';
import { main as payOrder } from './payOrder';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { TEA_FEN, shopWorld, type ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

const sound = (world: ShopWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
const run = (world: ShopWorld) => world.ok(timeoutOrders, {}, world.as.timer());

describe('an order nobody pays', () => {
  test('ends after a quarter of an hour: stock 0 becomes 3 again, the coupon is free', async () => {
    const world = shopWorld({ pieces: 3 });
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const lines = [{ skuId: 'tea', qty: 3 }];
    const { orderId } = await world.place({ lines, couponId, expectedPayableFen: 3_100 });
    world.clock.advance(PAY_WITHIN_MS);
    expect(await run(world)).toMatchObject({ cancelled: 0 });
    world.clock.advance(1);
    expect(await run(world)).toMatchObject({ cancelled: 1, settled: 0, more: false });
    expect(world.doc(orderId).status).toBe('cancelled');
    expect(world.stock()).toMatchObject({ available: 3, reserved: 0 });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'unused' });
    sound(world);
  });

  test('three timers at once release it once', async () => {
    const world = shopWorld();
    await world.place();
    await world.place();
    world.clock.advance(PAY_WITHIN_MS + 1);
    const runs = await Promise.all([run(world), run(world), run(world)]);
    expect(runs.reduce((n, { cancelled }) => n + cancelled, 0)).toBe(2);
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0 });
    sound(world);
  });

  test('paid in the last second with the callback lost: the payment counts', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    await capture(world, orderId);
    world.clock.advance(PAY_WITHIN_MS + 1);
    expect(await run(world)).toMatchObject({ cancelled: 0, settled: 1 });
    expect(world.doc(orderId).status).toBe('paid');
    sound(world);
  });

  test('its open payment is closed first', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    await world.ok(payOrder, { orderId }, world.buyer);
    world.clock.advance(PAY_WITHIN_MS + 1);
    await run(world);
    expect([...world.pay.payments.values()][0]?.state.state).toBe('CLOSED');
    expect(world.db.rows('payments')[0]).toMatchObject({ status: 'closed' });
    sound(world);
  });

  test('waits while the payment company cannot be asked, but not for ever', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    world.clock.advance(PAY_WITHIN_MS + 1);
    world.pay.failNext(2);
    expect(await run(world)).toMatchObject({ cancelled: 0, settled: 0 });
    world.clock.advance(31 * MINUTE_MS);
    world.pay.failNext(2);
    expect(await run(world)).toMatchObject({ cancelled: 1 });
    // The money comes to light later and goes back.
    await notify(world, world.pay.callback(outTradeNo));
    expect(world.doc(orderId)).toMatchObject({ status: 'cancelled', refundedFen: TEA_FEN });
    sound(world);
  });

  test('paid between the look and the decision: it stays paid', async () => {
    let calls = 0;
    let between = () => {};
    const world = shopWorld({
      point: async () => {
        calls += 1;
        // The lease, the look, and now the payment is asked for.
        if (calls === 3) between();
      },
    });
    const { orderId } = await world.place();
    world.clock.advance(PAY_WITHIN_MS + 1);
    const paid = { ...world.doc(orderId), status: 'paid' as const };
    between = () => world.db.put('orders', paid);
    calls = 0;
    expect(await run(world)).toMatchObject({ cancelled: 0 });
    expect(world.doc(orderId)).toEqual(paid);
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1 });
  });

  test('a coupon that expired while it was held counts at payment', async () => {
    const world = shopWorld();
    const soon = { validTo: world.clock.now + 1_000 };
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'), soon);
    const { orderId } = await world.place({ couponId, expectedPayableFen: 700 });
    world.clock.advance(5 * MINUTE_MS);
    await notify(world, world.pay.callback(await capture(world, orderId)));
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'used' });
    sound(world);
  });

  test('more than a page is worked off by the next runs', async () => {
    const world = shopWorld({ pieces: 150 });
    for (let i = 0; i < 120; i += 1) await world.place({}, world.as.shopper(`p${i}`));
    world.clock.advance(PAY_WITHIN_MS + 1);
    expect(await run(world)).toMatchObject({ cancelled: 100, more: true });
    expect(await run(world)).toMatchObject({ cancelled: 20, more: false });
    expect(world.stock()).toMatchObject({ available: 150, reserved: 0 });
    sound(world);
  });
});

test('only the platform’s clock may run it', async () => {
  const world = shopWorld();
  for (const who of [world.buyer, world.clerk, world.as.anonymous(), world.as.hq(['hqOwner'])])
    expect(await world.call(timeoutOrders, {}, who)).toMatchObject({ code: 'NOT_ALLOWED' });
});
