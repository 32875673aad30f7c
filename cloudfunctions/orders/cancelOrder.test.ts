import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { main as acceptOrder } from './acceptOrder';
import { main as cancelOrder } from './cancelOrder';
import { executeRefund } from './executeRefund';
import { capture, notify, ofShop, outTradeNoOf, paidOrder } from './payment/testing';
import { main as payOrder } from './payOrder';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { STORE, TEA_FEN, aSku, shelve, shopWorld } from './testing';
import type { ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

const sound = (world: ShopWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
const cancel = (world: ShopWorld, orderId: string) => ({
  requestId: world.requestId(),
  orderId,
  reason: '买错了',
});
const run = (world: ShopWorld) => world.ok(timeoutOrders, {}, world.as.timer());

describe('the shopper cancels', () => {
  test('before paying: pieces and coupon are free again', async () => {
    const world = shopWorld({ pieces: 3 });
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const lines = [{ skuId: 'tea', qty: 3 }];
    const { orderId } = await world.place({ lines, couponId, expectedPayableFen: 3_100 });
    expect(world.stock().available).toBe(0);
    await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    expect(world.stock()).toMatchObject({ available: 3, reserved: 0 });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'unused' });
    sound(world);
  });

  test('after paying: everything goes back and the money is sent once', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const orderId = await paidOrder(world, { couponId, expectedPayableFen: 700 });
    const input = cancel(world, orderId);
    const first = await world.ok(cancelOrder, input, world.buyer);
    expect(first).toEqual({ status: 'cancelled', refundFen: 700 });
    expect(await world.ok(cancelOrder, input, world.buyer)).toEqual(first);
    world.clock.advance(2 * MINUTE_MS);
    await Promise.all([run(world), run(world)]);
    expect([...world.pay.refunds.values()]).toMatchObject([{ amountFen: 700, status: 'done' }]);
    expect(world.db.row('refunds', `r_${orderId}_1`)).toMatchObject({ status: 'done' });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'unused' });
    sound(world);
  });

  test('while the money is on its way: booked and refunded in one go', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    const { refundFen } = await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    expect(refundFen).toBe(TEA_FEN);
    await notify(world, world.pay.callback(outTradeNo));
    sound(world);
  });

  test('an open payment is closed, so it cannot be paid any more', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    await world.ok(payOrder, { orderId }, world.buyer);
    await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    expect(() => world.pay.settle(outTradeNoOf(world, orderId))).toThrow('CLOSED');
    sound(world);
  });

  test('a payment one second after the cancel goes back, nothing is shipped', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    world.pay.failNext(2); // neither close nor query gets through
    await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    world.clock.advance(1_000);
    await notify(world, world.pay.callback(outTradeNo));
    await notify(world, world.pay.callback(outTradeNo));
    expect(world.doc(orderId)).toMatchObject({ status: 'cancelled', refundedFen: TEA_FEN });
    expect(world.db.rows('refunds')).toHaveLength(1);
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0 });
    sound(world);
  });

  test('cancel and accept at once: one wins', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const [cancelled, accepted] = await Promise.all([
      world.call(cancelOrder, cancel(world, orderId), world.buyer),
      world.call(acceptOrder, ofShop(world, orderId), world.clerk),
    ]);
    expect([cancelled.ok, accepted.ok].filter(Boolean)).toHaveLength(1);
    sound(world);
  });

  test('too late once the shop has accepted; never for others', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const other = await world.call(cancelOrder, cancel(world, orderId), world.as.shopper('x'));
    expect(other).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const late = await world.call(cancelOrder, cancel(world, orderId), world.buyer);
    expect(late).toMatchObject({ ok: false, code: 'TOO_LATE' });
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1 });
    sound(world);
  });

  test('pieces at a special price count as unsold again', async () => {
    const world = shopWorld();
    const special = { priceFen: 900, from: 0, until: 4e12, reason: '临期', cap: 3 };
    shelve(world, STORE, aSku('milk', 1_500), 5, { listing: { special } });
    const lines = [{ skuId: 'milk', qty: 2 }];
    const { orderId } = await world.place({ lines, expectedPayableFen: 1_800 });
    expect(world.stock('milk').specialSold).toBe(2);
    await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    expect(world.stock('milk')).toMatchObject({ available: 5, specialSold: 0 });
    sound(world);
  });
});

describe('a refund', () => {
  test('the company is away: tried again later under the same number', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    await world.ok(cancelOrder, cancel(world, orderId), world.buyer);
    world.pay.failNext(1);
    world.clock.advance(2 * MINUTE_MS);
    await run(world);
    expect(world.db.row('refunds', `r_${orderId}_1`)).toMatchObject({ status: 'failed', tries: 1 });
    await run(world); // not due yet
    expect(world.pay.refunds.size).toBe(0);
    world.clock.advance(2 * MINUTE_MS);
    await run(world);
    expect(world.db.row('refunds', `r_${orderId}_1`)).toMatchObject({ status: 'done' });
    sound(world);
  });

  test('unknown numbers are a defect, not a silent nothing', async () => {
    const world = shopWorld();
    const ctx = {
      db: world.db.open({ trip() {}, left: () => 1e6, pause: async () => {}, random: () => 0 }),
    };
    const parts = { ...ctx, pay: world.pay, now: 0, log() {}, write: () => Promise.reject() };
    await expect(executeRefund(parts, 'r_none_1')).rejects.toThrow('no refund');
  });
});
