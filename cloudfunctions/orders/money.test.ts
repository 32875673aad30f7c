import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { assetsOf, giveMoney, givePoints } from '../assets/testing';
import { aScope, fullOff, putLive } from '../campaigns/testing';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { main as acceptOrder } from './acceptOrder';
import { main as cancelOrder } from './cancelOrder';
import { main as finishPick } from './finishPick';
import { main as payOrder } from './payOrder';
import { capture, notify, ofShop, paidOrder } from './payment/testing';
import { main as placeOrder } from './placeOrder';
import { main as previewCart } from './previewCart';
import { STORE, TEA_FEN, aSku, aStore, shelve, shopWorld, type ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

const sound = (world: ShopWorld) => expect(checkWorld(world.db, { swept: true })).toEqual([]);
const tea = (qty: number) => ({ lines: [{ skuId: 'tea', qty }] });

/** A silver member (95折), growth as its entries say. */
function makeSilver(world: ShopWorld): void {
  const { id } = world.buyer;
  world.db.put('assets', { ...assetsOf(world, id), growth: 1_000, levelId: 'silver' });
  world.db.put('pointEntries', {
    _id: 'given:growth',
    memberId: id,
    storeId: STORE,
    at: 0,
    text: '成长',
    active: 0,
    pending: 0,
    debt: 0,
    growth: 1_000,
    tabs: ['growth'],
  });
}

/** The golden example of features.md §5.2 D, in a shop that brings it for ¥6. */
function golden() {
  const world = shopWorld();
  const { id } = world.buyer;
  const area = { ...aStore(STORE).area, freeFromFen: null };
  world.db.put('stores', aStore(STORE, { area }));
  for (const [sku, fen] of [
    ['A', 1_990],
    ['B', 3_500],
    ['C', 450],
  ] as const)
    shelve(world, STORE, aSku(sku, fen), 20);
  makeSilver(world);
  givePoints(world, id, 200);
  const couponId = giveCoupon(world, id, aTemplate('five'));
  putLive(world, 'ca_1', [
    fullOff('pr_90', {
      name: '满90减10',
      tiers: [{ fromFen: 9_000, fromQty: 0, offFen: 1_000 }],
      budgetLeftFen: 5_000,
    }),
  ]);
  const contact = { region: '杭州西湖', detail: '1 幢', name: '王小明', phone: '13800138000' };
  const place = { collection: 'addressBooks', id, field: 'home' } as const;
  const sealed = world.seal.seal(place, JSON.stringify(contact));
  const loc = { lng: 120.131, lat: 30.281 };
  const addresses = [{ addressId: 'home', sealed, tag: '家', loc, isDefault: true }];
  world.db.put('addressBooks', { _id: id, addresses });
  const cart = {
    storeId: STORE,
    mode: 'delivery' as const,
    addressId: 'home',
    lines: [
      { skuId: 'A', qty: 3 },
      { skuId: 'B', qty: 1 },
      { skuId: 'C', qty: 2 },
    ],
  };
  return { world, couponId, cart };
}

describe('the golden example', () => {
  test('preview, order, payment: 8752 fen, 81 points, each line to the fen', async () => {
    const { world, couponId, cart } = golden();
    const preview = await world.ok(previewCart, { ...cart, points: 'most' }, world.buyer);
    expect(preview.problems).toEqual([]);
    expect(preview.quote).toMatchObject({
      listFen: 10_370,
      goodsFen: 9_852,
      orderOffFen: 1_000,
      couponFen: 500,
      pointsFen: 200,
      freightFen: 600,
      payableFen: 8_752,
      earned: 81,
    });
    expect(preview.quote.lines.map(({ payFen }) => payFen)).toEqual([4_693, 2_751, 708]);
    expect(preview).toMatchObject({ couponIds: [couponId], member: { levelName: '银卡会员' } });

    const more = { ...cart, couponIds: [couponId], points: 200, expectedPayableFen: 8_752 };
    const orderId = await paidOrder(world, more);
    const { points } = assetsOf(world, world.buyer.id);
    expect(points).toMatchObject({ active: 0, pending: 81 });
    expect(world.db.row('promoBudgets', 'pr_90')).toMatchObject({ spentFen: 1_000, holds: [] });
    expect(world.doc(orderId).lines.map(({ unitsFen }) => unitsFen)).toEqual([
      [1_564, 1_564, 1_565],
      [2_751],
      [354, 354],
    ]);
    sound(world);
  });

  test('one A not found goes back at its own share, money, points and earned points', async () => {
    const { world, couponId, cart } = golden();
    const more = { ...cart, couponIds: [couponId], points: 200, expectedPayableFen: 8_752 };
    const orderId = await paidOrder(world, more);
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const picked = [{ lineId: 'l1', qty: 2 }];
    const done = await world.ok(finishPick, { ...ofShop(world, orderId), picked }, world.clerk);
    expect(done.refundFen).toBe(1_565);
    expect(world.db.rows('refunds')).toMatchObject([
      { amountFen: 1_565, pointsBack: 39, pointsTaken: 16 },
    ]);
    expect(assetsOf(world, world.buyer.id).points).toMatchObject({ active: 39, pending: 65 });
    sound(world);
  });

  test('cancelled, everything is as before', async () => {
    const { world, couponId, cart } = golden();
    const more = { ...cart, couponIds: [couponId], points: 200, expectedPayableFen: 8_752 };
    const orderId = await paidOrder(world, more);
    await world.ok(cancelOrder, { requestId: world.requestId(), orderId }, world.buyer);
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'unused' });
    expect(world.db.row('promoBudgets', 'pr_90')).toMatchObject({ spentFen: 0, leftFen: 5_000 });
    expect(assetsOf(world, world.buyer.id)).toMatchObject({
      points: { active: 200, pending: 0, debt: 0 },
      growth: 1_000,
    });
    sound(world);
  });
});

