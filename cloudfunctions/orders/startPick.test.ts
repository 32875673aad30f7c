import { expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as acceptOrder } from './acceptOrder';
import { main as finishPick } from './finishPick';
import { main as getOrder } from './getOrder';
import { main as listStoreOrders } from './listStoreOrders';
import { ofShop, paidOrder } from './payment/testing';
import { main as rejectOrder } from './rejectOrder';
import { main as startPick } from './startPick';
import { STORE, shopWorld } from './testing';

async function accepted() {
  const world = shopWorld();
  const orderId = await paidOrder(world);
  await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
  const picker = world.as.staff({ roles: ['picker'], storeId: STORE });
  const start = (who = picker) => world.call(startPick, ofShop(world, orderId), who);
  return { world, orderId, picker, start };
}

test('picking begins: the shopper reads it, the order stays in its queue and is finished from there', async () => {
  const { world, orderId, picker, start } = await accepted();
  expect(await start()).toMatchObject({ ok: true, data: { status: 'picking' } });
  const seen = await world.ok(getOrder, { orderId }, world.buyer);
  expect(seen.status).toBe('picking');
  expect(seen.steps.at(-1)).toMatchObject({ text: '门店正在备货' });
  const queue = { storeId: STORE, queue: 'picking' } as const;
  expect(await world.ok(listStoreOrders, queue, picker)).toMatchObject({
    items: [{ orderId, status: 'picking' }],
    counts: { picking: 1 },
  });
  const done = await world.ok(finishPick, { ...ofShop(world, orderId), picked: [] }, picker);
  expect(done).toEqual({ status: 'ready', refundFen: 0 });
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
});

test('of two clerks one begins; then the order can no longer be refused', async () => {
  const { world, orderId, start } = await accepted();
  const replies = await Promise.all([start(), start(world.clerk)]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'WRONG_STATE' });
  const reject = { ...ofShop(world, orderId), reason: '太忙' };
  expect(await world.call(rejectOrder, reject, world.clerk)).toMatchObject({ code: 'WRONG_STATE' });
  expect(world.doc(orderId).steps.filter(({ status }) => status === 'picking')).toHaveLength(1);
});

test('only who picks in this shop, and only what was accepted', async () => {
  const { world, orderId, start } = await accepted();
  const service = world.as.staff({ roles: ['service'], storeId: STORE });
  expect(await start(service)).toMatchObject({ code: 'NOT_ALLOWED' });
  const elsewhere = world.as.staff({ roles: ['picker'], storeId: 's2' });
  expect(await start(elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
  expect(world.doc(orderId).status).toBe('accepted');
  const fresh = await paidOrder(world);
  expect(await world.call(startPick, ofShop(world, fresh), world.clerk)).toMatchObject({
    code: 'WRONG_STATE',
  });
});
