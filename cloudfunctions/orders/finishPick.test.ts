import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { main as acceptOrder } from './acceptOrder';
import { main as finishPick } from './finishPick';
import { ofShop, paidOrder, readyOrder } from './payment/testing';
import { main as redeemPickup } from './redeemPickup';
import { main as rejectOrder } from './rejectOrder';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { STORE, TEA_FEN, shopWorld, type ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

const sound = (world: ShopWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);

/** Accepted, three teas with a coupon of ¥5: 3100 fen. */
async function accepted() {
  const world = shopWorld();
  const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
  const lines = [{ skuId: 'tea', qty: 3 }];
  const orderId = await paidOrder(world, { lines, couponId, expectedPayableFen: 3_100 });
  await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
  const pick = (qty: number) => ({
    ...ofShop(world, orderId),
    picked: [{ lineId: 'l1', qty }],
  });
  return { world, orderId, couponId, pick };
}

describe('picking', () => {
  test('one of three discounted pieces is missing: exactly its share goes back', async () => {
    const { world, orderId, couponId, pick } = await accepted();
    const shares = world.doc(orderId).lines[0]?.unitsFen ?? [];
    expect(shares).toEqual([1_033, 1_033, 1_034]);
    const done = await world.ok(finishPick, pick(2), world.clerk);
    expect(done).toEqual({ status: 'ready', refundFen: 1_034 });
    expect(world.doc(orderId)).toMatchObject({ refundedFen: 1_034, lines: [{ picked: 2 }] });
    // Not found is not there: it leaves the books, and the coupon stays used.
    expect(world.stock()).toMatchObject({ available: 7, reserved: 2 });
    expect(world.db.rows('stockMoves').find((m) => m.type === 'COUNT_LOSS')).toMatchObject({
      qty: -1,
      after: 9,
      refId: orderId,
    });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'used' });
    sound(world);
  });

  test('then the hand-over takes the two, and the refund goes out', async () => {
    const { world, orderId, pick } = await accepted();
    await world.ok(finishPick, pick(2), world.clerk);
    const code = codeOf(world, orderId);
    const input = { requestId: world.requestId(), storeId: STORE, code };
    await world.ok(redeemPickup, input, world.clerk);
    world.clock.advance(2 * MINUTE_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(world.stock()).toMatchObject({ available: 7, reserved: 0 });
    expect([...world.pay.refunds.values()]).toMatchObject([{ amountFen: 1_034 }]);
    sound(world);
  });

  test('nothing found: the order ends, all money and the coupon go back, the pieces leave the books', async () => {
    const { world, orderId, couponId, pick } = await accepted();
    const done = await world.ok(finishPick, pick(0), world.clerk);
    expect(done).toEqual({ status: 'cancelled', refundFen: 3_100 });
    expect(world.stock()).toMatchObject({ available: 7, reserved: 0 });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'unused' });
    expect(world.doc(orderId).refundedFen).toBe(3_100);
    sound(world);
  });

  test.each([
    ['more than ordered', [{ lineId: 'l1', qty: 4 }], 'PICKED_TOO_MANY'],
    ['an unknown line', [{ lineId: 'l9', qty: 1 }], 'BAD_INPUT'],
    [
      'a line twice',
      [
        { lineId: 'l1', qty: 1 },
        { lineId: 'l1', qty: 1 },
      ],
      'BAD_INPUT',
    ],
  ])('refuses %s', async (_name, picked, code) => {
    const { world, orderId } = await accepted();
    const before = world.db.dump();
    const input = { ...ofShop(world, orderId), picked };
    expect(await world.call(finishPick, input, world.clerk)).toMatchObject({ code });
    expect(world.db.dump()).toBe(before);
  });

  test('two clerks finish at once: one refund', async () => {
    const { world, pick } = await accepted();
    const replies = await Promise.all([
      world.call(finishPick, pick(2), world.clerk),
      world.call(finishPick, pick(1), world.clerk),
    ]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.find((r) => !r.ok)).toMatchObject({ code: 'WRONG_STATE' });
    expect(world.db.rows('refunds')).toHaveLength(1);
    sound(world);
  });
});

describe('accepting and rejecting', () => {
  test('two clerks accept: the second is told', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const again = await world.call(acceptOrder, ofShop(world, orderId), world.clerk);
    expect(again).toMatchObject({ ok: false, code: 'WRONG_STATE' });
    expect(world.db.rows('auditLogs').filter((a) => a.call === 'acceptOrder')).toMatchObject([
      { actorName: '店长小陈', changes: [{ field: 'status', before: 'paid', after: 'accepted' }] },
    ]);
  });

  test('the shop rejects: pieces back on the shelf, full refund, the reason is told', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const input = { ...ofShop(world, orderId), reason: '设备故障' };
    const done = await world.ok(rejectOrder, input, world.clerk);
    expect(done).toEqual({ status: 'cancelled', refundFen: TEA_FEN });
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0 });
    expect(world.doc(orderId).steps.at(-1)?.text).toContain('设备故障');
    expect(world.db.rows('auditLogs').at(-1)).toMatchObject({ reason: '设备故障' });
    sound(world);
  });

  test('unpaid orders are not the shop’s yet', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const reply = await world.call(acceptOrder, ofShop(world, orderId), world.clerk);
    expect(reply).toMatchObject({ ok: false, code: 'WRONG_STATE' });
  });

  test('clerks of another shop, and roles that may not, change nothing', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const before = world.db.rows('orders');
    const foreign = world.as.staff({ roles: ['storeManager'], storeId: 's2' });
    const cashier = world.as.staff({ roles: ['cashier'], storeId: STORE });
    const mine = { ...ofShop(world, orderId), storeId: 's2' };
    const reject = { ...ofShop(world, orderId), reason: '不想做' };
    expect(await world.call(acceptOrder, ofShop(world, orderId), foreign)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.call(acceptOrder, mine, foreign)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.call(rejectOrder, reject, cashier)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await world.call(acceptOrder, ofShop(world, orderId), world.buyer)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(world.db.rows('orders')).toEqual(before);
  });
});

test('a picked order waits on the counter with everything reserved', async () => {
  const world = shopWorld();
  const orderId = await readyOrder(world);
  expect(world.doc(orderId)).toMatchObject({ status: 'ready', lines: [{ picked: 1 }] });
  expect(world.stock()).toMatchObject({ available: 9, reserved: 1 });
  sound(world);
});

function codeOf(world: ShopWorld, orderId: string): string {
  const sealed = world.doc(orderId).pickupCode;
  if (sealed === null) throw new Error('no code');
  return world.seal.open({ collection: 'orders', id: orderId, field: 'pickupCode' }, sealed);
}
