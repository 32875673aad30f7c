import { expect, test } from 'vitest';
import { paidOrder } from './payment/testing';
import { shopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

test('the board knows of a paid order as soon as its callback is answered', async () => {
  const world = shopWorld();
  await world.ok(timeoutOrders, {}, world.as.timer());
  const orderId = await paidOrder(world);
  expect(world.db.row('salesDays', 's1:2026-11-22')).toMatchObject({ orders: 1, salesFen: 1_200 });
  expect(world.db.row('outbox', `${orderId}:order.paid:0`)).toMatchObject({ status: 'done' });
});

test('a second order of the same breath leaves it to the first call or the timer', async () => {
  const world = shopWorld();
  await world.ok(timeoutOrders, {}, world.as.timer());
  await paidOrder(world);
  await paidOrder(world);
  expect(world.db.row('salesDays', 's1:2026-11-22')).toMatchObject({ orders: 1 });
  world.clock.advance(2_000);
  await paidOrder(world);
  expect(world.db.row('salesDays', 's1:2026-11-22')).toMatchObject({ orders: 3 });
});

test('a world where nothing can be told takes the payment all the same', async () => {
  const world = shopWorld();
  const orderId = await paidOrder(world);
  expect(world.doc(orderId).status).toBe('paid');
  expect(world.db.rows('salesDays')).toEqual([]);
});