describe('the wallet', () => {
  test('pays all of it: no payment company is asked', async () => {
    const world = shopWorld();
    giveMoney(world, world.buyer.id, 5_000, 500);
    const placed = await world.place({ ...tea(2), useWallet: true, expectedPayableFen: 2_400 });
    expect(placed.status).toBe('paid');
    expect(world.db.rows('payments')).toEqual([]);
    const { wallet } = assetsOf(world, world.buyer.id);
    expect(wallet.principalFen + wallet.bonusFen).toBe(3_100);
    sound(world);
  });

  test('pays a part, WeChat the rest; a refund goes back to each as it was paid', async () => {
    const world = shopWorld();
    giveMoney(world, world.buyer.id, 1_000, 100);
    const more = { ...tea(3), useWallet: true, expectedPayableFen: 3_600 };
    const orderId = await paidOrder(world, more);
    const [payment] = world.db.rows('payments');
    expect(payment).toMatchObject({ amountFen: 2_500, status: 'paid' });
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const picked = [{ lineId: 'l1', qty: 2 }];
    await world.ok(finishPick, { ...ofShop(world, orderId), picked }, world.clerk);
    const [refund] = world.db.rows('refunds');
    expect((refund?.amountFen ?? 0) + (refund?.principalFen ?? 0) + (refund?.bonusFen ?? 0)).toBe(
      TEA_FEN,
    );
    expect(refund?.amountFen).toBeLessThan(TEA_FEN);
    sound(world);
  });

  test('of one person on two phones pays once', async () => {
    const world = shopWorld();
    giveMoney(world, world.buyer.id, 2_400);
    const order = () => world.order({ ...tea(2), useWallet: true, expectedPayableFen: 2_400 });
    const replies = await Promise.all(
      [order(), order()].map((input) => world.call(placeOrder, input, world.buyer)),
    );
    expect(replies.filter((r) => r.ok && r.data.status === 'paid')).toHaveLength(1);
    const refused = replies.flatMap((r) => (r.ok ? [] : [r.code]));
    expect(refused.every((code) => code === 'ASSETS_CHANGED')).toBe(true);
    expect(assetsOf(world, world.buyer.id).wallet.principalFen).toBe(0);
    sound(world);
  });

  test('is free again when the order was not paid in time; money that comes later goes back', async () => {
    const world = shopWorld();
    giveMoney(world, world.buyer.id, 1_000);
    givePoints(world, world.buyer.id, 100);
    const more = { ...tea(1), useWallet: true, points: 100, expectedPayableFen: 1_100 };
    const { orderId } = await world.place(more);
    expect(assetsOf(world, world.buyer.id)).toMatchObject({
      wallet: { principalFen: 0 },
      points: { active: 0 },
    });
    await world.ok(payOrder, { orderId }, world.buyer);
    world.pay.failNext(9);
    world.clock.advance(50 * MINUTE_MS);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(assetsOf(world, world.buyer.id)).toMatchObject({
      wallet: { principalFen: 1_000 },
      points: { active: 100 },
      holds: [],
    });
    sound(world);
  });
});

