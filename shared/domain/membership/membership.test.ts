import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, endOf } from '../time';
import { noAssets } from './assets';
import { addMonths, mondayOf, plusYear } from './calendar';
import { cardRefund, countBenefit, extendCard } from './card';
import { HQ, costLegs, owe, refundEntries, saleEntries, unbalanced, type Cost } from './ledger';
import { levelFor, settleLevel, withGrowth } from './levels';
import {
  addLots,
  clawBack,
  expireLots,
  expiryOf,
  lotOf,
  receivePoints,
  revived,
} from './pointLots';
import { memberRights } from './rights';
import { DEFAULT_RULES } from './rules';
import { DayBooks } from './dayBook';
import { settle, settlementEntries } from './settle';
import { topUpOf, topUpRefund } from './topUp';
import { accountName, cardRightsText, planText, pointsText } from './words';
import { returnWallet, sharesBack, takeWallet, walletTotals } from './walletLots';

const at = (day: string, hour = 10) => Date.parse(`${day}T00:00:00Z`) + (hour - 8) * 3_600_000;
const { levels, wallet, points, card } = DEFAULT_RULES;

describe('the calendar', () => {
  test.each([
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-02-28', 12, '2028-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %i months is %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });
  test('the hour stays, weeks begin on Monday, points end with their month', () => {
    expect(plusYear(at('2028-02-29', 23))).toBe(at('2029-02-28', 23));
    expect(['2026-11-16', '2026-11-22', '2026-11-23'].map(mondayOf)).toEqual([
      '2026-11-16',
      '2026-11-16',
      '2026-11-23',
    ]);
    expect(expiryOf(at('2026-01-31'), 1)).toBe(endOf('2026-02-28'));
    expect(expiryOf(at('2026-12-01'), 12)).toBe(endOf('2027-12-31'));
  });
});

const lot = (
  topUpId: string,
  storeId: string,
  when: number,
  principalFen: number,
  bonusFen = 0,
) => ({
  topUpId,
  storeId,
  bonusBy: HQ,
  at: when,
  principalFen,
  bonusFen,
});

describe('wallet lots', () => {
  test('any spending and any refunds of it end where they began', () => {
    const lots = fc
      .array(fc.tuple(fc.nat(5_000), fc.nat(900)), { minLength: 1, maxLength: 6 })
      .map((rows) =>
        rows
          .map(([p, b], n) => lot(`t${n}`, `s${n % 3}`, n, p, b))
          .filter((one) => one.principalFen + one.bonusFen > 0),
      );
    fc.assert(
      fc.property(lots, fc.nat(100), fc.nat(100), fc.array(fc.nat(100)), (own, p, b, parts) => {
        const total = walletTotals(own);
        const principal = Math.floor((total.principalFen * p) / 100);
        const bonus = Math.floor((total.bonusFen * b) / 100);
        const spent = takeWallet(own, principal, bonus);
        expect(spent).not.toBeNull();
        if (!spent) return;
        expect(walletTotals(spent.taken)).toEqual({ principalFen: principal, bonusFen: bonus });
        let { lots: rest, taken } = spent;
        for (const part of [...parts, 100]) {
          const left = walletTotals(taken);
          const split = sharesBack(
            taken,
            Math.floor((left.principalFen * part) / 100),
            Math.floor((left.bonusFen * part) / 100),
          );
          if (!split) throw new Error('not enough was taken');
          rest = returnWallet(rest, split.back);
          taken = split.kept;
        }
        expect(taken).toEqual([]);
        expect(rest).toEqual(own);
      }),
    );
  });
  test('not more than there is, and not more back than was taken', () => {
    expect(takeWallet([lot('t', 's', 0, 10)], 11, 0)).toBeNull();
    expect(takeWallet([lot('t', 's', 0, 10, 5)], 0, 6)).toBeNull();
    expect(sharesBack([lot('t', 's', 0, 10)], 11, 0)).toBeNull();
  });
});

