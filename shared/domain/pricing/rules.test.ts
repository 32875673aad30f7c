import { describe, expect, test } from 'vitest';
import { best } from './best';
import {
  NOON,
  aWorld,
  anyone,
  bestOf,
  coupon,
  freeFreight,
  free,
  fullGift,
  fullOff,
  fullRate,
  line,
  nth,
  on,
  silver,
  timed,
} from './testing';
import type { CartLine } from './types';

const pay = (...args: Parameters<typeof best>): number => best(...args).totals.payableFen;
const special = (priceFen: number, left: number | null = null) => ({
  priceFen,
  from: NOON - 1,
  until: NOON + 1,
  reason: '临期',
  left,
});
const withSpecial = (one: CartLine, priceFen: number, left: number | null = null): CartLine => ({
  ...one,
  special: special(priceFen, left),
});
const whyOf = (quote: ReturnType<typeof best>, id: string) =>
  quote.unused.find(({ ruleId, couponId }) => ruleId === id || couponId === id);

describe('item rules', () => {
  test('one winner a line: the special, the level or the campaign, whichever is less', () => {
    const world = aWorld({ member: silver, promotions: [timed('t', 9_000)] });
    const quote = best([withSpecial(line('A', 1, 1_000), 800), line('B', 1, 1_000)], world, free);
    expect(quote.lines.map(({ itemFen }) => itemFen)).toEqual([800, 900]);
    expect(whyOf(quote, 'level:silver')).toMatchObject({ code: 'WORSE' });
  });

  test('two that both allow it share a line', () => {
    const stack = { item: true, order: true, coupon: true };
    const base = aWorld({ member: silver });
    const world = {
      ...base,
      policy: { ...base.policy, special: stack, level: { ...base.policy.level, ...stack } },
    };
    const [a] = best([withSpecial(line('A', 2, 1_000), 800)], world, free).lines;
    expect(a?.itemFen).toBe(1_520);
    expect(a?.applied.map(({ ruleId, fen }) => [ruleId, fen])).toEqual([
      ['special', 400],
      ['level:silver', 80],
    ]);
  });

  test('13: 95折 of one fen is one fen', () => {
    const quote = best([line('A', 1, 1)], aWorld({ member: silver }), free);
    expect(quote.totals.payableFen).toBe(1);
    expect(whyOf(quote, 'level:silver')).toMatchObject({ code: 'NO_SAVING' });
  });

  test('14: of equal savings always the same rule wins', () => {
    const rules = [timed('b', 9_500), timed('a', 9_500)];
    for (const promotions of [rules, rules.toReversed()]) {
      const quote = best([line('A', 1, 1_000)], aWorld({ member: silver, promotions }), free);
      expect(quote.lines[0]?.applied.map(({ ruleId }) => ruleId)).toEqual(['a']);
    }
  });

  test('a cap prices as many pieces as are left, the others as always', () => {
    const [a] = best([withSpecial(line('A', 3, 1_000), 600, 2)], aWorld(), free).lines;
    expect(a).toMatchObject({ itemFen: 2_200, specialQty: 2 });
    const promotions = [{ ...timed('t', 5_000), perOrder: 1, leftBySku: { A: 9 } }];
    expect(pay([line('A', 3, 1_000)], aWorld({ promotions }), free)).toBe(2_500);
    const gone = { ...timed('t', 5_000), leftBySku: { A: 0 } };
    const quote = best([line('A', 3, 1_000)], aWorld({ promotions: [gone] }), free);
    expect(whyOf(quote, 't')).toMatchObject({ code: 'SOLD_OUT', why: '活动数量已抢完' });
  });

  test('19: no item price goes below the floor, however rules stack', () => {
    const open = { item: true, order: true, coupon: true };
    const base = aWorld({ member: silver, promotions: [{ ...timed('t', 6_000), stack: open }] });
    const world = { ...base, policy: { ...base.policy, level: { ...base.policy.level, ...open } } };
    const cart = [{ ...line('A', 2, 1_000), floorPriceFen: 590 }];
    expect(best(cart, world, free).lines[0]?.itemFen).toBe(1_180);
  });

  test('20: a special is of its line and its time only', () => {
    const ended = { ...line('B', 1, 1_000), special: { ...special(500), until: NOON } };
    const quote = best([withSpecial(line('A', 1, 1_000), 500), ended], aWorld(), free);
    expect(quote.lines.map(({ payFen, specialQty }) => [payFen, specialQty])).toEqual([
      [500, 1],
      [1_000, 0],
    ]);
  });

  test('第2件半价 by product, and mixed: of two the cheaper', () => {
    const cart = [line('A', 3, 1_000), line('B', 1, 600)];
    expect(pay(cart, aWorld({ promotions: [nth('n', 2, 5_000)] }), free)).toBe(3_100);
    expect(pay(cart, aWorld({ promotions: [nth('n', 2, 5_000, true)] }), free)).toBe(2_800);
  });

  test('a mixed rule leaves a line out that has a better price of its own', () => {
    const cart = [line('A', 1, 1_000), withSpecial(line('B', 1, 1_000), 100), line('C', 1, 900)];
    expect(pay(cart, aWorld({ promotions: [nth('n', 2, 5_000, true)] }), free)).toBe(1_550);
  });
});

