import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as checkPayment } from './checkPayment';
import { main as notifyWechatPay } from './notifyWechatPay';
import { main as payOrder } from './payOrder';
import { capture, notify, outTradeNoOf, paidOrder } from './payment/testing';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { shopWorld, type ShopWorld } from './testing';

const sound = (world: ShopWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);

describe('paying', () => {
  test('opens one payment, however often it is asked for', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const first = await world.ok(payOrder, { orderId }, world.buyer);
    await world.ok(payOrder, { orderId }, world.buyer);
    expect(first).toMatchObject({ paid: false, payment: { signType: 'RSA' } });
    expect([...world.pay.payments.keys()]).toEqual([outTradeNoOf(world, orderId)]);
    expect(outTradeNoOf(world, orderId).length).toBeLessThanOrEqual(32);
  });

  test('the callback makes the order paid, uses the coupon and tells the shop', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const orderId = await paidOrder(world, { couponId, expectedPayableFen: 700 });
    expect(world.doc(orderId)).toMatchObject({ status: 'paid', paidAt: world.clock.now });
    expect(world.db.row('coupons', couponId)).toMatchObject({
      status: 'used',
      usedOrderId: orderId,
    });
    expect(world.db.row('outbox', `${orderId}:order.paid:0`)?.payload).toMatchObject({
      payableFen: 700,
      pieces: 1,
      day: '2026-11-22',
      hour: 10,
      lines: [{ skuId: 'tea', n: 1, fen: 700, costFen: 600 }],
    });
    sound(world);
  });

  test('the page that asks before the callback comes is told, and the callback changes nothing', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    expect(await world.ok(checkPayment, { orderId }, world.buyer)).toEqual({
      status: 'paid',
      paid: true,
    });
    const before = world.db.dump();
    expect(await notify(world, world.pay.callback(outTradeNo))).toMatchObject({ statusCode: 200 });
    expect(world.db.dump()).toBe(before);
    sound(world);
  });

  test('ten callbacks and queries at once book one payment', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    await Promise.all([
      ...Array.from({ length: 5 }, () => notify(world, world.pay.callback(outTradeNo))),
      ...Array.from({ length: 5 }, () => world.call(checkPayment, { orderId }, world.buyer)),
    ]);
    expect(world.doc(orderId).steps.filter(({ status }) => status === 'paid')).toHaveLength(1);
    sound(world);
  });

  test('an order paid while its callback is lost says so when paid again', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    await capture(world, orderId);
    expect(await world.ok(payOrder, { orderId }, world.buyer)).toEqual({
      paid: true,
      payment: null,
    });
    sound(world);
  });
});

test('only the platform’s own entrance may bring a callback', async () => {
  const world = shopWorld();
  const { orderId } = await world.place();
  const event = world.pay.callback(await capture(world, orderId));
  const asShopper = notifyWechatPay.on(world.platformOf(world.buyer.identity));
  expect(await asShopper(event)).toMatchObject({ statusCode: 403 });
  expect(world.doc(orderId).status).toBe('pendingPay');
});

describe('refused', () => {
  test('another member’s order looks absent', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const other = world.as.shopper('other');
    const notFound = { ok: false, code: 'NOT_FOUND' };
    expect(await world.call(payOrder, { orderId }, other)).toMatchObject(notFound);
    expect(await world.call(checkPayment, { orderId }, other)).toMatchObject(notFound);
  });

  test('after the time to pay', async () => {
    const world = shopWorld();
    const { orderId, payBefore } = await world.place();
    world.clock.now = payBefore;
    const reply = await world.call(payOrder, { orderId }, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'ORDER_NOT_PAYABLE' });
    expect(world.db.rows('payments')).toEqual([]);
  });

  test('while the payment company is away; the order waits', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    world.pay.failNext(2);
    const reply = await world.call(payOrder, { orderId }, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'PAY_UNAVAILABLE' });
    expect(world.doc(orderId).status).toBe('pendingPay');
    expect(await world.ok(payOrder, { orderId }, world.buyer)).toMatchObject({ paid: false });
  });

  test.each([
    ['a bad signature', { headers: { 'wechatpay-signature': 'bad' } }, 401],
    ['no signature', { headers: {} }, 401],
    ['a probe', { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/x' } }, 401],
    ['a GET', { httpMethod: 'GET' }, 405],
  ])('a callback with %s changes nothing', async (_name, more, statusCode) => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const outTradeNo = await capture(world, orderId);
    const before = world.db.dump();
    const event = { ...world.pay.callback(outTradeNo), ...more };
    expect(await notify(world, event)).toMatchObject({ statusCode });
    expect(world.db.dump()).toBe(before);
  });

  test.each([
    ['another amount', { amountFen: 1 }],
    ['a payment that is not ours', { outTradeNo: 'p_unknown' }],
  ])('a signed callback of %s books nothing and asks for a person', async (_name, change) => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const callback = world.pay.callback(await capture(world, orderId));
    const body = JSON.stringify({ ...(JSON.parse(callback.body) as object), ...change });
    const before = world.db.dump();
    expect(await notify(world, { ...callback, body })).toMatchObject({ statusCode: 500 });
    expect(world.db.dump()).toBe(before);
    expect(world.logs.at(-1)).toMatchObject({ applied: 'unclear' });
  });
});
