import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES } from '#shared/domain/membership/rules';
import { DAY_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { testWorld } from '../kit/testing';
import { newMember } from '../members/newMember';
import { main as dispatchOutbox } from '../insights/dispatchOutbox';
import { main as adjustPoints } from './adjustPoints';
import { main as bindPhone } from './bindPhone';
import { main as decideAdjustment } from './decideAdjustment';
import { main as getAssets } from './getAssets';
import { main as getMember } from './getMember';
import { main as getMoneyRules } from './getMoneyRules';
import { addGrowth } from './growth';
import { main as listAdjustments } from './listAdjustments';
import { main as listMemberLedger } from './listMemberLedger';
import { main as listMembers } from './listMembers';
import { main as refundBlackGold } from './refundBlackGold';
import { commitAssets } from './sale';
import { main as saveCardPlan } from './saveCardPlan';
import { main as saveLevels } from './saveLevels';
import { main as savePointsRule } from './savePointsRule';
import { main as saveTopUpPlans } from './saveTopUpPlans';
import { boughtCard } from './payments/testing';
import { aCtx, aSale, assetsOf, balances, giveMoney, givePoints, inTx } from './testing';

function hqWorld() {
  const world = testWorld();
  const { db, seal, clock } = world;
  const member = (openid: string, nickname: string) => {
    const who = world.as.shopper(openid);
    const doc = newMember({ seal, now: clock.now }, { id: who.id, openid });
    db.put('members', { ...doc, nickname });
    return who;
  };
  const lin = member('lin', '小林');
  const chen = member('chen', '小陈');
  const finance = world.as.hq(['hqFinance'], { staffId: 'hq_f' });
  const owner = world.as.hq(['hqOwner'], { staffId: 'hq_o' });
  const sound = () => checkWorld(world.db, { swept: true, pay: world.pay });
  const asked = () => ({ requestId: world.requestId() });
  return { ...world, world, lin, chen, finance, owner, sound, asked };
}

describe('members', () => {
  test('are found by a whole phone, by the beginning of a name, by level; phones stay masked', async () => {
    const w = hqWorld();
    await w.ok(bindPhone, { code: 'phone-19900000101' }, w.lin);
    giveMoney(w, w.chen.id, 1_000);
    w.db.put('assets', { ...assetsOf(w, w.chen.id), levelId: 'silver' });
    const find = async (input: object) =>
      (await w.ok(listMembers, input, w.finance)).items.map(({ nickname }) => nickname);
    expect(await find({ query: '199 0000 0101' })).toEqual(['小林']);
    expect(await find({ query: '小' })).toHaveLength(2);
    expect(await find({ query: w.chen.id })).toEqual(['小陈']);
    expect(await find({ levelId: 'silver' })).toEqual(['小陈']);
    expect(await find({ levelId: 'basic' })).toEqual(['小林']);
    const text = JSON.stringify(await w.ok(listMembers, {}, w.finance));
    expect(text).toContain('199****0101');
    expect(text + w.db.dump()).not.toContain('19900000101');
    expect(await w.call(bindPhone, { code: 'used' }, w.lin)).toMatchObject({
      code: 'PHONE_UNAVAILABLE',
    });
    expect((await w.ok(getAssets, {}, w.lin)).phone).toBe('199****0101');
  });

  test('one member: balances, top-ups with what they give back, the statement', async () => {
    const w = hqWorld();
    giveMoney(w, w.lin.id, 10_000, 1_000);
    const seen = await w.ok(getMember, { memberId: w.lin.id }, w.finance);
    expect(seen).toMatchObject({
      member: { wallet: { totalFen: 11_000 }, level: { name: '普通会员' } },
      topUps: [{ payFen: 10_000, back: { refundFen: 10_000 } }],
      cardBack: null,
    });
    const wallet = { memberId: w.lin.id, tab: 'wallet' as const };
    expect((await w.ok(listMemberLedger, wallet, w.finance)).items).toHaveLength(1);
    expect(await w.call(getMember, { memberId: 'm_none' }, w.finance)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const manager = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
    expect(await w.call(getMember, { memberId: w.lin.id }, manager)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });

  test('a statement of many rows of one moment is paged without loss', async () => {
    const w = hqWorld();
    for (let i = 0; i < 45; i += 1) givePoints(w, w.lin.id, 1);
    w.clock.advance(1);
    for (let i = 0; i < 5; i += 1) givePoints(w, w.lin.id, 1);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const input = { memberId: w.lin.id, tab: 'points' as const, ...(cursor ? { cursor } : {}) };
      const page = await w.ok(listMemberLedger, input, w.finance);
      seen.push(...page.items.map(({ entryId }) => entryId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
  });
});

describe('points by hand', () => {
  test('small ones count at once; large ones wait for somebody else', async () => {
    const w = hqWorld();
    const give = (points: number) => ({
      ...w.asked(),
      memberId: w.lin.id,
      points,
      reason: '补偿',
    });
    expect(await w.ok(adjustPoints, give(300), w.finance)).toMatchObject({ state: 'done' });
    const { adjustmentId, state } = await w.ok(adjustPoints, give(5_000), w.finance);
    expect(state).toBe('waiting');
    expect(assetsOf(w, w.lin.id).points.active).toBe(300);
    const yes = { adjustmentId, approve: true };
    expect(await w.call(decideAdjustment, { ...w.asked(), ...yes }, w.finance)).toMatchObject({
      code: 'OWN_REQUEST',
    });
    expect((await w.ok(listAdjustments, {}, w.owner)).items).toMatchObject([
      { points: 5_000, customer: '小林' },
    ]);
    await w.ok(decideAdjustment, { ...w.asked(), ...yes }, w.owner);
    expect(await w.call(decideAdjustment, { ...w.asked(), ...yes }, w.owner)).toMatchObject({
      code: 'DECIDED',
    });
    await w.ok(adjustPoints, give(-1_000), w.finance);
    expect(assetsOf(w, w.lin.id).points).toMatchObject({ active: 4_300, debt: 0 });
    await w.ok(adjustPoints, { ...give(-400), memberId: w.chen.id }, w.finance);
    expect(assetsOf(w, w.chen.id).points).toMatchObject({ active: 0, debt: 400 });
    expect(w.sound()).toEqual([]);
  });
});

describe('giving the black-gold card up', () => {
  test('28: the days left of what was paid, less what it saved; the years not begun first', async () => {
    const w = hqWorld();
    await boughtCard(w.world, w.lin);
    await boughtCard(w.world, w.lin);
    w.clock.advance(73 * DAY_MS);
    const saved = { cardBenefitFen: 2_000, cardFreight: true };
    const sale = aSale(w.lin.id, { providerFen: 5_000, ...saved });
    await inTx(w, (tx) => commitAssets(tx, aCtx(w), sale));
    // 292 of 365 days of the first year: 159.20; the second whole: 199; less 20 saved.
    const { cardBack } = await w.ok(getMember, { memberId: w.lin.id }, w.finance);
    expect(cardBack).toEqual({ unusedFen: 35_820, savedFen: 2_000, refundFen: 33_820 });
    const input = { ...w.asked(), memberId: w.lin.id, reason: '搬家', expectedFen: 33_820 };
    const wrong = { ...input, ...w.asked(), expectedFen: 1 };
    expect(await w.call(refundBlackGold, wrong, w.finance)).toMatchObject({
      code: 'AMOUNT_CHANGED',
    });
    await w.ok(refundBlackGold, input, w.finance);
    await w.ok(refundBlackGold, input, w.finance);
    expect(assetsOf(w, w.lin.id).card).toBeNull();
    await w.ok(dispatchOutbox, {}, w.as.timer());
    const amounts = [...w.pay.refunds.values()].map(({ amountFen }) => amountFen);
    expect(amounts.toSorted((a, b) => a - b)).toEqual([13_920, 19_900]);
    expect(balances(w).get('refundPayable:wechat')).toBe(0);
    expect(await w.call(refundBlackGold, { ...input, ...w.asked() }, w.finance)).toMatchObject({
      code: 'NO_CARD',
    });
  });
});

describe("HQ's rules", () => {
  test('are saved by version and hold for the next call; who was quicker wins', async () => {
    const w = hqWorld();
    const { levels, points, wallet, card } = await w.ok(getMoneyRules, {}, w.owner);
    expect(DEFAULT_RULES).toMatchObject({ points, card });
    const more = [...levels, { ...levels[2], levelId: 'diamond', name: '钻石', growthMin: 20_000 }];
    const named = more.map((level) => ({
      levelId: level.levelId ?? '',
      name: level.name ?? '',
      growthMin: level.growthMin ?? 0,
      rateBp: level.rateBp ?? null,
      pointsBp: level.pointsBp ?? 10_000,
      rights: level.rights ?? [],
    }));
    const save = { ...w.asked(), version: 0, levels: named };
    expect(await w.ok(saveLevels, save, w.owner)).toEqual({ version: 1 });
    const late = { ...save, ...w.asked() };
    expect(await w.call(saveLevels, late, w.owner)).toMatchObject({ code: 'STALE' });
    const zero = { ...w.asked(), version: 1, levels: named.slice(1) };
    expect(await w.call(saveLevels, zero, w.owner)).toMatchObject({ code: 'BAD_LEVELS' });
    w.cold();
    expect((await w.ok(getAssets, {}, w.lin)).level.all).toHaveLength(4);

    const wide = { ...wallet, plans: [{ planId: 'p', payFen: 490_000, bonusFen: 20_000 }] };
    expect(
      await w.call(saveTopUpPlans, { ...w.asked(), version: 0, wallet: wide }, w.finance),
    ).toMatchObject({ code: 'OVER_CAP' });
    const one = { ...wallet, plans: wallet.plans.slice(0, 1) };
    await w.ok(saveTopUpPlans, { ...w.asked(), version: 0, wallet: one }, w.finance);
    await w.ok(
      savePointsRule,
      { ...w.asked(), version: 0, points: { ...points, pendingDays: 15 } },
      w.owner,
    );
    await w.ok(
      saveCardPlan,
      { ...w.asked(), version: 0, card: { ...card, priceFen: 29_900 } },
      w.owner,
    );
    w.cold();
    const now = await w.ok(getAssets, {}, w.lin);
    expect(now.wallet.plans).toHaveLength(1);
    expect(now.card.priceFen).toBe(29_900);
    expect(now.points.rule).toContain('满 15 天');
    expect((await w.ok(getMoneyRules, {}, w.owner)).versions).toEqual({
      levels: 1,
      points: 1,
      wallet: 1,
      card: 1,
    });
  });
});

test('growth for reviews and shares: once each, so many a day', async () => {
  const w = hqWorld();
  const review = (refId: string) =>
    inTx(w, (tx) =>
      addGrowth(tx, aCtx(w), { memberId: w.lin.id, storeId: 's1', kind: 'review', refId }),
    );
  expect([await review('a'), await review('a'), await review('b'), await review('c')]).toEqual([
    5, 0, 5, 5,
  ]);
  expect(await review('d')).toBe(0);
  w.clock.advance(DAY_MS);
  expect(await review('d')).toBe(5);
  expect(assetsOf(w, w.lin.id).growth).toBe(20);
  expect(w.sound()).toEqual([]);
});
