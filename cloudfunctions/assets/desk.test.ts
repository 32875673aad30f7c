import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { testWorld } from '../kit/testing';
import { main as dispatchOutbox } from '../insights/dispatchOutbox';
import { newMember } from '../members/newMember';
import { holdAssets } from './holds';
import { main as identifyMember } from './identifyMember';
import { main as listTopUps } from './listTopUps';
import { main as refundTopUp } from './refundTopUp';
import { rightsOf } from './rights';
import { commitAssets } from './sale';
import { main as showMemberCode } from './showMemberCode';
import { main as topUpAtTill } from './topUpAtTill';
import { toppedUp } from './payments/testing';
import { aCtx, aSale, assetsOf, balances, givePoints, inTx, openDb } from './testing';

function tillWorld() {
  const world = testWorld();
  const { db, seal, clock } = world;
  const lin = world.as.shopper('lin');
  db.put('members', {
    ...newMember({ seal, now: clock.now }, { id: lin.id, openid: 'lin' }),
    nickname: '小林',
  });
  db.put('stores', { _id: 's1', name: '武林店' } as never);
  const cashier = world.as.staff({ roles: ['cashier'], storeId: 's1', name: '小周' });
  const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1', name: '店长' });
  const take = (more: object = {}) => ({
    requestId: world.requestId(),
    storeId: 's1',
    memberId: lin.id,
    planId: 'p100',
    via: 'cash' as const,
    ...more,
  });
  const giveBack = (topUpId: string, expectedFen: number) => ({
    requestId: world.requestId(),
    topUpId,
    reason: '顾客要求',
    expectedFen,
  });
  /** An order that spends from the wallet. */
  const spend = async (principalFen: number, bonusFen: number) => {
    const claim = { holdId: 'h', orderId: 'o', at: 0, points: 0, principalFen, bonusFen };
    await holdAssets(openDb(world), lin.id, claim);
    const sale = aSale(lin.id, { storeId: 's1', holdId: 'h', principalFen, bonusFen });
    await inTx(world, (tx) => commitAssets(tx, aCtx(world), sale));
  };
  const sound = () => checkWorld(world.db, { swept: true, pay: world.pay });
  return { ...world, world, lin, cashier, manager, take, giveBack, spend, sound };
}

describe('the member code', () => {
  test('names the member to any shop for a minute or two, nobody else ever', async () => {
    const w = tillWorld();
    const { code } = await w.ok(showMemberCode, {}, w.lin);
    const scan = (text: string) => w.call(identifyMember, { storeId: 's1', code: text }, w.cashier);
    expect(await scan(code)).toMatchObject({
      ok: true,
      data: { member: { memberId: w.lin.id, nickname: '小林', phone: null }, roomFen: 500_000 },
    });
    for (const forged of [code.replace(/.$/, 'x'), code.replace('m_', 'm_x'), 'x'.repeat(20)])
      expect(await scan(forged)).toMatchObject({ code: 'CODE_UNKNOWN' });
    w.clock.advance(2 * MINUTE_MS);
    expect(await scan(code)).toMatchObject({ code: 'CODE_EXPIRED' });
  });
});

describe('topping up at the till', () => {
  test('the shop keeps the cash and owes it to the member; a retried tap is one', async () => {
    const w = tillWorld();
    const input = w.take();
    const done = await w.ok(topUpAtTill, input, w.cashier);
    expect(done).toMatchObject({ payFen: 10_000, bonusFen: 1_000, wallet: { totalFen: 11_000 } });
    expect(await w.ok(topUpAtTill, input, w.cashier)).toEqual(done);
    const fen = balances(w);
    expect(fen.get('cash:s1')).toBe(-10_000);
    expect(fen.get('bonusExpense:hq')).toBe(-1_000);
    expect(w.db.rows('auditLogs')).toMatchObject([{ actorName: '小周', storeId: 's1' }]);
    const day = { storeId: 's1', from: 0, to: w.clock.now + 1 };
    expect(await w.ok(listTopUps, day, w.cashier)).toMatchObject({
      cashFen: 10_000,
      otherFen: 0,
      items: [
        {
          customer: '小林',
          by: '小周',
          back: { refundFen: 10_000, bonusBackFen: 1_000, keptFen: 0 },
        },
      ],
    });
    expect(w.sound()).toEqual([]);
  });

  test('another tender needs its reference; the cap holds; a picker and another shop may not', async () => {
    const w = tillWorld();
    const picker = w.as.staff({ roles: ['picker'], storeId: 's1' });
    const foreign = w.as.staff({ roles: ['cashier'], storeId: 's2' });
    const refused = async (input: object, who = w.cashier) =>
      w.call(topUpAtTill, w.take(input), who);
    expect(await refused({ via: 'other' })).toMatchObject({ code: 'REF_MISSING' });
    expect(await refused({}, picker)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await refused({}, foreign)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ memberId: 'm_nobody' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ planId: 'p9' })).toMatchObject({ code: 'NO_SUCH_PLAN' });
    for (let i = 0; i < 4; i += 1)
      await w.ok(topUpAtTill, w.take({ planId: 'p1000', via: 'other', tillRef: 'T1' }), w.cashier);
    expect(await refused({ planId: 'p1000' })).toMatchObject({ code: 'OVER_CAP' });
    expect(assetsOf(w, w.lin.id).wallet.principalFen).toBe(400_000);
    expect(w.sound()).toEqual([]);
  });
});

