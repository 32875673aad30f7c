import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, businessDayOf, endOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import { brokenAssets } from '../../tests/invariants/assets';
import { testWorld, type TestWorld } from '../kit/testing';
import { newMember } from '../members/newMember';
import { main as confirmSettlement } from './confirmSettlement';
import { main as expirePoints } from './expirePoints';
import { main as getLedgerReport } from './getLedgerReport';
import { holdAssets } from './holds';
import { main as listAlarms } from './listAlarms';
import { main as listSettlements } from './listSettlements';
import { main as maturePoints } from './maturePoints';
import { main as proveLedger } from './proveLedger';
import { main as remindCards } from './remindCards';
import { commitAssets, type Sale } from './sale';
import { main as settleLevels } from './settleLevels';
import { main as settleStores } from './settleStores';
import {
  aCtx,
  aSale,
  assetsOf,
  balances,
  giveCard,
  giveMoney,
  givePoints,
  inTx,
  openDb,
} from './testing';

const M = 'm_1';
/** Of some day, in Shanghai. */
const HALF_PAST_FOUR = Date.UTC(2026, 10, 21, 20, 30);
const sell = (world: TestWorld, sale: Sale) =>
  inTx(world, (tx) => commitAssets(tx, aCtx(world), sale));
/** As much of an order as the timers read. */
const order = (world: TestWorld, _id: string, more: Partial<OrderDoc>) =>
  world.db.put('orders', { _id, status: 'paid', completedAt: null, ...more } as OrderDoc);
const sound = (world: TestWorld) => brokenAssets(world.db, true);

describe('points', () => {
  test('mature a week after the hand-over, not before, and pay a debt first', async () => {
    const world = testWorld();
    const sale = aSale(M, { providerFen: 10_000, earned: 100, storeId: 's2' });
    await sell(world, sale);
    order(world, sale.orderId, {});
    const run = () => world.ok(maturePoints, {}, world.as.timer());
    world.clock.advance(8 * DAY_MS);
    expect(await run()).toMatchObject({ done: 0 });
    const completedAt = world.clock.now;
    order(world, sale.orderId, { status: 'completed', completedAt });
    world.clock.advance(7 * DAY_MS - HOUR_MS);
    expect(await run()).toMatchObject({ done: 0 });
    // Meanwhile somebody took 30 that were not there.
    const own = assetsOf(world, M);
    world.db.put('assets', { ...own, points: { ...own.points, debt: 30 } });
    givePointsRow(world, -30);
    world.clock.advance(HOUR_MS);
    expect(await run()).toMatchObject({ done: 1, failed: 0, more: false });
    expect(await run()).toMatchObject({ done: 0 });
    const { points } = assetsOf(world, M);
    expect(points).toMatchObject({ active: 70, pending: 0, debt: 0 });
    // Bought in November 2026: until the last day of November 2027.
    expect(points.lots).toMatchObject([
      { storeId: 's2', expireAt: endOf('2027-11-30'), key: '2027-11-30:s2' },
    ]);
    expect(sound(world)).toEqual([]);
  });

  test('expire by the end of their day, oldest first; what an unpaid order holds stays', async () => {
    const world = testWorld();
    givePoints(world, M, 50, { expireAt: endOf('2026-11-22') });
    givePoints(world, M, 40, { expireAt: endOf('2026-12-31'), storeId: 's2' });
    const claim = { holdId: 'h', orderId: 'o', at: 0, principalFen: 0, bonusFen: 0, points: 20 };
    await holdAssets(openDb(world), M, claim);
    const run = () => world.ok(expirePoints, {}, world.as.timer());
    expect(await run()).toMatchObject({ done: 0 });
    world.clock.advance(DAY_MS);
    expect(await run()).toMatchObject({ done: 1 });
    expect(await run()).toMatchObject({ done: 0 });
    expect(assetsOf(world, M).points).toMatchObject({ active: 40 });
    const sale = aSale(M, { holdId: 'h', points: 20 });
    await sell(world, sale);
    expect(assetsOf(world, M).points).toMatchObject({ active: 40, lots: [{ qty: 40 }] });
    expect(sound(world)).toEqual([]);
  });
});

/** A debt of so many, booked. */
function givePointsRow(world: TestWorld, by: number): void {
  const row = { memberId: M, storeId: 's1', at: world.clock.now, text: '测试' };
  const change = { active: 0, pending: 0, debt: -by, growth: 0, tabs: ['points' as const] };
  world.db.put('pointEntries', { _id: 'test:debt', ...row, ...change });
}