describe('giving a top-up back', () => {
  test('bonus never leaves: whoever spends and returns has paid for the goods in full', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000 }),
        fc.nat(30_000),
        fc.nat(100),
        fc.nat(100),
        (payFen, bonusFen, p, b) => {
          const principalLeftFen = Math.floor((payFen * p) / 100);
          const bonusLeftFen = Math.floor((bonusFen * b) / 100);
          const back = topUpRefund({ payFen, bonusFen, principalLeftFen, bonusLeftFen });
          expect(back.refundFen + back.keptFen).toBe(principalLeftFen);
          expect(back.refundFen).toBeGreaterThanOrEqual(0);
          expect(back.bonusBackFen).toBe(bonusLeftFen);
          // Bonus consumed is covered by what it was earned with or kept for, to the fen.
          const used = bonusFen - bonusLeftFen;
          const spent = payFen - principalLeftFen;
          const earned = Math.ceil((bonusFen * spent) / payFen);
          expect(back.refundFen === 0 || used <= earned + back.keptFen).toBe(true);
        },
      ),
    );
  });
  test('untouched it is all; half spent in the ratio it is the other half; bonus first is kept', () => {
    const of = (principalLeftFen: number, bonusLeftFen: number) =>
      topUpRefund({ payFen: 10_000, bonusFen: 1_000, principalLeftFen, bonusLeftFen });
    expect(of(10_000, 1_000)).toEqual({ refundFen: 10_000, keptFen: 0, bonusBackFen: 1_000 });
    expect(of(5_000, 500)).toEqual({ refundFen: 5_000, keptFen: 0, bonusBackFen: 500 });
    expect(of(10_000, 0)).toEqual({ refundFen: 9_000, keptFen: 1_000, bonusBackFen: 0 });
    expect(of(500, 0)).toEqual({ refundFen: 450, keptFen: 50, bonusBackFen: 0 });
  });
  test('plans and free amounts', () => {
    expect(topUpOf(wallet, { planId: 'p300' })).toMatchObject({ payFen: 30_000, bonusFen: 4_000 });
    expect(topUpOf(wallet, { amountFen: 1_000 })).toMatchObject({ planId: null, bonusFen: 0 });
    expect(topUpOf(wallet, { amountFen: 200_001 })).toBeNull();
    expect(topUpOf({ ...wallet, minFen: 0, maxFen: 0 }, { amountFen: 0 })).toBeNull();
  });
});

describe('points', () => {
  const now = at('2026-11-22');
  const own = (active: number, debt = 0) => ({
    active,
    pending: 0,
    debt,
    lots: active > 0 ? [lotOf('s1', endOf('2026-12-31'), active)] : [],
  });
  test('what comes in pays the debt first; what is taken and missing becomes debt', () => {
    expect(receivePoints(own(0, 80), [lotOf('s2', endOf('2027-01-31'), 100)])).toMatchObject({
      points: { active: 20, debt: 0, lots: [{ qty: 20 }] },
      paidDebt: 80,
    });
    expect(receivePoints(own(0, 80), [lotOf('s2', endOf('2027-01-31'), 30)])).toMatchObject({
      points: { active: 0, debt: 50, lots: [] },
    });
    expect(clawBack(own(20), 100)).toMatchObject({
      points: { active: 0, debt: 80, lots: [] },
      active: 20,
      debt: 80,
    });
  });
  test('lots of one day and shop are one; the last ms of a day still counts', () => {
    const day = endOf('2026-11-22');
    const lots = addLots([lotOf('s1', day, 5)], [lotOf('s1', day, 7), lotOf('s2', day, 1)]);
    expect(lots.map(({ qty }) => qty)).toEqual([12, 1]);
    const mine = { active: 13, pending: 0, debt: 0, lots };
    expect(expireLots(mine, 0, day).expired).toEqual([]);
    expect(expireLots(mine, 0, day + 1).points).toMatchObject({ active: 0, lots: [] });
    expect(expireLots({ ...mine, active: 3 }, 10, day + 1).points).toMatchObject({
      active: 0,
      lots: [{ qty: 10 }],
    });
    expect(revived([lotOf('s1', endOf('2026-11-01'), 3)], now)).toMatchObject([
      { key: '2026-11-29:s1', qty: 3 },
    ]);
  });
});

describe('levels', () => {
  const none = noAssets('basic');
  const gain = (assets: typeof none, delta: number, when: number) =>
    withGrowth(assets, levels, { delta, earnedAt: when, now: when });
  test('thresholds raised by HQ take no level from who buys on', () => {
    const silver = gain(none, 1_200, 5);
    const raised = levels.map((level) =>
      level.levelId === 'silver' ? { ...level, growthMin: 2_000 } : level,
    );
    const more = withGrowth(silver, raised, { delta: 10, earnedAt: 9, now: 9 });
    expect(more.levelId).toBe('silver');
    expect(levelFor(raised, 1_210).levelId).toBe('basic');
  });
  test('a period that ended on the 31st a year late still leaves one that lies ahead', () => {
    const gold = { ...gain(none, 5_000, at('2026-08-31')), periodGrowth: 1_000 };
    const late = at('2029-01-01');
    const next = settleLevel(gold, levels, late);
    expect(next).toMatchObject({ levelId: 'silver', growth: 1_000, periodGrowth: 0 });
    expect(next.levelUntil).toBe(at('2030-01-01'));
  });
  test('growth never falls below 0', () => {
    expect(gain(gain(none, 10, 1), -50, 2)).toMatchObject({ growth: 0, periodGrowth: 0 });
  });
});

