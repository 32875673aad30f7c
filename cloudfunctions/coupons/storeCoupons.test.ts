import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { aStore } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { main as claimCoupon } from './claimCoupon';
import { main as listStoreCoupons } from './listStoreCoupons';
import { main as saveStoreCoupon } from './saveStoreCoupon';
import { main as setCouponStatus } from './setCouponStatus';
import { main as stopStoreCoupon } from './stopStoreCoupon';

function shopWorld(ownCoupons?: 'off' | 'approval' | 'free') {
  const world = testWorld();
  world.db.put('stores', aStore('s1'), aStore('s2'));
  if (ownCoupons) {
    const value = { approvalFromFen: 0, ownCoupons: 'off', byStore: { s1: ownCoupons } };
    world.db.put('settings', { _id: 'campaigns', value, version: 1 });
  }
  const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const hq = world.as.hq(['hqMarketing']);
  const coupon = (more: object = {}) => ({
    requestId: world.requestId(),
    storeId: 's1',
    name: '街坊券',
    type: 'amount' as const,
    faceFen: 500,
    rateBp: 9_000,
    capFen: null,
    thresholdFen: 3_000,
    total: 100,
    perMember: 1,
    claimTo: world.clock.now + DAY_MS,
    validDays: 7,
    ...more,
  });
  const claim = (templateId: string) =>
    world.call(claimCoupon, { requestId: world.requestId(), templateId }, world.as.shopper('a'));
  return { ...world, manager, hq, coupon, claim };
}

test('nobody claims it before headquarters has said yes; the shop pays for all of it', async () => {
  const w = shopWorld();
  const { templateId, status } = await w.ok(saveStoreCoupon, w.coupon(), w.manager);
  expect(status).toBe('pending');
  expect(await w.claim(templateId)).toMatchObject({ code: 'NOT_CLAIMABLE' });
  const yes = { requestId: w.requestId(), templateId, status: 'active' as const, reason: '' };
  await w.ok(setCouponStatus, yes, w.hq);
  expect(await w.claim(templateId)).toMatchObject({ ok: true });
  const { items } = await w.ok(listStoreCoupons, { storeId: 's1' }, w.manager);
  expect(items).toMatchObject([
    {
      ownerStoreId: 's1',
      issued: 1,
      form: { storeIds: ['s1'], costShare: { hqBp: 0, storeBp: 10_000 } },
    },
  ]);
});

test('refused by headquarters it stays refused; taken down it can be let go on by headquarters only', async () => {
  const w = shopWorld('free');
  const one = await w.ok(saveStoreCoupon, w.coupon(), w.manager);
  expect(one.status).toBe('active');
  const set = (templateId: string, status: 'active' | 'stopped' | 'rejected') =>
    w.call(setCouponStatus, { requestId: w.requestId(), templateId, status, reason: '违规' }, w.hq);
  expect(await set(one.templateId, 'stopped')).toMatchObject({ ok: true });
  expect(await w.claim(one.templateId)).toMatchObject({ code: 'NOT_CLAIMABLE' });
  const stop = { requestId: w.requestId(), storeId: 's1', templateId: one.templateId };
  expect(await w.call(stopStoreCoupon, stop, w.manager)).toMatchObject({ code: 'WRONG_STATE' });
  w.db.put('settings', {
    _id: 'campaigns',
    value: { approvalFromFen: 0, ownCoupons: 'approval', byStore: {} },
    version: 2,
  });
  w.cold();
  const two = await w.ok(saveStoreCoupon, w.coupon(), w.manager);
  expect(await set(two.templateId, 'rejected')).toMatchObject({ ok: true });
  expect(await set(two.templateId, 'active')).toMatchObject({ code: 'WRONG_STATE' });
});

test('not where headquarters does not let it, not more than five, not for another shop', async () => {
  const off = shopWorld('off');
  expect(await off.call(saveStoreCoupon, off.coupon(), off.manager)).toMatchObject({
    code: 'NOT_HERE',
  });
  const w = shopWorld('free');
  for (let i = 0; i < 5; i += 1) await w.ok(saveStoreCoupon, w.coupon(), w.manager);
  expect(await w.call(saveStoreCoupon, w.coupon(), w.manager)).toMatchObject({ code: 'TOO_MANY' });
  const [first] = w.db.rows('couponTemplates');
  const stop = { requestId: w.requestId(), storeId: 's1', templateId: first?._id ?? '' };
  expect(await w.ok(stopStoreCoupon, stop, w.manager)).toMatchObject({ status: 'stopped' });
  expect(await w.call(saveStoreCoupon, w.coupon({ faceFen: 3_001 }), w.manager)).toMatchObject({
    code: 'BAD_COUPON',
  });
  expect(await w.call(saveStoreCoupon, w.coupon({ storeId: 's2' }), w.manager)).toMatchObject({
    code: 'NOT_FOUND',
  });
  const other = w.as.staff({ roles: ['storeManager'], storeId: 's2' });
  const foreign = { ...stop, requestId: w.requestId(), storeId: 's2' };
  expect(await w.call(stopStoreCoupon, foreign, other)).toMatchObject({ code: 'NOT_FOUND' });
});
