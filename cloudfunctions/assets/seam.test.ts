import { describe, expect, test } from 'vitest';
import { DAY_MS, dayOf, endOf } from '#shared/domain/time';
import { brokenAssets } from '../../tests/invariants/assets';
import { testWorld, type TestWorld } from '../kit/testing';
import { holdAssets, releaseAssets } from './holds';
import { bookRefundDone, refundAssets } from './refund';
import { commitAssets, type Sale } from './sale';
import {
  aCtx,
  aRefund,
  aSale,
  assetsOf,
  balances,
  giveMoney,
  givePoints,
  inTx,
  openDb,
} from './testing';

const M = 'm_1';
const claim = (holdId: string, more: object = {}) => ({
  holdId,
  orderId: `o_${holdId}`,
  at: 0,
  principalFen: 0,
  bonusFen: 0,
  points: 0,
  ...more,
});
const sell = (world: TestWorld, sale: Sale) =>
  inTx(world, (tx) => commitAssets(tx, aCtx(world), sale));
const refund = (world: TestWorld, orderId: string, plan: ReturnType<typeof aRefund>) =>
  inTx(world, (tx) => refundAssets(tx, aCtx(world), orderId, plan));

describe('a hold', () => {
  test('two phones pay with the same ¥50: one does', async () => {
    const world = testWorld({ point: () => new Promise((resolve) => setImmediate(resolve)) });
    giveMoney(world, M, 5_000);
    const went = await Promise.all(
      ['h1', 'h2'].map((id) => holdAssets(openDb(world), M, claim(id, { principalFen: 5_000 }))),
    );
    expect(went.toSorted()).toEqual([false, true]);
    expect(assetsOf(world, M).wallet.principalFen).toBe(0);
    expect(brokenAssets(world.db, false)).toEqual([]);
  });

  test('repeated it is one, given back twice it is one, of nothing it writes nothing', async () => {
    const world = testWorld();
    giveMoney(world, M, 5_000, 500);
    givePoints(world, M, 80);
    const db = openDb(world);
    const wants = claim('h1', { principalFen: 3_000, bonusFen: 300, points: 50 });
    expect(await holdAssets(db, M, wants)).toBe(true);
    expect(await holdAssets(db, M, wants)).toBe(true);
    expect(assetsOf(world, M)).toMatchObject({
      wallet: { principalFen: 2_000, bonusFen: 200 },
      points: { active: 30 },
    });
    expect(brokenAssets(world.db, false)).toEqual([]);
    expect(await releaseAssets(db, M, 'h1', 1)).toBe(true);
    expect(await releaseAssets(db, M, 'h1', 1)).toBe(false);
    expect(assetsOf(world, M)).toMatchObject({
      wallet: { principalFen: 5_000, bonusFen: 500 },
      points: { active: 80 },
      holds: [],
    });
    expect(await holdAssets(db, 'm_nobody', claim('h2'))).toBe(true);
    expect(await holdAssets(db, 'm_nobody', claim('h2', { points: 1 }))).toBe(false);
    expect(world.db.row('assets', 'm_nobody')).toBeUndefined();
  });
});

describe('the settlement example of §5.5', () => {
  test('topped up at A, ¥55 spent at B with a ¥5 coupon of HQ: A owes 50, HQ 10, to the fen', async () => {
    const world = testWorld();
    giveMoney(world, M, 10_000, 1_000, 'A');
    await holdAssets(openDb(world), M, claim('h', { principalFen: 5_000, bonusFen: 500 }));
    const sale = aSale(M, {
      storeId: 'B',
      holdId: 'h',
      principalFen: 5_000,
      bonusFen: 500,
      costs: [{ kind: 'coupon', by: 'hq', fen: 500 }],
    });
    await sell(world, sale);
    const fen = balances(world);
    expect(fen.get('interStore:A:B')).toBe(5_000);
    expect(fen.get('interStore:B:A')).toBe(-5_000);
    expect(fen.get('interStore:hq:B')).toBe(1_000);
    expect(fen.get('revenue:B')).toBe(6_000);
    expect(fen.get('couponExpense:hq')).toBe(-500);
    expect(fen.get('bonusExpense:hq')).toBe(-1_000);
    expect(fen.get(`member:${M}:principal`)).toBe(5_000);
    expect([...fen.values()].reduce((a, b) => a + b, 0)).toBe(0);
    expect(brokenAssets(world.db, true)).toEqual([]);
  });
});