describe('order rules', () => {
  test('12: thresholds count included goods after item rules', () => {
    const rule = { ...fullOff('f', 9_500, 1_000), scope: on('food') };
    const cart = [line('A', 1, 10_000), line('B', 1, 9_000, 'home')];
    expect(pay(cart, aWorld({ promotions: [rule], member: silver }), free)).toBe(
      9_500 + 8_550 - 1_000,
    );
    const higher = { ...rule, tiers: [{ fromFen: 10_001, fromQty: 0, offFen: 1_000 }] };
    const quote = best(cart, aWorld({ promotions: [higher], member: silver }), free);
    expect(quote.totals.orderOffFen).toBe(0);
    expect(whyOf(quote, 'f')).toMatchObject({ code: 'BELOW_THRESHOLD', why: '再买¥5.01可减¥10' });
  });

  test('a special that breaks a threshold is given up where that pays', () => {
    const cart = [withSpecial(line('A', 1, 10_000), 9_800), line('B', 1, 100)];
    expect(pay(cart, aWorld({ promotions: [fullOff('f', 10_000, 1_000)] }), free)).toBe(9_100);
    expect(pay(cart, aWorld({ promotions: [fullOff('f', 10_000, 150)] }), free)).toBe(9_900);
  });

  test('tiers: the best that is reached; 15: 循环 stops at its cap', () => {
    const tiers = [
      { fromFen: 5_000, fromQty: 0, offFen: 300 },
      { fromFen: 9_000, fromQty: 0, offFen: 1_000 },
    ];
    const tiered = { ...fullOff('f', 0, 0), tiers };
    expect(pay([line('A', 1, 8_999)], aWorld({ promotions: [tiered] }), free)).toBe(8_699);
    expect(pay([line('A', 1, 9_000)], aWorld({ promotions: [tiered] }), free)).toBe(8_000);
    const looped = { ...fullOff('f', 1_000, 100), loops: 3 };
    expect(pay([line('A', 1, 2_999)], aWorld({ promotions: [looped] }), free)).toBe(2_799);
    expect(pay([line('A', 1, 9_999)], aWorld({ promotions: [looped] }), free)).toBe(9_699);
  });

  test('of one group the better, of two groups both, but not with what is excluded', () => {
    const cart = [line('A', 1, 10_000)];
    const [a, b] = [fullOff('a', 100, 500), fullOff('b', 100, 700)];
    const quote = best(cart, aWorld({ promotions: [a, b] }), free);
    expect(quote.totals.orderOffFen).toBe(700);
    expect(whyOf(quote, 'a')).toMatchObject({ code: 'SAME_GROUP' });
    const other = { ...a, group: 'other' };
    expect(pay(cart, aWorld({ promotions: [other, b] }), free)).toBe(8_800);
    const apart = { ...other, exclusiveWith: ['b'] };
    const excluded = best(cart, aWorld({ promotions: [apart, b] }), free);
    expect(excluded.totals.payableFen).toBe(9_300);
    expect(whyOf(excluded, 'a')).toMatchObject({ code: 'EXCLUDED' });
  });

  test('满折 by pieces, capped; rates after amounts of higher priority', () => {
    const cart = [line('A', 2, 5_000)];
    const rate = { ...fullRate('r', 2, 8_000), capFen: 1_500 };
    expect(pay(cart, aWorld({ promotions: [rate] }), free)).toBe(8_500);
    const both = [
      { ...fullRate('r', 2, 8_000), group: 'rate' },
      { ...fullOff('f', 100, 1_000), priority: 1 },
    ];
    expect(pay(cart, aWorld({ promotions: both }), free)).toBe(7_200);
  });

  test('18: a budget pays a reduction in full or not at all; a lower tier may still fit', () => {
    const rule = { ...fullOff('f', 5_000, 1_000), budgetLeftFen: 999 };
    const cart = [line('A', 1, 9_000)];
    const quote = best(cart, aWorld({ promotions: [rule] }), free);
    expect(quote.totals.orderOffFen).toBe(0);
    expect(whyOf(quote, 'f')).toMatchObject({ code: 'BUDGET_GONE', why: '活动名额已用完' });
    const tiered = { ...rule, tiers: [{ fromFen: 100, fromQty: 0, offFen: 300 }, ...rule.tiers] };
    expect(pay(cart, aWorld({ promotions: [tiered] }), free)).toBe(8_700);
    const item = { ...timed('t', 5_000), budgetLeftFen: 4_499 };
    expect(pay(cart, aWorld({ promotions: [item] }), free)).toBe(9_000);
    expect(
      best(cart, aWorld({ promotions: [{ ...item, budgetLeftFen: 4_500 }] }), free).spend,
    ).toEqual([{ ruleId: 't', version: 1, couponId: null, fen: 4_500 }]);
  });

  test('16: a gift that is gone is not promised, one that is there names what earned it', () => {
    const cart = [line('A', 1, 9_000), line('B', 1, 100, 'home')];
    const rule = { ...fullGift('g', 5_000, 'mug'), scope: on('food') };
    expect(best(cart, aWorld({ promotions: [rule] }), free).gifts).toEqual([
      { ruleId: 'g', skuId: 'mug', title: '赠品', qty: 1, listedFen: 1_000, forSkuIds: ['A'] },
    ]);
    const gone = {
      ...rule,
      tiers: rule.tiers.map((tier) => ({
        ...tier,
        gifts: tier.gifts.map((g) => ({ ...g, left: 0 })),
      })),
    };
    const quote = best(cart, aWorld({ promotions: [gone] }), free);
    expect(quote.gifts).toEqual([]);
    expect(whyOf(quote, 'g')).toMatchObject({ code: 'GIFT_GONE', why: '赠品已送完' });
  });

  test('11: a rule ends at its moment, and at night by the day it began on', () => {
    const cart = [line('A', 1, 9_000)];
    const at = (scope: Partial<typeof anyone>, now = NOON) =>
      pay(
        cart,
        aWorld({
          now,
          promotions: [{ ...fullOff('f', 100, 1_000), scope: { ...anyone, ...scope } }],
        }),
        free,
      );
    expect(at({ until: NOON + 1 })).toBe(8_000);
    expect(at({ until: NOON })).toBe(9_000);
    expect(at({ from: NOON })).toBe(8_000);
    expect(at({ from: NOON + 1 })).toBe(9_000);
    const night = { hours: [{ start: 22 * 60, end: 26 * 60 }], weekdays: [0] };
    const hour = 3_600_000;
    expect(at(night)).toBe(9_000);
    expect(at({ ...night, until: NOON * 2 }, NOON + 13 * hour)).toBe(8_000);
    expect(at({ ...night, until: NOON * 2 }, NOON + 14 * hour)).toBe(9_000);
    expect(at({ ...night, from: 0 }, NOON - 11 * hour)).toBe(9_000);
  });

  test('a campaign holds in its shops, tags and regions and for its members', () => {
    const rule = (scope: object) => ({
      ...fullOff('f', 100, 1_000),
      scope: { ...anyone, ...scope },
    });
    const at = (scope: object, more = {}) =>
      pay(
        [line('A', 1, 9_000)],
        aWorld({
          storeTags: ['mall'],
          regionPath: ['cn', 'hz'],
          promotions: [rule(scope)],
          ...more,
        }),
        free,
      );
    expect(at({ storeIds: ['hz01'] })).toBe(8_000);
    expect(at({ storeIds: ['hz02'] })).toBe(9_000);
    expect(at({ storeIds: ['hz02'], storeTags: ['mall'] })).toBe(8_000);
    expect(at({ regionIds: ['hz'] })).toBe(8_000);
    expect(at({ regionIds: ['sh'] })).toBe(9_000);
    expect(at({ levelIds: ['silver'] })).toBe(9_000);
    expect(at({ levelIds: ['silver'] }, { member: { ...silver, levelRateBp: null } })).toBe(8_000);
    expect(at({ cardOnly: true }, { member: silver })).toBe(8_550);
  });

  test('floors hold an order rule back unless its campaign may go below', () => {
    const cart = [{ ...line('A', 1, 1_000), floorPriceFen: 900 }, line('B', 1, 1_000)];
    const rule = { ...fullOff('f', 100, 600), belowFloor: false };
    const held = best(cart, aWorld({ promotions: [rule] }), free);
    expect(held.lines.map(({ payFen }) => payFen)).toEqual([900, 500]);
    const may = best(cart, aWorld({ promotions: [{ ...rule, belowFloor: true }] }), free);
    expect(may.lines.map(({ payFen }) => payFen)).toEqual([700, 700]);
  });

  test('rules that take plain goods only make the engine choose which lines stay plain', () => {
    const rule = { ...fullOff('f', 5_000, 1_000), stack: { ...bestOf, item: false } };
    const cart = [withSpecial(line('A', 1, 5_000), 4_200), withSpecial(line('B', 1, 6_000), 4_900)];
    const quote = best(cart, aWorld({ promotions: [rule] }), free);
    expect(quote.lines.map(({ itemFen }) => itemFen)).toEqual([5_000, 4_900]);
    expect(quote.totals.payableFen).toBe(8_900);
  });
});

