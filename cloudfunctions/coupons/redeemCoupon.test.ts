import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';
import { checkWorld } from '../../tests/invariants';
import { testWorld } from '../kit/testing';
import { aSku, shelve } from '../orders/testing';
import { main as checkCoupon } from './checkCoupon';
import { main as redeemCoupon } from './redeemCoupon';
import { main as showCouponCode } from './showCouponCode';
import { aTemplate, giveCoupon } from './testing';

function tillWorld(terms: Partial<CouponTemplateDoc> = {}, coupon: Partial<CouponDoc> = {}) {
  const world = testWorld();
  const member = world.as.shopper('buyer');
  const cashier = world.as.staff({ roles: ['cashier'], storeId: 's1', name: '小周' });
  const couponId = giveCoupon(world, member.id, aTemplate('five', terms), coupon);
  const code = async () => (await world.ok(showCouponCode, { couponId }, member)).code;
  const bill = (text: string, billFen = 2_000) => ({
    requestId: world.requestId(),
    storeId: 's1',
    code: text,
    billFen,
  });
  return { ...world, member, cashier, couponId, code, bill };
}

describe('claimed online, used at the till', () => {
  test('takes its face off the bill, once, with who and where', async () => {
    const world = tillWorld();
    const code = await world.code();
    const checked = await world.ok(
      checkCoupon,
      { storeId: 's1', code, billFen: 2_000 },
      world.cashier,
    );
    expect(checked).toMatchObject({ saveFen: 500, coupon: { status: 'unused' } });
    const done = await world.ok(redeemCoupon, world.bill(code), world.cashier);
    expect(done).toMatchObject({ saveFen: 500, payFen: 1_500, couponName: '5元无门槛券' });
    expect(world.db.row('redemptions', world.couponId)).toMatchObject({
      storeId: 's1',
      billFen: 2_000,
      by: world.cashier.id,
    });
    expect(world.db.rows('auditLogs')).toMatchObject([{ actorName: '小周', storeId: 's1' }]);
    expect(world.db.row('outbox', `${world.couponId}:coupon.redeemed:0`)).toBeDefined();
    const again = await world.call(redeemCoupon, world.bill(code), world.cashier);
    expect(again).toMatchObject({ ok: false, code: 'COUPON_USED' });
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('greater than the bill: the bill is 0, never below', async () => {
    const world = tillWorld();
    const done = await world.ok(redeemCoupon, world.bill(await world.code(), 300), world.cashier);
    expect(done).toMatchObject({ saveFen: 300, payFen: 0 });
  });

  test('ten tills at once: one takes it', async () => {
    const world = tillWorld();
    const code = await world.code();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => world.call(redeemCoupon, world.bill(code), world.cashier)),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(world.db.rows('redemptions')).toHaveLength(1);
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('the same scan sent again answers the same', async () => {
    const world = tillWorld();
    const input = world.bill(await world.code());
    const first = await world.ok(redeemCoupon, input, world.cashier);
    expect(await world.ok(redeemCoupon, input, world.cashier)).toEqual(first);
  });
});

describe('kinds of coupons at the till', () => {
  const onSale = (world: ReturnType<typeof tillWorld>) =>
    shelve(world, 's1', aSku('tea', 1_200), 10);

  test('an exchange coupon pays for what the clerk scans, all but its own price', async () => {
    const world = tillWorld({
      type: 'exchange',
      faceFen: 0,
      exchange: { qty: 1, payFen: 100 },
      skuIds: ['tea'],
    });
    onSale(world);
    const code = await world.code();
    const seen = await world.ok(
      checkCoupon,
      { storeId: 's1', code, billFen: 2_000 },
      world.cashier,
    );
    expect(seen).toMatchObject({ saveFen: null, goods: [{ skuId: 'tea', title: '商品 tea' }] });
    const without = await world.call(redeemCoupon, world.bill(code), world.cashier);
    expect(without).toMatchObject({ code: 'WHICH_GOODS' });
    const wrong = { ...world.bill(code), skuId: 'cup' };
    expect(await world.call(redeemCoupon, wrong, world.cashier)).toMatchObject({
      code: 'WHICH_GOODS',
    });
    const done = await world.ok(redeemCoupon, { ...world.bill(code), skuId: 'tea' }, world.cashier);
    expect(done).toMatchObject({ saveFen: 1_100, payFen: 900 });
  });

  test('for one level: the level of today counts', async () => {
    const world = tillWorld({ levelIds: ['gold'] });
    const code = await world.code();
    const input = world.bill(code);
    expect(await world.call(redeemCoupon, input, world.cashier)).toMatchObject({
      code: 'NOT_THIS_STORE',
      message: expect.stringContaining('等级'),
    });
  });

  test('headquarters pays the shop for its part, booked once; the shop bears its own', async () => {
    const world = tillWorld({ costShare: { hqBp: 7_000, storeBp: 3_000 }, faceFen: 505 });
    await world.ok(redeemCoupon, world.bill(await world.code()), world.cashier);
    expect(world.db.row('redemptions', world.couponId)).toMatchObject({
      saveFen: 505,
      hqFen: 353,
      storeFen: 152,
    });
    const booked = world.db.row('ledgerTxns', `redemption:${world.couponId}`);
    expect(booked?.entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ account: 'interStore:hq:s1', deltaFen: 353 }),
        expect.objectContaining({ account: 'couponExpense:s1', deltaFen: -152 }),
      ]),
    );
    expect(checkWorld(world.db)).toEqual([]);
  });
});