describe('levels', () => {
  test('up at once; down only when their year is over and it did not carry them', async () => {
    const world = testWorld();
    await sell(world, aSale(M, { providerFen: 600_000, growth: 6_000 }));
    expect(assetsOf(world, M).levelId).toBe('gold');
    const run = () => world.ok(settleLevels, {}, world.as.timer());
    world.clock.advance(300 * DAY_MS);
    await sell(world, aSale(M, { providerFen: 150_000, growth: 1_500 }));
    expect(await run()).toMatchObject({ done: 0 });
    expect(assetsOf(world, M).levelId).toBe('gold');
    world.clock.advance(65 * DAY_MS);
    expect(await run()).toMatchObject({ done: 1 });
    // 1,500 in the gold year: silver, for another year.
    expect(assetsOf(world, M)).toMatchObject({
      levelId: 'silver',
      growth: 1_500,
      floorLevelId: 'silver',
      levelUntil: Date.UTC(2028, 10, 22, 2),
    });
    expect(await run()).toMatchObject({ done: 0 });
    world.clock.advance(366 * DAY_MS);
    expect(await run()).toMatchObject({ done: 1 });
    expect(assetsOf(world, M)).toMatchObject({ levelId: 'basic', levelUntil: 0, growth: 0 });
    expect(sound(world)).toEqual([]);
  });
});

test('holders hear once that their card ends, and what it has saved', async () => {
  const world = testWorld();
  const lin = world.as.shopper('lin');
  const { seal, clock } = world;
  world.db.put('members', newMember({ seal, now: clock.now }, { id: lin.id, openid: 'lin' }));
  giveCard(world, lin.id, { to: clock.now + 10 * DAY_MS, benefitUsedFen: 4_200 });
  const run = () => world.ok(remindCards, {}, world.as.timer());
  expect(await run()).toMatchObject({ done: 0 });
  clock.advance(4 * DAY_MS);
  expect(await run()).toMatchObject({ done: 1 });
  await run();
  expect(world.sent).toMatchObject([
    { openid: 'lin', template: 'cardEnding', data: { thing3: '这一年已为你省 ¥42' } },
  ]);
});

describe('the nightly proof', () => {
  /** At the next half past four in the morning. */
  const night = async (world: TestWorld) => {
    world.clock.advance(DAY_MS - ((world.clock.now - HALF_PAST_FOUR) % DAY_MS));
    return world.ok(proveLedger, {}, world.as.timer());
  };
  const alarms = async (world: TestWorld) =>
    (await world.ok(listAlarms, {}, world.as.hq(['hqFinance']))).items;

  test('finds nothing where all is booked, and closes the day', async () => {
    const world = testWorld();
    giveMoney(world, M, 10_000, 1_000);
    givePoints(world, M, 10);
    const sale = aSale(M, { providerFen: 300, earned: 3, growth: 3 });
    await sell(world, sale);
    expect(await night(world)).toEqual({ days: 1, members: 1, wrong: 0, more: false });
    expect(await world.ok(proveLedger, {}, world.as.timer())).toMatchObject({ members: 0 });
    expect(await alarms(world)).toEqual([]);
    const day = businessDayOf(Date.UTC(2026, 10, 22, 2));
    const report = await world.ok(
      getLedgerReport,
      { from: day, to: day },
      world.as.hq(['hqFinance']),
    );
    expect(report).toMatchObject({
      closedTo: day,
      sumFen: 0,
      members: { principalFen: 10_000, bonusFen: 1_000, points: 10 },
      proof: { members: 1, openAlarms: 0 },
    });
    const fenOf = (account: string) =>
      report.accounts.find((line) => line.account === account)?.fen;
    expect(fenOf('members:principal')).toBe(10_000);
    expect(fenOf('revenue:s2')).toBe(300);
    expect(report.owed).toMatchObject([{ from: '总部', fen: 300, text: '总部代收线上付款' }]);
  });

  test('says which balance is not what was booked, and is silent again once it is', async () => {
    const world = testWorld();
    giveMoney(world, M, 10_000);
    givePoints(world, M, 10);
    const own = assetsOf(world, M);
    const more = { ...own.wallet, principalFen: 10_001 };
    world.db.put('assets', { ...own, wallet: more, growth: 7 });
    const txn = world.db.rows('ledgerTxns')[0];
    if (txn)
      world.db.put('ledgerTxns', {
        ...txn,
        _id: 'bad:1',
        memberId: null,
        entries: txn.entries.slice(1),
      });
    expect(await night(world)).toMatchObject({ wrong: 1 });
    expect(await alarms(world)).toMatchObject([
      { kind: 'ledger', key: 'bad:1' },
      { kind: 'points', key: M, text: '成长值：账户 7，流水合计 0' },
      { kind: 'wallet', key: M },
    ]);
    world.db.put('assets', own);
    expect(await night(world)).toMatchObject({ wrong: 0 });
    expect((await alarms(world)).map(({ kind }) => kind)).toEqual(['ledger']);
  });
});

