import { describe, expect, test } from 'vitest';
import { main as placeOrder } from './placeOrder';
import { main as previewCart } from './previewCart';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { STORE, TEA_FEN, aSku, aStore, shelve, shopWorld } from './testing';

const cart = (qty = 1, more = {}) => ({
  storeId: STORE,
  mode: 'pickup' as const,
  lines: [{ skuId: 'tea', qty }],
  ...more,
});

describe('the preview', () => {
  test('shows what placing costs, to the fen, and reads only', async () => {
    const world = shopWorld();
    giveCoupon(world, world.buyer.id, aTemplate('five'));
    const before = world.db.dump();
    const preview = await world.ok(previewCart, cart(2), world.buyer);
    expect(world.db.dump()).toBe(before);
    expect(preview).toMatchObject({ canPlace: true, problems: [] });
    expect(preview.readyAt).toBe(world.clock.now + 10 * 60_000);
    const { payableFen } = preview.quote;
    expect(payableFen).toBe(2 * TEA_FEN - 500);
    const { couponIds } = preview;
    const lines = [{ skuId: 'tea', qty: 2 }];
    const placed = await world.place({ lines, couponIds, expectedPayableFen: payableFen });
    expect(placed.payableFen).toBe(payableFen);
  });

  test('chooses the coupon that saves most; among equals the one that ends first', async () => {
    const world = shopWorld();
    const { id } = world.buyer;
    giveCoupon(world, id, aTemplate('five'));
    giveCoupon(world, id, aTemplate('half', { type: 'percent', rateBp: 5_000, capFen: 700 }));
    const soon = { validTo: world.clock.now + 1_000 };
    const best = giveCoupon(world, id, aTemplate('seven', { faceFen: 700 }), soon);
    giveCoupon(world, id, aTemplate('big', { faceFen: 900, thresholdFen: 9_900 }));
    const preview = await world.ok(previewCart, cart(2), world.buyer);
    expect(preview.couponIds).toEqual([best]);
    expect(preview.coupons.map(({ saveFen, usable }) => [saveFen, usable])).toEqual([
      [700, true],
      [700, true],
      [500, true],
      [0, false],
    ]);
    expect(preview.coupons.at(-1)?.why).toBe('还差¥75可用');
    const none = await world.ok(previewCart, cart(2, { couponIds: [] }), world.buyer);
    expect(none).toMatchObject({ couponIds: [], quote: { couponFen: 0 } });
  });

  test('names every problem at once and marks the lines', async () => {
    const world = shopWorld();
    shelve(world, STORE, aSku('old', 500, { status: 'offSale' }), 5);
    world.db.put('stores', aStore(STORE, { status: 'paused' }));
    const lines = [
      { skuId: 'tea', qty: 12 },
      { skuId: 'old', qty: 1 },
    ];
    const preview = await world.ok(previewCart, cart(1, { lines }), world.buyer);
    expect(preview.canPlace).toBe(false);
    expect(preview.problems.map(({ code }) => code)).toEqual([
      'STORE_CLOSED',
      'NOT_SOLD_HERE',
      'OUT_OF_STOCK',
    ]);
    expect(preview.quote.lines).toMatchObject([
      { skuId: 'tea', problem: '仅剩10件，请调整数量', available: 10 },
      { skuId: 'old', problem: '本店不售，请移除', amountFen: 0 },
    ]);
    expect(preview.readyAt).toBeNull();
  });

  test('a special price holds for the pieces there are at it, and says so', async () => {
    const world = shopWorld();
    const special = { priceFen: 900, from: 0, until: 4e12, reason: '临期', cap: 3 };
    shelve(world, STORE, aSku('milk', 1_500), 50, { listing: { special } });
    const milk = (qty: number) => cart(1, { lines: [{ skuId: 'milk', qty }] });
    const three = await world.ok(previewCart, milk(3), world.buyer);
    expect(three.quote).toMatchObject({ payableFen: 2_700, listFen: 4_500 });
    const four = await world.ok(previewCart, milk(4), world.buyer);
    expect(four.quote.payableFen).toBe(3 * 900 + 1_500);
    expect(four.quote.lines[0]?.problem).toContain('特价仅剩3件');
    expect(four.canPlace).toBe(true);
  });

  test('a special that ends between preview and order is told, not silently charged', async () => {
    const world = shopWorld();
    const until = world.clock.now + 60_000;
    const special = { priceFen: 900, from: 0, until, reason: '限时', cap: null };
    shelve(world, STORE, aSku('milk', 1_500), 50, { listing: { special } });
    const lines = [{ skuId: 'milk', qty: 1 }];
    const { quote } = await world.ok(previewCart, cart(1, { lines }), world.buyer);
    world.clock.advance(60_000);
    const order = world.order({ lines, expectedPayableFen: quote.payableFen });
    expect(await world.call(placeOrder, order, world.buyer)).toMatchObject({
      ok: false,
      code: 'PRICE_CHANGED',
      detail: { expectedFen: 900, payableFen: 1_500 },
    });
  });

  test('another member’s coupon is not there', async () => {
    const world = shopWorld();
    const couponId = giveCoupon(world, 'm_other', aTemplate('five'));
    const preview = await world.ok(previewCart, cart(1, { couponIds: [couponId] }), world.buyer);
    expect(preview).toMatchObject({ couponIds: [], canPlace: false });
    expect(preview.problems[0]?.code).toBe('COUPON_UNUSABLE');
  });
});