describe('the code', () => {
  test('changes every minute; the one before still counts, an older one does not', async () => {
    const world = tillWorld();
    const first = await world.code();
    const check = (code: string) => world.call(checkCoupon, { storeId: 's1', code }, world.cashier);
    world.clock.advance(MINUTE_MS);
    expect(await world.code()).not.toBe(first);
    expect(await check(first)).toMatchObject({ ok: true });
    world.clock.advance(MINUTE_MS);
    expect(await check(first)).toMatchObject({ ok: false, code: 'CODE_EXPIRED' });
  });

  test.each([
    ['guessed', () => '1234567890'],
    ['of a known coupon without its mark', (code: string) => code.replace(/.$/, 'x')],
    ['moved to the next minute', (code: string) => code.replace(/\.(\w+)\./, '.zzzzzz.')],
    ['of another coupon', (code: string) => code.replace('five', 'ten')],
    ['of an operator', () => '{"$gt":""}'],
  ])('%s is unknown', async (_name, forge) => {
    const world = tillWorld();
    const code = forge(await world.code());
    const before = world.db.dump();
    expect(await world.call(redeemCoupon, world.bill(code), world.cashier)).toMatchObject({
      ok: false,
      code: 'CODE_UNKNOWN',
    });
    expect(world.db.dump()).toBe(before);
  });

  test('is shown to its owner only, and only while it can be used', async () => {
    const world = tillWorld();
    const { couponId } = world;
    const other = world.as.shopper('other');
    expect(await world.call(showCouponCode, { couponId }, other)).toMatchObject({
      code: 'NOT_FOUND',
    });
    await world.ok(redeemCoupon, world.bill(await world.code()), world.cashier);
    expect(await world.call(showCouponCode, { couponId }, world.member)).toMatchObject({
      code: 'NOT_USABLE',
    });
  });
});

describe('refused at the till', () => {
  test.each<[string, Partial<CouponTemplateDoc>, string]>([
    ['below the threshold', { thresholdFen: 2_001 }, 'BELOW_THRESHOLD'],
    ['in a shop it does not belong to', { storeIds: ['s2'] }, 'NOT_THIS_STORE'],
  ])('%s', async (_name, terms, code) => {
    const world = tillWorld(terms);
    const shown = await world.code();
    const before = world.db.dump();
    expect(await world.call(redeemCoupon, world.bill(shown), world.cashier)).toMatchObject({
      code,
    });
    expect(world.db.dump()).toBe(before);
  });

  test('while an unpaid order holds it', async () => {
    const world = tillWorld();
    const shown = await world.code();
    const coupon = world.db.row('coupons', world.couponId);
    if (coupon) world.db.put('coupons', { ...coupon, status: 'locked', lockOrderId: 'o_1' });
    expect(await world.call(redeemCoupon, world.bill(shown), world.cashier)).toMatchObject({
      code: 'COUPON_USED',
      message: expect.stringContaining('未付款订单'),
    });
  });

  test('online-only coupons, pickers, and clerks of other shops', async () => {
    const world = tillWorld({ offline: false });
    const { couponId, member } = world;
    expect(await world.call(showCouponCode, { couponId }, member)).toMatchObject({
      code: 'NOT_USABLE',
    });
    const usable = tillWorld();
    const code = await usable.code();
    const picker = usable.as.staff({ roles: ['picker'], storeId: 's1' });
    const foreign = usable.as.staff({ roles: ['cashier'], storeId: 's2' });
    expect(await usable.call(redeemCoupon, usable.bill(code), picker)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await usable.call(redeemCoupon, usable.bill(code), foreign)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(usable.db.row('coupons', usable.couponId)?.status).toBe('unused');
  });
});
