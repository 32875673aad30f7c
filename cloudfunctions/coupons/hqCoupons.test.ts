import { describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import type { saveCouponTemplate as saveCall } from '#shared/contracts/hqCoupons';
import { DAY_MS } from '#shared/domain/time';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { aStore } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { main as claimCoupon } from './claimCoupon';
import { main as expireCoupons } from './expireCoupons';
import { main as grantCoupons } from './grantCoupons';
import { main as listCouponGrants } from './listCouponGrants';
import { main as listCouponTemplates } from './listCouponTemplates';
import { main as listMyCoupons } from './listMyCoupons';
import { main as runCouponGrant } from './runCouponGrant';
import { main as saveCouponTemplate } from './saveCouponTemplate';
import { main as setCouponStatus } from './setCouponStatus';
import { aTemplate, giveCoupon } from './testing';
import { main as voidCoupons } from './voidCoupons';

type Form = In<typeof saveCall>['form'];

function couponWorld({
  members = 0,
  ...more
}: { members?: number } & Partial<ReturnType<typeof aTemplate>> = {}) {
  const world = testWorld();
  const hq = world.as.hq(['hqMarketing']);
  world.db.put('stores', aStore('s1'));
  world.db.put('couponTemplates', aTemplate('five', more));
  for (let i = 0; i < members; i += 1)
    world.db.put('members', {
      _id: `m_${String(i).padStart(3, '0')}`,
      openid: '',
      nickname: `客${i}`,
      createdAt: 0,
      lastStoreId: null,
    });
  const id = () => ({ requestId: world.requestId() });
  const grant = async (segment: In<typeof grantCoupons.spec>['segment'] = { kind: 'all' }) =>
    (await world.ok(grantCoupons, { ...id(), templateId: 'five', segment, reason: '周年' }, hq))
      .grantId;
  const run = (grantId: string) => world.ok(runCouponGrant, { grantId }, hq);
  const issued = () => world.db.row('couponTemplates', 'five')?.issued;
  return { ...world, hq, id, grant, run, issued };
}

const form = (now: number, more: Partial<Form> = {}): Form => ({
  name: '满50减10',
  type: 'amount',
  faceFen: 1_000,
  rateBp: 10_000,
  capFen: null,
  exchange: null,
  thresholdFen: 5_000,
  storeIds: [],
  categoryIds: [],
  skuIds: [],
  exceptSkuIds: [],
  levelIds: [],
  stackGroup: 'goods',
  withOrderRules: true,
  plainOnly: false,
  belowFloor: true,
  costShare: { hqBp: 5_000, storeBp: 5_000 },
  online: true,
  offline: true,
  total: 100,
  perMember: 1,
  claimable: true,
  claimFrom: now,
  claimTo: now + DAY_MS,
  validDays: 7,
  fixed: null,
  ...more,
});

describe('templates', () => {
  test('of every kind; the list tells issued, used and who bears it', async () => {
    const w = couponWorld();
    const now = w.clock.now;
    const kinds: Partial<Form>[] = [
      {},
      { name: '无门槛', thresholdFen: 0 },
      { name: '八八折', type: 'percent', rateBp: 8_800, capFen: 1_500 },
      { name: '免运费', type: 'freight', faceFen: 600, offline: false, stackGroup: 'freight' },
      { name: '换购', type: 'exchange', exchange: { qty: 1, payFen: 100 }, skuIds: ['tea'] },
      { name: '固定期', validDays: 0, fixed: { from: now, to: now + 30 * DAY_MS } },
    ];
    for (const more of kinds)
      await w.ok(saveCouponTemplate, { ...w.id(), form: form(now, more) }, w.hq);
    const five = w.db.row('couponTemplates', 'five');
    if (five)
      w.db.put('couponTemplates', {
        ...five,
        used: 3,
        usedFen: 1_501,
        costShare: { hqBp: 5_000, storeBp: 5_000 },
      });
    const { items, total } = await w.ok(listCouponTemplates, { size: 100 }, w.hq);
    expect(total).toBe(7);
    expect(items.map(({ faceText, ruleText }) => `${faceText} ${ruleText}`)).toContain(
      '¥1换购 满50元可用',
    );
    expect(items.find(({ templateId }) => templateId === 'five')).toMatchObject({
      used: 3,
      usedFen: 1_501,
      hqFen: 750,
      storeFen: 751,
      statusText: '发放中',
    });
    const found = await w.ok(listCouponTemplates, { query: '换购', type: 'exchange' }, w.hq);
    expect(found.items).toHaveLength(1);
  });

  test.each<[string, Partial<Form>]>([
    ['more off than its threshold', { faceFen: 5_001 }],
    ['shares that are not the whole', { costShare: { hqBp: 5_000, storeBp: 4_000 } }],
    ['nowhere to use', { online: false, offline: false }],
    ['never valid', { validDays: 0 }],
    ['a freight coupon at the till', { type: 'freight' }],
    ['an exchange without goods', { type: 'exchange', exchange: { qty: 1, payFen: 0 } }],
    ['more each than in all', { total: 1, perMember: 2 }],
    ['over before it began', { validDays: 0, fixed: { from: 0, to: 1 } }],
  ])('refused: %s', async (_what, more) => {
    const w = couponWorld();
    const input = { ...w.id(), form: form(w.clock.now, more) };
    expect(await w.call(saveCouponTemplate, input, w.hq)).toMatchObject({ code: 'BAD_COUPON' });
  });

  test('what somebody has keeps its terms; there may be more of it', async () => {
    const w = couponWorld();
    const now = w.clock.now;
    const { templateId } = await w.ok(saveCouponTemplate, { ...w.id(), form: form(now) }, w.hq);
    await w.ok(claimCoupon, { ...w.id(), templateId }, w.as.shopper('a'));
    const change = (more: Partial<Form>, version: number) =>
      w.call(saveCouponTemplate, { ...w.id(), templateId, version, form: form(now, more) }, w.hq);
    expect(await change({ faceFen: 500 }, 1)).toMatchObject({ code: 'TERMS_PROMISED' });
    expect(await change({ total: 200, name: '改名' }, 1)).toMatchObject({ data: { version: 2 } });
    expect(await change({ total: 300 }, 1)).toMatchObject({ code: 'STALE' });
    expect(w.db.row('couponTemplates', templateId)).toMatchObject({ issued: 1, total: 200 });
  });

  test('stopped: nobody claims, what people have can still be used; then it goes on', async () => {
    const w = couponWorld();
    const set = (status: 'active' | 'stopped' | 'rejected', reason = '预算用完') =>
      w.call(setCouponStatus, { ...w.id(), templateId: 'five', status, reason }, w.hq);
    expect(await set('stopped', '')).toMatchObject({ code: 'BAD_INPUT' });
    expect(await set('stopped')).toMatchObject({ ok: true });
    const claim = () => w.call(claimCoupon, { ...w.id(), templateId: 'five' }, w.as.shopper('a'));
    expect(await claim()).toMatchObject({ code: 'NOT_CLAIMABLE' });
    expect(await set('rejected')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await set('active', '')).toMatchObject({ ok: true });
    expect(await claim()).toMatchObject({ ok: true });
  });

  test('for one level: others hear why; its own may claim', async () => {
    const w = couponWorld({ levelIds: ['gold'] });
    const buyer = w.as.shopper('a');
    const claim = () => w.call(claimCoupon, { ...w.id(), templateId: 'five' }, buyer);
    expect(await claim()).toMatchObject({ code: 'NOT_THIS_LEVEL' });
    w.db.put('couponTemplates', aTemplate('five', { levelIds: ['basic'] }));
    expect(await claim()).toMatchObject({ ok: true });
  });
});

describe('a batch', () => {
  test('edge case 25: 45 members want the 30 there are: 30, and it says that they ran out', async () => {
    const w = couponWorld({ members: 45, total: 30 });
    const grantId = await w.grant();
    expect(await w.run(grantId)).toMatchObject({ granted: 30, skipped: 10, status: 'short' });
    expect(w.issued()).toBe(30);
    expect(checkWorld(w.db)).toEqual([]);
    expect(await w.run(grantId)).toMatchObject({ granted: 30 });
  });

  test('who has as many as one may have gets none; a list takes known members only', async () => {
    const w = couponWorld({ members: 5 });
    const { db, clock } = w;
    giveCoupon({ db, clock }, 'm_001', aTemplate('five'));
    const five = db.row('couponTemplates', 'five');
    if (five) db.put('couponTemplates', { ...five, perMember: 1 });
    const memberIds = ['m_004', 'm_001', 'm_999', 'm_001'];
    const grantId = await w.grant({ kind: 'list', memberIds });
    const out = await w.run(grantId);
    expect(out).toMatchObject({
      granted: 1,
      skipped: 2,
      of: 3,
      status: 'done',
      segmentText: '名单 3 人',
    });
    expect(checkWorld(w.db)).toEqual([]);
  });

  test('edge case 24: two runs and a crowd that claims at once stay within every limit', async () => {
    const w = couponWorld({ members: 40, total: 60, perMember: 2 });
    const [one, two] = [await w.grant(), await w.grant()];
    const crowd = Array.from({ length: 20 }, (_, i) =>
      w.call(claimCoupon, { ...w.id(), templateId: 'five' }, w.as.shopper(`p${i}`)),
    );
    await Promise.all([w.run(one), w.run(one), w.run(two), w.run(two), ...crowd]);
    for (const grantId of [one, two]) await w.run(grantId);
    expect(w.issued()).toBe(60);
    expect(checkWorld(w.db)).toEqual([]);
  });

  test('cut anywhere in any way and gone on with: everybody exactly one', async () => {
    const struck = await faultSweep(
      () => couponWorld({ members: 21 }),
      async (w) => {
        const grantId = await w.call(
          grantCoupons,
          { ...w.id(), templateId: 'five', segment: { kind: 'all' }, reason: '周年' },
          w.hq,
        );
        if (grantId.ok) await w.call(runCouponGrant, { grantId: grantId.data.grantId }, w.hq);
      },
      async (w) => {
        expect(checkWorld(w.db)).toEqual([]);
        for (const { _id } of w.db.rows('couponGrants')) await w.run(_id);
        const grants = w.db.rows('couponGrants').length;
        expect(w.issued()).toBe(grants === 0 ? 0 : 21);
        expect(checkWorld(w.db)).toEqual([]);
      },
    );
    expect(struck).toBeGreaterThan(20);
    // Some hundred stories of a hundred calls each.
  }, 120_000);

  test('of a coupon that was stopped on the way stops too; the night goes on with forgotten ones', async () => {
    const w = couponWorld({ members: 30 });
    await w.grant();
    const night = await w.ok(expireCoupons, {}, w.as.timer());
    expect(night).toMatchObject({ grants: 1, more: false });
    expect(w.issued()).toBe(30);
    const later = await w.grant();
    const stop = { ...w.id(), templateId: 'five', status: 'stopped' as const, reason: '停' };
    await w.ok(setCouponStatus, stop, w.hq);
    expect(await w.run(later)).toMatchObject({ status: 'stopped', granted: 0 });
    const { items, total } = await w.ok(listCouponGrants, { templateId: 'five' }, w.hq);
    expect(total).toBe(2);
    expect(items.map(({ statusText }) => statusText).toSorted()).toEqual([
      '券已停发，未发完',
      '已发完',
    ]);
    const again = {
      ...w.id(),
      templateId: 'five',
      segment: { kind: 'all' as const },
      reason: '再来',
    };
    expect(await w.call(grantCoupons, again, w.hq)).toMatchObject({ code: 'NOT_ACTIVE' });
  });
});

describe('the end of a coupon', () => {
  test('taken back by headquarters: what an unpaid order holds stays with it', async () => {
    const w = couponWorld();
    const { db, clock } = w;
    const buyer = w.as.shopper('a');
    giveCoupon({ db, clock }, buyer.id, aTemplate('five'));
    const held = giveCoupon({ db, clock }, buyer.id, aTemplate('five'));
    const coupon = db.row('coupons', held);
    if (coupon)
      db.put('coupons', { ...coupon, status: 'locked', lockOrderId: 'o_1', lockedAt: clock.now });
    const out = await w.ok(voidCoupons, { ...w.id(), templateId: 'five', reason: '发错了' }, w.hq);
    expect(out).toEqual({ voided: 1, more: false });
    expect(db.row('coupons', held)?.status).toBe('locked');
    expect((await w.ok(listMyCoupons, { tab: 'expired' }, buyer)).items).toHaveLength(1);
    const one = { ...w.id(), templateId: 'five', memberIds: ['m_x'], reason: '发错了' };
    expect(await w.ok(voidCoupons, one, w.hq)).toEqual({ voided: 0, more: false });
  });

  test('at night the run-out ones leave; the ones of today stay; twice is once', async () => {
    const w = couponWorld();
    const { db, clock } = w;
    const old = giveCoupon({ db, clock }, 'm_1', aTemplate('five'), { validTo: clock.now - 1 });
    const good = giveCoupon({ db, clock }, 'm_1', aTemplate('five'), { validTo: clock.now });
    expect(await w.ok(expireCoupons, {}, w.as.timer())).toMatchObject({ expired: 1 });
    expect(await w.ok(expireCoupons, {}, w.as.timer())).toMatchObject({ expired: 0 });
    expect(db.row('coupons', old)).toMatchObject({ status: 'void', voided: { why: 'expired' } });
    expect(db.row('coupons', good)?.status).toBe('unused');
    expect(checkWorld(db)).toEqual([]);
  });
});