describe('giving a top-up back', () => {
  test('in cash where it was taken in cash; bonus is withdrawn, never paid out', async () => {
    const w = tillWorld();
    const { topUpId } = await w.ok(topUpAtTill, w.take(), w.cashier);
    await w.spend(4_000, 400);
    const done = await w.ok(refundTopUp, w.giveBack(topUpId, 6_000), w.manager);
    expect(done).toEqual({ refundFen: 6_000, bonusBackFen: 600, via: 'till' });
    expect(assetsOf(w, w.lin.id).wallet).toEqual({ principalFen: 0, bonusFen: 0, lots: [] });
    const fen = balances(w);
    expect(fen.get('cash:s1')).toBe(-4_000);
    expect(fen.get('bonusExpense:hq')).toBe(-400);
    expect(await w.call(refundTopUp, w.giveBack(topUpId, 6_000), w.manager)).toMatchObject({
      code: 'NOTHING_LEFT',
    });
    expect(w.sound()).toEqual([]);
  });

  test('E5: bonus used ahead of the money is kept back, so it does not leave as cash', async () => {
    const w = tillWorld();
    const { topUpId } = await w.ok(topUpAtTill, w.take(), w.cashier);
    await w.spend(0, 1_000);
    const done = await w.ok(refundTopUp, w.giveBack(topUpId, 9_000), w.manager);
    expect(done).toMatchObject({ refundFen: 9_000, bonusBackFen: 0 });
    // The shop pays 90 out and owes HQ, which bore the bonus, the 10 it kept.
    expect(balances(w).get('cash:s1')).toBe(-1_000);
    expect(balances(w).get('interStore:s1:hq')).toBe(0);
    expect(w.sound()).toEqual([]);
  });

  test('what came through WeChat goes back through WeChat, once', async () => {
    const w = tillWorld();
    const topUpId = await toppedUp(w.world, w.lin, { planId: 'p100', storeId: 's1' });
    const input = w.giveBack(topUpId, 10_000);
    expect(await w.ok(refundTopUp, input, w.manager)).toMatchObject({ via: 'wechat' });
    await w.ok(refundTopUp, input, w.manager);
    await w.ok(dispatchOutbox, {}, w.as.timer());
    expect([...w.pay.refunds.values()]).toMatchObject([{ amountFen: 10_000, status: 'done' }]);
    expect(balances(w).get('clearing:wechat')).toBe(0);
    expect(balances(w).get('interStore:hq:s1')).toBe(0);
    expect(w.sound()).toEqual([]);
  });

  test('not while an unpaid order holds money, not another amount than shown, not by another shop', async () => {
    const w = tillWorld();
    const { topUpId } = await w.ok(topUpAtTill, w.take(), w.cashier);
    const foreign = w.as.staff({ roles: ['storeManager'], storeId: 's2', name: '别店' });
    const back = w.giveBack(topUpId, 10_000);
    expect(await w.call(refundTopUp, back, foreign)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await w.call(refundTopUp, w.giveBack(topUpId, 9_999), w.manager)).toMatchObject({
      code: 'AMOUNT_CHANGED',
    });
    const claim = { holdId: 'h', orderId: 'o', at: 0, points: 0, principalFen: 1, bonusFen: 0 };
    await holdAssets(openDb(w), w.lin.id, claim);
    expect(await w.call(refundTopUp, w.giveBack(topUpId, 9_999), w.manager)).toMatchObject({
      code: 'HELD',
    });
    expect(w.db.row('topUps', topUpId)?.status).toBe('done');
  });
});

test('cut at any database call, taking money and giving it back end as one when sent again', async () => {
  const story = async (w: ReturnType<typeof tillWorld>, first: boolean) => {
    const take = { ...w.take(), requestId: 'req-take-000000000000' };
    const taken = await w.call(topUpAtTill, take, w.cashier);
    const topUpId = taken.ok ? taken.data.topUpId : '';
    const back = { ...w.giveBack(topUpId || 'none', 10_000), requestId: 'req-back-000000000000' };
    const given = taken.ok ? await w.call(refundTopUp, back, w.manager) : undefined;
    expect(first || given?.ok).toBe(true);
  };
  const struck = await faultSweep(
    tillWorld,
    (w) => story(w, true),
    async (w) => {
      await story(w, false);
      expect(assetsOf(w, w.lin.id).wallet).toEqual({ principalFen: 0, bonusFen: 0, lots: [] });
      expect(w.db.rows('topUps')).toMatchObject([{ status: 'refunded', refundFen: 10_000 }]);
      expect(balances(w).get('cash:s1')).toBe(0);
      expect(w.sound()).toEqual([]);
    },
  );
  expect(struck).toBeGreaterThan(60);
});

test('what a checkout asks for is one read, less the points that died today', async () => {
  const w = tillWorld();
  givePoints(w.world, w.lin.id, 30, { expireAt: w.clock.now - 1 });
  givePoints(w.world, w.lin.id, 12);
  const { rights } = await rightsOf(aCtx(w.world), w.lin.id);
  expect(rights).toMatchObject({ levelId: 'basic', card: null, points: { spendable: 12 } });
  const nobody = await rightsOf(aCtx(w.world), 'm_nobody');
  expect(nobody.rights.wallet).toEqual({ principalFen: 0, bonusFen: 0 });
});