describe('campaigns', () => {
  test('20 shoppers at once, a budget for 3: three get it, the others are told the new price', async () => {
    const world = shopWorld({ pieces: 90 });
    putLive(world, 'ca_1', [fullOff('pr_5', { budgetLeftFen: 1_500 })]);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        world.call(
          placeOrder,
          world.order({ ...tea(2), expectedPayableFen: 1_900 }),
          world.as.shopper(`p${i}`),
        ),
      ),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(3);
    expect(replies.filter((r) => !r.ok && r.code === 'PRICE_CHANGED')).toHaveLength(17);
    expect(world.db.row('promoBudgets', 'pr_5')).toMatchObject({ leftFen: 0, holds: [] });
    expect(world.stock()).toMatchObject({ available: 84, reserved: 6, holds: [] });
    sound(world);
  });

  test('that end between preview and order change no price silently', async () => {
    const world = shopWorld();
    const until = world.clock.now + MINUTE_MS;
    putLive(world, 'ca_1', [fullOff('pr_5', { scope: aScope({ until }) })], { until });
    const cart = { storeId: STORE, mode: 'pickup' as const, ...tea(2) };
    const { quote } = await world.ok(previewCart, cart, world.buyer);
    expect(quote.payableFen).toBe(1_900);
    world.clock.advance(MINUTE_MS);
    const input = world.order({ ...tea(2), expectedPayableFen: 1_900 });
    expect(await world.call(placeOrder, input, world.buyer)).toMatchObject({
      code: 'PRICE_CHANGED',
      detail: { payableFen: 2_400 },
    });
  });

  test('give presents that are reserved, picked and gone when they are gone', async () => {
    const world = shopWorld();
    shelve(world, STORE, aSku('cup', 900), 1);
    const gifts = [{ skuId: 'cup', title: '商品 cup', qty: 1, listedFen: 900, left: null }];
    const { tiers: _tiers, type: _type, ...rest } = fullOff('pr_gift');
    putLive(world, 'ca_1', [
      { ...rest, type: 'fullGift', tiers: [{ fromFen: 2_000, fromQty: 0, gifts }] },
    ]);
    const order = { ...tea(2), expectedPayableFen: 2_400 };
    const { orderId } = await world.place(order);
    expect(world.doc(orderId).lines).toMatchObject([
      { skuId: 'tea', gift: false },
      { skuId: 'cup', gift: true, payFen: 0 },
    ]);
    expect(world.stock('cup')).toMatchObject({ available: 0, reserved: 1 });
    const second = await world.place(order, world.as.shopper('late'));
    expect(world.doc(second.orderId).lines).toHaveLength(1);
    await world.ok(cancelOrder, { requestId: world.requestId(), orderId }, world.buyer);
    expect(world.stock('cup')).toMatchObject({ available: 1, reserved: 0 });
    sound(world);
  });
});