describe('the black-gold card', () => {
  const now = at('2026-11-22');
  const rules = { ...DEFAULT_RULES, card: { ...card, freeFreightPerMonth: 2 } };
  const rights = (own: Parameters<typeof countBenefit>[0], when: number) =>
    memberRights({ ...noAssets('basic'), card: own }, rules, when).card;
  test('free deliveries are counted by the month, and only while it lasts', () => {
    let own: Parameters<typeof countBenefit>[0] = extendCard(null, now).card;
    for (const n of [1, 2]) own = countBenefit(own, { fen: 600 * n, freight: 1, at: now, now });
    expect(own?.benefitUsedFen).toBe(1_800);
    expect(rights(own, now)).toEqual({ rateBp: 8_800, freeFreightLeft: 0 });
    expect(rights(own, at('2026-12-01'))).toMatchObject({ freeFreightLeft: 2 });
    expect(rights(own, plusYear(now))).toBeNull();
    const back = countBenefit(own, { fen: -600, freight: -1, at: now, now: at('2026-12-02') });
    expect(back).toMatchObject({ benefitUsedFen: 1_200, freeFreightUsed: 0 });
    const before = countBenefit(own, { fen: -600, freight: -1, at: now - DAY_MS, now });
    expect(before).toEqual(own);
  });
  test('pays back the days left less what it saved, never below 0, never above the price', () => {
    const year = { from: now, to: now + 365 * DAY_MS, payFen: 19_900 };
    expect(cardRefund([year], 0, now).refundFen).toBe(19_900);
    expect(cardRefund([year], 0, now + 73 * DAY_MS).refundFen).toBe(15_920);
    expect(cardRefund([year], 16_000, now + 73 * DAY_MS).refundFen).toBe(0);
    expect(cardRefund([year], 0, year.to).refundFen).toBe(0);
    fc.assert(
      fc.property(fc.nat(800), fc.nat(50_000), (days, saved) => {
        const years = [year, { from: year.to, to: year.to + 365 * DAY_MS, payFen: 19_900 }];
        const { refundFen, parts } = cardRefund(years, saved, now + days * DAY_MS);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(refundFen);
        for (const part of parts) expect(part).toBeLessThanOrEqual(19_900);
      }),
    );
  });
});

describe('the ledger', () => {
  const books = fc.constantFrom('hq', 'A', 'B', 'C');
  const share = fc
    .tuple(books, books, fc.nat(9_000), fc.nat(900))
    .map(([storeId, bonusBy, p, b]) => ({ ...lot('t', storeId, 0, p, b), bonusBy }));
  const cost = fc.record({
    kind: fc.constantFrom<Cost['kind']>('coupon', 'promotion', 'points'),
    by: books,
    fen: fc.nat(900),
  });
  const sale = fc.record({
    memberId: fc.constant('m'),
    storeId: fc.constantFrom('A', 'B', 'C'),
    providerFen: fc.nat(9_999),
    wallet: fc.array(share, { maxLength: 3 }),
    costs: fc.array(cost, { maxLength: 3 }),
  });
  test('every sale and refund balances in every book; a week nets to 0; then nothing is owed', () => {
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 8 }), (sales) => {
        const week = new DayBooks();
        for (const [n, one] of sales.entries()) {
          const entries = n % 3 === 2 ? refundEntries(one) : saleEntries(one);
          expect(unbalanced(entries)).toBe('');
          week.add({ _id: `t${n}`, entries });
        }
        expect(week.wrong).toEqual([]);
        const statements = settle(week.days());
        expect(statements.reduce((total, { netFen }) => total + netFen, 0)).toBe(0);
        const after = new DayBooks();
        for (const [n, one] of sales.entries())
          after.add({
            _id: `t${n}`,
            entries: n % 3 === 2 ? refundEntries(one) : saleEntries(one),
          });
        for (const one of statements) {
          const entries = settlementEntries(one);
          expect(unbalanced(entries)).toBe('');
          after.add({ _id: one.book, entries });
        }
        const open = after
          .days()
          .flatMap(({ accounts }) => accounts)
          .filter(({ account }) => account.startsWith('interStore:'));
        expect(open).toEqual([]);
      }),
    );
  });
  test('says in which book a transaction does not balance', () => {
    const [first] = owe('A', 'B', 5, 'principal');
    expect(unbalanced(first ? [first] : [])).toBe('A 5');
    expect(costLegs('A', [{ kind: 'coupon', by: 'A', fen: 5 }])).toHaveLength(2);
  });
});

test('rules in words', () => {
  expect(planText({ payFen: 10_000, bonusFen: 0 })).toBe('充 ¥100');
  expect(cardRightsText(card)).toEqual(['配送免运费，不限次数', '专属折扣 8.8折']);
  expect(pointsText(points)).toContain('100 积分抵 ¥1，最多抵商品金额的 50%');
  expect(accountName('interStore:A:B')).toBe('内部往来');
  expect(accountName('member:m_1:bonus')).toBe('会员赠送金');
  expect(accountName('else')).toBe('else');
});
