import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { main as redeemCoupon } from '../coupons/redeemCoupon';
import { main as showCouponCode } from '../coupons/showCouponCode';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { seeded } from '../kit/testing';
import { main as payOrder } from '../orders/payOrder';
import { capture, notify, outTradeNoOf } from '../orders/payment/testing';
import { main as placeOrder } from '../orders/placeOrder';
import { main as previewCart } from '../orders/previewCart';
import { STORE, TEA_FEN, aSku, shelve, shopWorld, type ShopWorld } from '../orders/testing';
import { main as timeoutOrders } from '../orders/timeoutOrders';
import { main as stopCampaign } from './stopCampaign';
import { aScope, fullOff, putLive } from './testing';

/** Two teas are ¥24; the rule takes ¥5 from ¥20. */
const TWO = { lines: [{ skuId: 'tea', qty: 2 }] };
const PLAIN = 2 * TEA_FEN;
const LESS = PLAIN - 500;

const stopIt = (world: ShopWorld, campaignId: string) =>
  world.ok(
    stopCampaign,
    { requestId: world.requestId(), campaignId, reason: '设错了' },
    world.as.hq(['hqMarketing']),
  );
const preview = async (world: ShopWorld, more: object = {}) => {
  const {
    requestId: _id,
    expectedPayableFen: _fen,
    remark: _remark,
    ...asked
  } = world.order({
    ...TWO,
    ...more,
  });
  return world.ok(previewCart, asked, world.buyer);
};
const budgetOf = (world: ShopWorld, id: string) => world.db.row('promoBudgets', id);

describe('the kill switch', () => {
  test('the next checkout hears the new price; an order that waits for payment keeps its own', async () => {
    const world = shopWorld();
    putLive(world, 'cp', [fullOff('pr_a')]);
    expect((await preview(world)).quote.payableFen).toBe(LESS);
    const { orderId } = await world.place({ ...TWO, expectedPayableFen: LESS });
    await stopIt(world, 'cp');
    const late = await world.call(
      placeOrder,
      world.order({ ...TWO, expectedPayableFen: LESS }),
      world.as.shopper('other'),
    );
    expect(late).toMatchObject({
      code: 'PRICE_CHANGED',
      detail: { expectedFen: LESS, payableFen: PLAIN },
    });
    await notify(world, world.pay.callback(await capture(world, orderId)));
    expect(world.doc(orderId)).toMatchObject({ status: 'paid', totals: { payableFen: LESS } });
    expect(checkWorld(world.db, { pay: world.pay })).toEqual([]);
  });
});

describe('a budget', () => {
  test('edge case 18: twelve buyers at once, money for three: three pay less, nobody is told a wrong price', async () => {
    const world = shopWorld({ pieces: 100 });
    putLive(world, 'cp', [fullOff('pr_a', { budgetLeftFen: 1_700 })]);
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        world.call(
          placeOrder,
          world.order({ ...TWO, expectedPayableFen: LESS }),
          world.as.shopper(`p${i}`),
        ),
      ),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(3);
    const codes = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.code])));
    expect([...codes]).toEqual(['PRICE_CHANGED']);
    expect(budgetOf(world, 'pr_a')).toMatchObject({ leftFen: 200, spentFen: 1_500, holds: [] });
    // What is left is less than the rule promises: it gives all or nothing.
    expect((await preview(world)).quote.payableFen).toBe(PLAIN);
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('comes back when an unpaid order runs out, once', async () => {
    const world = shopWorld();
    putLive(world, 'cp', [fullOff('pr_a', { budgetLeftFen: 500 })]);
    await world.place({ ...TWO, expectedPayableFen: LESS });
    expect(budgetOf(world, 'pr_a')).toMatchObject({ leftFen: 0, spentFen: 500 });
    world.clock.advance(HOUR_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(budgetOf(world, 'pr_a')).toMatchObject({ leftFen: 500, spentFen: 0, holds: [] });
    expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
  });
});