describe('gift boxes', () => {
  const boxed = (pieces: number) => {
    const world = shopWorld({ pieces });
    const components = [{ skuId: 'tea', qty: 2 }];
    shelve(world, STORE, aSku('box', 2_000, { components }), 0);
    return world;
  };

  test('take the pieces in them; a box and its tea in one cart are one demand', async () => {
    const world = boxed(5);
    const lines = [
      { skuId: 'box', qty: 1 },
      { skuId: 'tea', qty: 1 },
    ];
    const { orderId } = await world.place({ lines, expectedPayableFen: 3_200 });
    expect(world.stock()).toMatchObject({ available: 2, reserved: 3 });
    await notify(world, world.pay.callback(await capture(world, orderId)));
    const more = { lines, expectedPayableFen: 3_200 };
    const reply = await world.call(placeOrder, world.order(more), world.as.shopper('two'));
    expect(reply).toMatchObject({ ok: false, code: 'OUT_OF_STOCK' });
    sound(world);
  });

  test('go back as the pieces they were', async () => {
    const world = boxed(5);
    const lines = [{ skuId: 'box', qty: 2 }];
    const orderId = await paidOrder(world, { lines, expectedPayableFen: 4_000 });
    await world.ok(cancelOrder, { requestId: world.requestId(), orderId }, world.buyer);
    expect(world.stock()).toMatchObject({ available: 5, reserved: 0 });
    sound(world);
  });
});

test('coupons of two groups join, two of one do not', async () => {
  const world = shopWorld();
  const { id } = world.buyer;
  const five = giveCoupon(world, id, aTemplate('five'));
  const six = giveCoupon(world, id, aTemplate('six', { faceFen: 600 }));
  const hello = giveCoupon(world, id, aTemplate('hello', { faceFen: 100, stackGroup: 'hello' }));
  const cart = { storeId: STORE, mode: 'pickup' as const, ...tea(2) };
  const preview = await world.ok(previewCart, cart, world.buyer);
  expect(preview.quote).toMatchObject({ couponFen: 700, payableFen: 1_700 });
  expect(new Set(preview.couponIds)).toEqual(new Set([six, hello]));
  expect(preview.coupons.find(({ couponId }) => couponId === five)).toMatchObject({
    usable: true,
    chosen: false,
  });
  const twice = world.order({ ...tea(2), couponIds: [five, six], expectedPayableFen: 1_300 });
  expect(await world.call(placeOrder, twice, world.buyer)).toMatchObject({
    code: 'COUPON_UNUSABLE',
  });
  await world.place({ ...tea(2), couponIds: [six, hello], expectedPayableFen: 1_700 });
  expect(world.db.row('coupons', hello)).toMatchObject({ status: 'locked' });
  sound(world);
});

test('an attempt that the wallet could have paid does not pay for its twin, which the wallet could not', async () => {
  const input = { ...shopWorld().order({ useWallet: true }), requestId: 'req-twin-0000000000001' };
  // Without money in the wallet the same request is an order for WeChat.
  const poor = shopWorld();
  const { orderId } = await poor.ok(placeOrder, input, poor.buyer);
  const twin = poor.doc(orderId);
  expect(twin.totals.tender.providerFen).toBe(TEA_FEN);

  const world: ShopWorld = shopWorld({
    // Its twin is faster by a hair: it is there once this attempt has claimed its pieces.
    point: async () => {
      const claimed = world.stock().holds.length > 0 && !world.db.row('orders', orderId);
      if (claimed) world.db.put('orders', { ...twin, holdId: 'h_of_the_twin' });
    },
  });
  giveMoney(world, world.buyer.id, 5_000);
  const reply = await world.call(placeOrder, input, world.buyer);
  expect(world.doc(orderId).holdId).toBe('h_of_the_twin');
  expect(reply).toMatchObject({ ok: true, data: { status: 'pendingPay' } });
  expect(world.db.row('ledgerTxns', `order:${orderId}`)).toBeUndefined();
  expect(assetsOf(world, world.buyer.id).wallet.principalFen).toBe(5_000);
});
