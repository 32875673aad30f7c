import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import type { FaultKind } from '../kit/db/memory/faults';
import { testWorld } from '../kit/testing';
import { main as claimCoupon } from './claimCoupon';
import { main as listCouponCentre } from './listCouponCentre';
import { main as listMyCoupons } from './listMyCoupons';
import { aTemplate } from './testing';

function couponWorld(more: Parameters<typeof aTemplate>[1] = {}) {
  const world = testWorld();
  world.db.put('couponTemplates', aTemplate('five', more));
  return { ...world, member: world.as.shopper('buyer') };
}
type World = ReturnType<typeof couponWorld>;
const claim = (world: World) => ({ requestId: world.requestId(), templateId: 'five' });
const issued = (world: World) => world.db.row('couponTemplates', 'five')?.issued;

describe('claiming', () => {
  test('gives a coupon that is valid to the end of its last day', async () => {
    const world = couponWorld({ validDays: 7 });
    const { coupon } = await world.ok(claimCoupon, claim(world), world.member);
    expect(coupon).toMatchObject({ status: 'unused', faceText: '5元', ruleText: '无门槛' });
    expect(coupon.validTo).toBe(Date.UTC(2026, 10, 29, 16) - 1);
    expect(issued(world)).toBe(1);
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('60 members want the 20 there are: exactly 20 get one', async () => {
    const world = couponWorld({ total: 20 });
    const replies = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const who = world.as.shopper(`p${i}`);
        const input = claim(world);
        // The phone tries again while it is told that many are at it.
        for (;;) {
          const reply = await world.call(claimCoupon, input, who);
          if (reply.ok || reply.code === 'ALL_CLAIMED') return reply;
        }
      }),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(20);
    expect(issued(world)).toBe(20);
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('ten taps of one member at once stay within the limit', async () => {
    const world = couponWorld({ perMember: 2 });
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => world.call(claimCoupon, claim(world), world.member)),
    );
    expect(replies.filter((r) => r.ok).length).toBeLessThanOrEqual(2);
    await world.call(claimCoupon, claim(world), world.member);
    await world.call(claimCoupon, claim(world), world.member);
    const over = await world.call(claimCoupon, claim(world), world.member);
    expect(over).toMatchObject({ ok: false, code: 'LIMIT_REACHED' });
    expect(issued(world)).toBe(2);
    expect(checkWorld(world.db)).toEqual([]);
  });

  test('the same request again is the same coupon', async () => {
    const world = couponWorld({ perMember: 5 });
    const input = claim(world);
    const first = await world.ok(claimCoupon, input, world.member);
    expect(await world.ok(claimCoupon, input, world.member)).toEqual(first);
    expect(issued(world)).toBe(1);
  });

  test.each([
    ['stopped', { status: 'stopped' as const }],
    ['not yet', { claimFrom: 4e12 }],
    ['over', { claimTo: 1 }],
  ])('%s: not claimable, nothing changes', async (_name, more) => {
    const world = couponWorld(more);
    const before = world.db.dump();
    expect(await world.call(claimCoupon, claim(world), world.member)).toMatchObject({
      ok: false,
      code: 'NOT_CLAIMABLE',
    });
    expect(world.db.dump()).toBe(before);
  });

  test.each<FaultKind>(['crashBefore', 'crashAfter', 'fail', 'lost'])(
    'cut by %s at any database call and tried again: one coupon',
    async (kind) => {
      for (let call = 1; ; call += 1) {
        const world = couponWorld();
        const input = claim(world);
        world.db.faults.arm(call, kind);
        await world.call(claimCoupon, input, world.member);
        const hit = world.db.faults.struck;
        world.db.faults.clear();
        expect({ call, broken: checkWorld(world.db) }).toEqual({ call, broken: [] });
        await world.ok(claimCoupon, input, world.member);
        expect({ call, issued: issued(world) }).toEqual({ call, issued: 1 });
        expect({ call, broken: checkWorld(world.db) }).toEqual({ call, broken: [] });
        if (!hit) break;
      }
    },
  );
});

describe('the coupon centre', () => {
  test('says what is left, what one has, and why one cannot', async () => {
    const world = couponWorld();
    world.db.put(
      'couponTemplates',
      aTemplate('gone', { total: 3, issued: 3 }),
      aTemplate('over', { claimTo: 1 }),
      aTemplate('there', { storeIds: ['s9'] }),
    );
    await world.ok(claimCoupon, claim(world), world.member);
    const { items } = await world.ok(listCouponCentre, { storeId: 's1' }, world.member);
    const shown = items.map(({ templateId, left, mine, canClaim, why }) => [
      templateId,
      left,
      mine,
      canClaim,
      why,
    ]);
    expect(shown.toSorted()).toEqual([
      ['five', 99, 1, false, '已领取'],
      ['gone', 0, 0, false, '已领完'],
    ]);
  });
});

describe('my coupons', () => {
  test('move to the expired ones by the clock alone', async () => {
    const world = couponWorld({ validDays: 1 });
    await world.ok(claimCoupon, claim(world), world.member);
    const tab = async (name: 'unused' | 'expired') =>
      (await world.ok(listMyCoupons, { tab: name }, world.member)).items.length;
    expect([await tab('unused'), await tab('expired')]).toEqual([1, 0]);
    world.clock.advance(2 * DAY_MS);
    expect([await tab('unused'), await tab('expired')]).toEqual([0, 1]);
    const other = await world.ok(listMyCoupons, {}, world.as.shopper('other'));
    expect(other.items).toEqual([]);
  });
});