describe('freight', () => {
  const fee = (more = {}) => ({
    feeFen: 600,
    freeFromFen: 5_900,
    judgedOn: 'afterCoupons' as const,
    note: '',
    ...more,
  });

  test('is judged after coupons, or before them, as the policy says', () => {
    const coupons = [coupon('c', 500)];
    const cart = [line('A', 1, 6_000)];
    const after = best(cart, aWorld({ coupons, freight: fee() }), { ...free, coupons: ['c'] });
    expect(after.totals).toMatchObject({ freightFen: 600, freightText: '再买¥4免配送费' });
    expect(best(cart, aWorld({ coupons, freight: fee() }), free).totals.payableFen).toBe(6_000);
    const before = aWorld({ coupons, freight: fee({ judgedOn: 'goods' }) });
    expect(pay(cart, before, free)).toBe(5_500);
  });

  test('包邮, the card and a coupon each take it; the card is spared where it can be', () => {
    const cart = [line('A', 1, 3_000)];
    const freight = fee({ freeFromFen: null });
    const card = { ...silver, levelRateBp: null, card: { rateBp: null, freeFreightLeft: 1 } };
    const byCard = best(cart, aWorld({ freight, member: card }), free);
    expect([byCard.totals.freightFen, byCard.cardFreight]).toEqual([0, true]);
    const rule = best(
      cart,
      aWorld({ freight, member: card, promotions: [freeFreight('p', 3_000)] }),
      free,
    );
    expect([rule.totals.freightFen, rule.cardFreight]).toEqual([0, false]);
    expect(rule.spend).toEqual([{ ruleId: 'p', version: 1, couponId: null, fen: 600 }]);
    const used = { ...card, card: { rateBp: null, freeFreightLeft: 0 } };
    expect(best(cart, aWorld({ freight, member: used }), free).totals.freightFen).toBe(600);
    const coupons = [{ ...coupon('c', 400), kind: 'freight' as const, stackGroup: 'freight' }];
    const less = best(cart, aWorld({ freight, coupons }), free);
    expect(less.totals.freightFen).toBe(200);
    expect(less.trace.at(-1)).toMatchObject({ couponId: 'c', fen: -400 });
  });
});