describe('a refund', () => {
  test('goes back to the buckets it came from; bonus never to the payment company', async () => {
    const world = testWorld();
    giveMoney(world, M, 2_000, 200, 'A');
    giveMoney(world, M, 2_000, 200, 'C');
    await holdAssets(openDb(world), M, claim('h', { principalFen: 3_000, bonusFen: 300 }));
    const paid = { holdId: 'h', principalFen: 3_000, bonusFen: 300, providerFen: 700 };
    const sale = aSale(M, { ...paid, earned: 37, growth: 37 });
    await sell(world, sale);
    expect(assetsOf(world, M).wallet.lots).toMatchObject([
      { storeId: 'C', principalFen: 1_000, bonusFen: 100 },
    ]);
    await refund(
      world,
      sale.orderId,
      aRefund('r1', { principalFen: 1_500, bonusFen: 150, providerFen: 350, pointsTaken: 18 }),
    );
    // What C gave was taken last and goes back first.
    expect(assetsOf(world, M).wallet.lots).toMatchObject([
      { storeId: 'A', principalFen: 500, bonusFen: 50 },
      { storeId: 'C', principalFen: 2_000, bonusFen: 200 },
    ]);
    const over = aRefund('r2', { bonusFen: 151 });
    await expect(refund(world, sale.orderId, over)).rejects.toThrow('passes');
    const rest = { principalFen: 1_500, bonusFen: 150, providerFen: 350 };
    const taken = { pointsTaken: 19, growthTaken: 37 };
    await refund(world, sale.orderId, aRefund('r2', { ...rest, ...taken }));
    expect(assetsOf(world, M)).toMatchObject({
      wallet: { principalFen: 4_000, bonusFen: 400 },
      points: { active: 0, pending: 0, debt: 0 },
      growth: 0,
    });
    expect(balances(world).get('refundPayable:wechat')).toBe(700);
    await inTx(world, (tx) =>
      bookRefundDone(tx, aCtx(world), { _id: 'r2', storeId: 's2', amountFen: 350 }),
    );
    expect(balances(world).get('refundPayable:wechat')).toBe(350);
    expect(balances(world).get('revenue:s2')).toBe(0);
    expect(brokenAssets(world.db, true)).toEqual([]);
  });

  test('E4: earned points that were spent become debt; the next ones pay it', async () => {
    const world = testWorld();
    givePoints(world, M, 20);
    const earning = aSale(M, { providerFen: 10_000, earned: 100 });
    await sell(world, earning);
    const doc = world.db.row('orderAssets', earning.orderId);
    if (!doc) throw new Error('no record of the order');
    // Matured and spent down to the 20 that were there before.
    world.db.put('orderAssets', { ...doc, status: 'active' });
    const own = assetsOf(world, M);
    world.db.put('assets', { ...own, points: { ...own.points, pending: 0 } });
    const row = world.db.row('pointEntries', `order:${earning.orderId}`);
    if (row) world.db.put('pointEntries', { ...row, pending: 0 });
    await refund(world, earning.orderId, aRefund('r1', { providerFen: 10_000, pointsTaken: 100 }));
    expect(assetsOf(world, M).points).toMatchObject({ active: 0, debt: 80, lots: [] });
    expect(brokenAssets(world.db, true)).toEqual([]);
    const used = aSale(M, { providerFen: 100, earned: 30 });
    await sell(world, used);
    expect(assetsOf(world, M).points).toMatchObject({ pending: 30, debt: 80 });
  });

  test('used points go back to their lots; an expired lot gets seven days more', async () => {
    const world = testWorld();
    const soon = endOf(dayOf(world.clock.now));
    givePoints(world, M, 30, { expireAt: soon });
    givePoints(world, M, 50);
    await holdAssets(openDb(world), M, claim('h', { points: 60 }));
    const sale = aSale(M, { holdId: 'h', points: 60 });
    await sell(world, sale);
    world.clock.advance(3 * DAY_MS);
    await refund(world, sale.orderId, aRefund('r1', { pointsBack: 40 }));
    const { points } = assetsOf(world, M);
    expect(points.active).toBe(60);
    expect(points.lots.map(({ qty }) => qty)).toEqual([10, 50]);
    expect(points.lots[0]?.expireAt).toBe(endOf(dayOf(world.clock.now + 7 * DAY_MS)));
    expect(brokenAssets(world.db, true)).toEqual([]);
  });

  test('27: a level reached by the purchase goes with it, at once', async () => {
    const world = testWorld();
    const sale = aSale(M, { providerFen: 100_000, growth: 1_000 });
    await sell(world, sale);
    expect(assetsOf(world, M)).toMatchObject({ levelId: 'silver', growth: 1_000 });
    world.clock.advance(DAY_MS);
    await sell(world, aSale(M, { providerFen: 5_000, growth: 50 }));
    await refund(world, sale.orderId, aRefund('r1', { providerFen: 100_000, growthTaken: 1_000 }));
    expect(assetsOf(world, M)).toMatchObject({
      levelId: 'basic',
      growth: 50,
      periodGrowth: 50,
      levelUntil: 0,
    });
    expect(brokenAssets(world.db, true)).toEqual([]);
  });
});

test('a refund of an order paid while another checkout holds points keeps the hold whole', async () => {
  const world = testWorld();
  givePoints(world, M, 50);
  const earning = aSale(M, { providerFen: 3_000, earned: 30 });
  await sell(world, earning);
  await holdAssets(openDb(world), M, claim('h', { points: 50 }));
  const doc = world.db.row('orderAssets', earning.orderId);
  if (doc) world.db.put('orderAssets', { ...doc, status: 'active' });
  const own = assetsOf(world, M);
  world.db.put('assets', { ...own, points: { ...own.points, pending: 0 } });
  const row = world.db.row('pointEntries', `order:${earning.orderId}`);
  if (row) world.db.put('pointEntries', { ...row, pending: 0 });
  await refund(world, earning.orderId, aRefund('r', { providerFen: 3_000, pointsTaken: 30 }));
  expect(assetsOf(world, M).points).toMatchObject({ active: 0, debt: 30 });
  await releaseAssets(openDb(world), M, 'h', 5);
  expect(assetsOf(world, M).points).toMatchObject({ active: 20, debt: 0 });
  expect(brokenAssets(world.db, true)).toEqual([]);
});
