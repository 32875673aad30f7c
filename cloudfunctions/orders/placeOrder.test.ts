import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as placeOrder } from './placeOrder';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { STORE, TEA_FEN, aSku, aStore, shelve, shopWorld } from './testing';

const tea = (qty: number) => ({
  lines: [{ skuId: 'tea', qty }],
  expectedPayableFen: qty * TEA_FEN,
});

describe('a shopper places an order', () => {
  test('pieces are reserved, the price is kept, nothing is paid yet', async () => {
    const world = shopWorld();
    const placed = await world.place(tea(3));
    expect(placed).toMatchObject({ status: 'pendingPay', payableFen: 3 * TEA_FEN });
    expect(world.stock()).toMatchObject({ available: 7, reserved: 3, holds: [] });
    expect(world.doc(placed.orderId).lines[0]?.unitsFen).toEqual([TEA_FEN, TEA_FEN, TEA_FEN]);
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a SKU named twice is one demand', async () => {
    const world = shopWorld({ pieces: 3 });
    const lines = [
      { skuId: 'tea', qty: 2 },
      { skuId: 'tea', qty: 2 },
    ];
    const twice = world.order({ lines, expectedPayableFen: 4 * TEA_FEN });
    const reply = await world.call(placeOrder, twice, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'OUT_OF_STOCK' });
    expect(world.stock()).toMatchObject({ available: 3, holds: [] });
  });

  test('the coupon is locked for it and its saving spreads', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, world.buyer.id, aTemplate('five'));
    const { orderId } = await world.place({ ...tea(2), couponId, expectedPayableFen: 1_900 });
    expect(world.db.row('coupons', couponId)).toMatchObject({
      status: 'locked',
      lockOrderId: orderId,
    });
    expect(world.doc(orderId).totals).toMatchObject({ couponFen: 500, payableFen: 1_900 });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a coupon greater than the bill pays 0: the order is paid at once, without a payment', async () => {
    const world = shopWorld();
    const big = aTemplate('big', { faceFen: 9_900 });
    const couponId = giveCoupon(world, world.buyer.id, big);
    const placed = await world.place({ couponId, expectedPayableFen: 0 });
    expect(placed).toMatchObject({ payableFen: 0, status: 'paid' });
    expect(world.db.row('coupons', couponId)).toMatchObject({ status: 'used' });
    expect(world.db.rows('payments')).toEqual([]);
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('the order keeps what the product was when it was ordered', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    world.db.put('skus', aSku('tea', 9_900, { title: '换了名字' }));
    expect(world.doc(orderId).lines[0]).toMatchObject({ title: '商品 tea', priceFen: TEA_FEN });
  });
});

describe('delivery', () => {
  const far = { region: '杭州西湖', detail: '1 幢 2 单元', name: '王小明', phone: '13800138000' };
  const withAddress = (loc = { lng: 120.131, lat: 30.281 }) => {
    const world = shopWorld();
    const { id } = world.buyer;
    const place = { collection: 'addressBooks', id, field: 'home' } as const;
    const sealed = world.seal.seal(place, JSON.stringify(far));
    const home = { addressId: 'home', sealed, tag: '家', loc, isDefault: true };
    world.db.put('addressBooks', { _id: id, addresses: [home] });
    return world;
  };

  test('adds the freight of the address and seals the contact anew', async () => {
    const world = withAddress();
    const more = { mode: 'delivery' as const, addressId: 'home', expectedPayableFen: 3_000 };
    const { orderId } = await world.place({ ...tea(2), ...more });
    const order = world.doc(orderId);
    expect(order.totals).toMatchObject({ freightFen: 600, payableFen: 3_000 });
    expect(order).toMatchObject({ phoneMasked: '138****8000', customer: '王**' });
    expect(JSON.stringify(world.db.rows('orders'))).not.toContain('13800138000');
  });

  test.each([
    ['without an address', { addressId: null }, 'ADDRESS_MISSING'],
    ['below the minimum', { ...tea(1), addressId: 'home' }, 'BELOW_MINIMUM'],
  ])('%s it is refused', async (_name, more, code) => {
    const world = withAddress();
    const input = world.order({ ...tea(2), mode: 'delivery', ...more });
    expect(await world.call(placeOrder, input, world.buyer)).toMatchObject({ ok: false, code });
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('to an address out of the area it is refused, wherever the phone is', async () => {
    const world = withAddress({ lng: 121.47, lat: 31.23 });
    const input = world.order({ ...tea(2), mode: 'delivery', addressId: 'home' });
    const reply = await world.call(placeOrder, input, world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'OUT_OF_AREA' });
  });
});

describe('refused, and nothing has changed', () => {
  test.each([
    ['the price was tampered with', { expectedPayableFen: 1 }, 'PRICE_CHANGED'],
    ['there is not enough', tea(11), 'OUT_OF_STOCK'],
    ['the shop does not sell it', { lines: [{ skuId: 'gone', qty: 1 }] }, 'NOT_SOLD_HERE'],
    ['the shop is not there', { storeId: 's404' }, 'NOT_FOUND'],
    ['the shop does not take orders', { storeId: 's2' }, 'STORE_CLOSED'],
    ['the coupon is another member’s', { couponId: 'c_five_m_other_1' }, 'COUPON_UNUSABLE'],
    ['a quantity is negative', { lines: [{ skuId: 'tea', qty: -1 }] }, 'BAD_INPUT'],
  ])('%s', async (_name, more, code) => {
    const world = shopWorld();
    world.db.put('stores', aStore('s2', { status: 'paused' }));
    shelve(world, 's2', aSku('tea', TEA_FEN), 5);
    giveCoupon(world, 'm_other', aTemplate('five'));
    const before = world.db.dump();
    const reply = await world.call(placeOrder, world.order(more), world.buyer);
    expect(reply).toMatchObject({ ok: false, code });
    expect(world.db.dump()).toBe(before);
  });

  test('six unpaid orders are too many', async () => {
    const world = shopWorld();
    for (let i = 0; i < 5; i += 1) await world.place();
    const reply = await world.call(placeOrder, world.order(), world.buyer);
    expect(reply).toMatchObject({ ok: false, code: 'TOO_MANY_UNPAID' });
    expect(world.stock()).toMatchObject({ available: 5, reserved: 5 });
  });

  test('clerks and timers are no shoppers', async () => {
    const world = shopWorld();
    for (const who of [world.as.anonymous(), world.as.timer(), world.as.hq(['hqOwner'])])
      expect(await world.call(placeOrder, world.order(), who)).toMatchObject({
        ok: false,
        code: 'NOT_ALLOWED',
      });
    expect(world.db.rows('orders')).toEqual([]);
    expect(world.db.row('stores', STORE)?.status).toBe('open');
  });
});