test('凑单: what a little more would win, the nearest first', () => {
  const promotions = [
    fullOff('f', 9_000, 1_000),
    { ...fullRate('r', 3, 8_000), group: 'rate' },
    fullGift('g', 12_000, 'mug'),
  ];
  const freight = { feeFen: 600, freeFromFen: 8_500, judgedOn: 'afterCoupons' as const, note: '' };
  const quote = best(
    [line('A', 2, 4_000)],
    aWorld({ promotions, freight, coupons: [coupon('c', 500, 8_100)] }),
    free,
  );
  expect(quote.hints.map(({ text, saveFen }) => [text, saveFen])).toEqual([
    ['再买1件享8折', 1_600],
    ['再买¥1可用「5元券」', 500],
    ['再买¥5免配送费', 600],
    ['再买¥10可减¥10', 1_000],
    ['再买¥40送赠品', 0],
  ]);
});

test('what the shopper does without stays out', () => {
  const world = aWorld({ promotions: [fullOff('f', 100, 1_000)] });
  const quote = best([line('A', 1, 9_000)], world, { ...free, without: ['f'] });
  expect(quote.totals.payableFen).toBe(9_000);
  expect(whyOf(quote, 'f')).toMatchObject({ code: 'NOT_CHOSEN' });
});

test('an empty cart costs nothing; a cart that is none is refused', () => {
  expect(best([], aWorld({ coupons: [coupon('c', 500)] }), free).totals.payableFen).toBe(0);
  expect(() => best([line('A', 1, 1), line('A', 1, 1)], aWorld())).toThrow(/two lines/);
  expect(() => best([line('A', 0, 1)], aWorld())).toThrow(/qty/);
  expect(() => best([line('A', 1, 1.5)], aWorld())).toThrow(/fen/);
});