describe('what shops may not do to each other, and rules not to floors', () => {
  test('edge case 20: the campaign of one shop is in no other cart', async () => {
    const world = shopWorld();
    shelve(world, 's2', aSku('tea', TEA_FEN), 10);
    const place = { storeIds: ['s2'], storeTags: [], regionIds: [] };
    putLive(
      world,
      'cp',
      [fullOff('pr_b', { ownerStoreId: 's2', scope: aScope({ storeIds: ['s2'] }) })],
      { place },
    );
    expect((await preview(world)).quote.payableFen).toBe(PLAIN);
    expect((await preview(world, { storeId: 's2' })).quote.payableFen).toBe(LESS);
  });

  test('edge case 19: rules together never sell below the floor unless the campaign says so', async () => {
    const world = shopWorld();
    const tea = world.db.row('skus', 'tea');
    if (tea) world.db.put('skus', { ...tea, floorPriceFen: 1_100 });
    putLive(world, 'cp', [fullOff('pr_a')]);
    const held = (await preview(world)).quote.payableFen;
    expect(held).toBeGreaterThanOrEqual(2 * 1_100);
    putLive(world, 'cp', [fullOff('pr_a', { belowFloor: true })]);
    world.cold();
    expect((await preview(world)).quote.payableFen).toBe(LESS);
  });

  test('edge case 11: the rule ends between preview and order: told with the difference', async () => {
    const world = shopWorld();
    const until = world.clock.now + MINUTE_MS;
    putLive(world, 'cp', [fullOff('pr_a', { scope: aScope({ until }) })], { until });
    expect((await preview(world)).quote.payableFen).toBe(LESS);
    world.clock.advance(MINUTE_MS);
    const input = world.order({ ...TWO, expectedPayableFen: LESS });
    expect(await world.call(placeOrder, input, world.buyer)).toMatchObject({
      code: 'PRICE_CHANGED',
      detail: { expectedFen: LESS, payableFen: PLAIN },
    });
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0, holds: [] });
  });
});

const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i += 1) await Promise.resolve();
};

describe('edge case 22: one coupon online and at the till', () => {
  test('at once, in whatever order: one of the two has it', async () => {
    const won = new Set<string>();
    for (let seed = 1; seed <= 12; seed += 1) {
      // Each database call waits a random number of turns, so that the two interleave differently.
      const dice = seeded(seed);
      const world = shopWorld({
        seed,
        point: () => turns(Math.floor(dice() * 4)),
      });
      const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
      const cashier = world.as.staff({ roles: ['cashier'], storeId: STORE, staffId: 'st_till' });
      const { code } = await world.ok(showCouponCode, { couponId }, world.buyer);
      const bill = { requestId: world.requestId(), storeId: STORE, code, billFen: 900 };
      const order = world.order({ couponId, expectedPayableFen: TEA_FEN - 500 });
      const [online, till] = await Promise.all([
        turns((seed - 1) * 2).then(() => world.call(placeOrder, order, world.buyer)),
        world.call(redeemCoupon, bill, cashier),
      ]);
      expect([online.ok, till.ok].filter(Boolean)).toHaveLength(1);
      won.add(online.ok ? 'online' : 'till');
      expect(checkWorld(world.db)).toEqual([]);
    }
    expect(won).toEqual(new Set(['online', 'till']));
  });
});

describe('gift boxes', () => {
  const withBox = (pieces: number) => {
    const world = shopWorld({ pieces });
    shelve(world, STORE, aSku('cup', 800), 50);
    world.db.put(
      'skus',
      aSku('box', 3_000, {
        components: [
          { skuId: 'tea', qty: 2 },
          { skuId: 'cup', qty: 1 },
        ],
      }),
    );
    world.db.put('listings', {
      _id: `${STORE}:box`,
      storeId: STORE,
      skuId: 'box',
      onShelf: true,
      sort: 0,
      storePriceFen: null,
      special: null,
      updatedAt: 0,
    });
    return world;
  };

  test('edge case 21: a box and its component in one cart take their pieces together', async () => {
    const world = withBox(5);
    const lines = [
      { skuId: 'box', qty: 2 },
      { skuId: 'tea', qty: 1 },
    ];
    const expectedPayableFen = 2 * 3_000 + TEA_FEN;
    const { orderId } = await world.place({ lines, expectedPayableFen });
    expect(world.stock('tea')).toMatchObject({ available: 0, reserved: 5 });
    expect(world.stock('cup')).toMatchObject({ available: 48, reserved: 2 });
    await world.ok(payOrder, { orderId }, world.buyer);
    expect(outTradeNoOf(world, orderId)).not.toBe('');
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('one tea too few for both: refused, nothing is kept', async () => {
    const world = withBox(4);
    const input = world.order({
      lines: [
        { skuId: 'box', qty: 2 },
        { skuId: 'tea', qty: 1 },
      ],
      expectedPayableFen: 2 * 3_000 + TEA_FEN,
    });
    expect(await world.call(placeOrder, input, world.buyer)).toMatchObject({
      code: 'OUT_OF_STOCK',
    });
    expect(world.stock('tea')).toMatchObject({ available: 4, reserved: 0, holds: [] });
    expect(checkWorld(world.db)).toEqual([]);
  });
});