describe('the weekly settlement', () => {
  const WEEK = '2026-11-16';
  const afterSunday = async (world: TestWorld) => {
    // Monday 05:10: the books of Sunday are closed at 04:30.
    world.clock.advance(19 * HOUR_MS);
    await world.ok(proveLedger, {}, world.as.timer());
    return world.ok(settleStores, {}, world.as.timer());
  };

  test('§5.5: A owes 50, HQ owes 10 and what it collected; B gets it; the sum is 0', async () => {
    const world = testWorld();
    const hq = world.as.hq(['hqFinance']);
    for (const [id, name] of Object.entries({ A: '甲店', B: '乙店' }))
      world.db.put('stores', { _id: id, name } as never);
    giveMoney(world, M, 10_000, 1_000, 'A');
    const claim = { holdId: 'h', orderId: 'o', at: 0, points: 0 };
    await holdAssets(openDb(world), M, { ...claim, principalFen: 5_000, bonusFen: 500 });
    const wallet = { holdId: 'h', principalFen: 5_000, bonusFen: 500 };
    const costs = [{ kind: 'coupon' as const, by: 'hq', fen: 500 }];
    await sell(world, aSale(M, { storeId: 'B', ...wallet, costs }));

    expect(await world.ok(settleStores, {}, world.as.timer())).toMatchObject({ settled: true });
    expect(world.db.rows('settlements')).toEqual([]);
    expect(await afterSunday(world)).toEqual({ period: WEEK, stores: 3, settled: true });
    const { items, sumFen, period } = await world.ok(listSettlements, {}, hq);
    expect({ period, sumFen }).toEqual({ period: WEEK, sumFen: 0 });
    const net = Object.fromEntries(items.map((item) => [item.storeName, item.netFen]));
    expect(net).toEqual({ 甲店: 5_000, 乙店: -6_000, 总部: 1_000 });
    expect(items.find(({ storeId }) => storeId === 'B')?.lines).toEqual([
      { toName: '甲店', kind: 'principal', text: '储值本金跨店消费', fen: -5_000 },
      { toName: '总部', kind: 'bonus', text: '赠送金承担', fen: -500 },
      { toName: '总部', kind: 'coupon', text: '优惠券承担', fen: -500 },
    ]);

    // Between the shops nothing is open any more; paid, nothing is left at all.
    const fen = balances(world);
    expect(['interStore:A:B', 'interStore:B:A', 'interStore:hq:B'].map((a) => fen.get(a))).toEqual([
      0, 0, 0,
    ]);
    const a = items.find(({ storeId }) => storeId === 'A')?.settlementId ?? '';
    const input = { requestId: world.requestId(), settlementId: a, paidRef: '银行 001' };
    await world.ok(confirmSettlement, input, hq);
    expect(balances(world).get('settlement:A')).toBe(0);
    const again = { ...input, requestId: world.requestId() };
    expect(await world.call(confirmSettlement, again, hq)).toMatchObject({ code: 'DECIDED' });
    expect(sound(world)).toEqual([]);

    // A second run and the next week, in which nothing was sold, settle nothing twice.
    expect(await world.ok(settleStores, {}, world.as.timer())).toMatchObject({ stores: 0 });
    world.clock.advance(7 * DAY_MS);
    await world.ok(proveLedger, {}, world.as.timer());
    await world.ok(settleStores, {}, world.as.timer());
    expect(world.db.rows('settlements')).toHaveLength(3);
  });

  test('a region sees its shops only', async () => {
    const world = testWorld();
    world.db.put('stores', { _id: 's2', name: '乙店', regionId: 'r1' } as never);
    await sell(world, aSale(M, { providerFen: 100 }));
    await afterSunday(world);
    const region = world.as.hq(['regionManager'], { regionId: 'r1' });
    const { items } = await world.ok(listSettlements, {}, region);
    expect(items.map(({ storeId }) => storeId)).toEqual(['s2']);
  });

  test('without the books of Sunday it waits', async () => {
    const world = testWorld();
    await sell(world, aSale(M, { providerFen: 100 }));
    world.clock.advance(DAY_MS);
    await world.ok(proveLedger, {}, world.as.timer());
    const days = world.db.rows('ledgerDays');
    expect(days.length).toBeGreaterThan(0);
    world.clock.advance(7 * DAY_MS);
    expect(await world.ok(settleStores, {}, world.as.timer())).toMatchObject({
      period: '2026-11-23',
      settled: false,
    });
  });
});
