import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { main as placeOrder } from './placeOrder';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { TEA_FEN, STORE, aSku, shelve, shopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

/** Calls issued together share a round trip; counts those that wait for one another. */
function rounds() {
  let open: Promise<void> | undefined;
  const count = { rounds: 0 };
  const point = () =>
    (open ??= new Promise((go) => {
      setImmediate(() => {
        open = undefined;
        count.rounds += 1;
        go();
      });
    }));
  return { point, count };
}

describe('round trips one after the other', () => {
  test.each([
    ['four without a coupon', false, 4],
    ['five with one', true, 5],
  ])('%s', async (_name, withCoupon, trips) => {
    const { point, count } = rounds();
    const world = shopWorld({ point });
    shelve(world, STORE, aSku('cake', 2_000), 5);
    const couponId = withCoupon ? giveCoupon(world, world.buyer.id, aTemplate('five')) : null;
    const lines = [
      { skuId: 'tea', qty: 2 },
      { skuId: 'cake', qty: 1 },
    ];
    await world.place({ lines, couponId, expectedPayableFen: 4_400 - (withCoupon ? 500 : 0) });
    expect(count.rounds).toBe(trips);
  });
});

describe('many at once', () => {
  test('100 shoppers want the 7 pieces there are: exactly 7 get one', async () => {
    const world = shopWorld({ pieces: 7 });
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        world.call(placeOrder, world.order(), world.as.shopper(`p${i}`)),
      ),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(7);
    expect(replies.filter((r) => !r.ok && r.code === 'OUT_OF_STOCK')).toHaveLength(93);
    expect(world.stock()).toMatchObject({ available: 0, reserved: 7, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a request sent 20 times at once is one order', async () => {
    const world = shopWorld();
    const input = world.order();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => world.call(placeOrder, input, world.buyer)),
    );
    const ids = replies.flatMap((r) => (r.ok ? [r.data.orderId] : []));
    expect(new Set(ids).size).toBe(1);
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a request sent 20 times at once for the last piece gets it', async () => {
    const world = shopWorld({ pieces: 1 });
    const input = world.order();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => world.call(placeOrder, input, world.buyer)),
    );
    expect(replies.some((r) => r.ok)).toBe(true);
    expect(await world.call(placeOrder, input, world.buyer)).toMatchObject({ ok: true });
    expect(world.stock()).toMatchObject({ available: 0, reserved: 1, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test.each([0, 1, 2, 3, 4, 5])(
    'sent again %i breaths later, a request never hears that its own piece is sold out',
    async (breaths) => {
      const point = () => new Promise<void>((go) => setImmediate(go));
      const world = shopWorld({ pieces: 1, point });
      const input = world.order();
      const first = world.call(placeOrder, input, world.buyer);
      for (let i = 0; i < breaths; i += 1) await point();
      const [one, two] = await Promise.all([first, world.call(placeOrder, input, world.buyer)]);
      expect([one, two].some((r) => r.ok)).toBe(true);
      for (const reply of [one, two])
        expect(reply).toMatchObject(reply.ok ? { ok: true } : { code: 'BUSY' });
      expect(world.stock()).toMatchObject({ available: 0, reserved: 1, holds: [] });
      expect(checkWorld(world.db, { swept: true })).toEqual([]);
    },
  );

  test('one coupon in ten carts discounts one order', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.call(placeOrder, world.order({ couponId, expectedPayableFen: 700 }), world.buyer),
      ),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a special price for 3 pieces is sold 3 times', async () => {
    const world = shopWorld();
    const special = { priceFen: 900, from: 0, until: 4e12, reason: '临期', cap: 3 };
    shelve(world, STORE, aSku('milk', 1_500), 50, { listing: { special } });
    const lines = [{ skuId: 'milk', qty: 1 }];
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        world.call(
          placeOrder,
          world.order({ lines, expectedPayableFen: 900 }),
          world.as.shopper(`p${i}`),
        ),
      ),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(3);
    expect(replies.filter((r) => !r.ok && r.code === 'PRICE_CHANGED')).toHaveLength(9);
    expect(world.stock('milk')).toMatchObject({ available: 47, specialSold: 3, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });
});

/** Reads of a cart without a coupon: what it depends on, all at once; rules of membership; after-sales policy. */
const READS = 3;

describe('the same request again', () => {
  test('answers the same and reserves nothing more', async () => {
    const world = shopWorld();
    const input = world.order();
    const first = await world.ok(placeOrder, input, world.buyer);
    expect(await world.ok(placeOrder, input, world.buyer)).toEqual(first);
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1 });
  });

  test('with another body is refused', async () => {
    const world = shopWorld();
    const input = world.order();
    await world.ok(placeOrder, input, world.buyer);
    const lines = [{ skuId: 'tea', qty: 2 }];
    const other = { ...input, lines, expectedPayableFen: 2 * TEA_FEN };
    const reply = await world.call(placeOrder, other, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'REQUEST_REUSED' });
  });

  test('of another member is another order', async () => {
    const world = shopWorld();
    const input = world.order();
    const mine = await world.ok(placeOrder, input, world.buyer);
    const theirs = await world.ok(placeOrder, input, world.as.shopper('else'));
    expect(theirs.orderId).not.toBe(mine.orderId);
  });

  test('after a checkout that died with the coupon locked still gets its discount', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const input = world.order({ couponId, expectedPayableFen: 700 });
    // With a coupon one more read (its terms) and one more claim stand before the insert.
    world.db.faults.arm(READS + 4, 'crashBefore');
    await world.call(placeOrder, input, world.buyer);
    world.db.faults.clear();
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'locked' });
    expect(world.db.rows('orders')).toEqual([]);
    const placed = await world.ok(placeOrder, input, world.buyer);
    expect(placed.payableFen).toBe(700);
    world.clock.advance(3 * MINUTE_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('after the sweep gave its pieces back cannot place it any more', async () => {
    const world = shopWorld();
    const input = world.order();
    // Dead before the insert: the reads and the reservation come first.
    world.db.faults.arm(READS + 2, 'crashBefore');
    await world.call(placeOrder, input, world.buyer);
    world.db.faults.clear();
    expect(world.stock()).toMatchObject({ available: 9, holds: [{ qty: 1 }] });
    expect(world.db.rows('orders')).toEqual([]);
    world.clock.advance(3 * MINUTE_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0, holds: [] });
    const reply = await world.call(placeOrder, input, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });
});
