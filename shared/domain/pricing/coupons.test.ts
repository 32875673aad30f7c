import { describe, expect, test } from 'vitest';
import { best } from './best';
import { NOON, aWorld, anyone, coupon, free, fullOff, line, on, silver } from './testing';

const whyOf = (quote: ReturnType<typeof best>, id: string) =>
  quote.unused.find(({ couponId }) => couponId === id);

describe('coupons', () => {
  test('E3: ¥5 on goods of ¥3 takes 3, pays nothing and allocates 300', () => {
    const quote = best([line('A', 1, 300)], aWorld({ coupons: [coupon('c', 500)] }), free);
    expect(quote.totals).toMatchObject({ payableFen: 0, couponOffFen: 300 });
    expect(quote.lines[0]?.applied).toEqual([{ step: 'coupon', ruleId: 't-c', fen: 300, qty: 0 }]);
  });

  test('E3: 99 fen over two covered lines and one that is not adds up to 99', () => {
    const coupons = [{ ...coupon('c', 99), scope: on('food') }];
    const cart = [line('A', 1, 100), line('B', 1, 100), line('C', 1, 100, 'home')];
    const quote = best(cart, aWorld({ coupons }), free);
    expect(quote.trace.find(({ step }) => step === 'coupon')?.parts).toEqual([-50, -49, 0]);
  });

  test('one of a stack group, one of each group, and the one that ends first of the same kind', () => {
    const later = { ...coupon('a', 500), templateId: 't', scope: { ...anyone, until: NOON + 9 } };
    const sooner = { ...coupon('b', 500), templateId: 't', scope: { ...anyone, until: NOON + 5 } };
    const joins = { ...coupon('j', 100), stackGroup: 'open' };
    const world = aWorld({ coupons: [later, sooner, coupon('s', 300), joins] });
    const quote = best([line('A', 1, 9_000)], world, free);
    expect(quote.couponIds.toSorted()).toEqual(['b', 'j']);
    expect(whyOf(quote, 's')).toMatchObject({ code: 'SAME_GROUP' });
    expect(whyOf(quote, 'a')).toMatchObject({ code: 'SAME_GROUP' });
  });

  test('none is spent for nothing', () => {
    const coupons = [coupon('big', 500), { ...coupon('small', 100), stackGroup: 'open' }];
    expect(best([line('A', 1, 500)], aWorld({ coupons }), free).couponIds).toEqual(['big']);
  });

  test('a rate is capped and judged on covered goods', () => {
    const rate = {
      ...coupon('c', 0, 2_001),
      kind: 'percent' as const,
      rateBp: 8_800,
      capFen: 1_000,
      scope: on('food'),
    };
    const at = (fen: number) =>
      best([line('A', 1, fen), line('B', 1, 9_000, 'home')], aWorld({ coupons: [rate] }), free)
        .totals.couponOffFen;
    expect([at(2_000), at(2_001), at(50_000)]).toEqual([0, 240, 1_000]);
  });

  test('兑换: pieces of one product, at what other rules left of them', () => {
    const swap = {
      ...coupon('c', 0),
      kind: 'exchange' as const,
      exchange: { qty: 1, payFen: 100 },
      scope: on('food'),
    };
    const cart = [line('A', 2, 1_000), line('B', 1, 600), line('C', 1, 9_000, 'home')];
    const quote = best(cart, aWorld({ coupons: [swap], member: silver }), free);
    expect(quote.trace.find(({ step }) => step === 'coupon')?.parts).toEqual([-850, 0, 0]);
  });

  test('not with 满减, not on reduced goods, where its terms say so', () => {
    const world = (more: object) =>
      aWorld({ promotions: [fullOff('f', 100, 400)], coupons: [{ ...coupon('c', 500), ...more }] });
    const cart = [line('A', 1, 9_000)];
    expect(best(cart, world({}), free).totals.payableFen).toBe(8_100);
    const alone = best(cart, world({ withOrderRules: false }), free);
    expect(alone.totals.payableFen).toBe(8_500);
    expect(alone.unused.find(({ ruleId }) => ruleId === 'f')).toMatchObject({ code: 'EXCLUDED' });
    const plain = aWorld({ member: silver, coupons: [{ ...coupon('c', 400), plainOnly: true }] });
    const quote = best(cart, plain, free);
    expect(quote.totals.payableFen).toBe(8_550);
    expect(whyOf(quote, 'c')).toMatchObject({ code: 'WORSE', why: '现在的组合更优惠' });
  });

  test('23: valid to its last moment; why each other one is not', () => {
    const coupons = [
      { ...coupon('ends', 100), scope: { ...anyone, until: NOON } },
      { ...coupon('starts', 100), scope: { ...anyone, from: NOON + 1 } },
      { ...coupon('used', 100), status: 'used' as const },
      { ...coupon('till', 100), online: false },
      { ...coupon('far', 100), scope: { ...anyone, storeIds: ['hz02'] } },
      { ...coupon('gold', 100), scope: { ...anyone, levelIds: ['gold'] } },
      { ...coupon('home', 100), scope: on('home') },
      coupon('more', 100, 9_999),
      { ...coupon('freight', 100), kind: 'freight' as const },
    ];
    const quote = best([line('A', 1, 9_000)], aWorld({ coupons }), free);
    expect(quote.couponIds).toEqual([]);
    expect(Object.fromEntries(quote.unused.map(({ couponId, code }) => [couponId, code]))).toEqual({
      ends: 'ENDED',
      starts: 'NOT_STARTED',
      used: 'STATUS',
      till: 'CHANNEL',
      far: 'NOT_THIS_STORE',
      gold: 'NOT_THIS_LEVEL',
      home: 'NO_GOODS',
      more: 'BELOW_THRESHOLD',
      freight: 'NO_SAVING',
    });
    expect(whyOf(quote, 'more')?.why).toBe('还差¥9.99可用');
    const last = { ...coupon('ends', 100), scope: { ...anyone, until: NOON + 1 } };
    expect(best([line('A', 1, 9_000)], aWorld({ coupons: [last] }), free).couponIds).toEqual([
      'ends',
    ]);
  });

  test('pinned ones are used where they can be, even if dearer; none pinned uses none', () => {
    const world = aWorld({
      promotions: [fullOff('f', 100, 1_000)],
      coupons: [
        { ...coupon('weak', 100), withOrderRules: false },
        { ...coupon('other', 300), stackGroup: 'open' },
      ],
    });
    const cart = [line('A', 1, 9_000)];
    const pinned = best(cart, world, { ...free, coupons: ['weak'] });
    expect([pinned.couponIds, pinned.totals.payableFen]).toEqual([['weak'], 8_900]);
    expect(whyOf(pinned, 'other')).toMatchObject({ code: 'NOT_CHOSEN' });
    expect(best(cart, world, { ...free, coupons: [] }).couponIds).toEqual([]);
    const foreign = best(cart, world, { ...free, coupons: ['nobodys'] });
    expect(foreign.couponIds).toEqual([]);
  });
});

describe('points', () => {
  const member = { ...silver, levelRateBp: null, points: { spendable: 10_000 } };
  const most = { ...free, points: 'most' as const };

  test('at most the rule’s part, never on freight, never more than asked', () => {
    const freight = { feeFen: 600, freeFromFen: null, judgedOn: 'goods' as const, note: '' };
    const world = aWorld({ member, freight });
    expect(best([line('A', 1, 4_001)], world, most).totals).toMatchObject({
      points: 2_000,
      payableFen: 2_601,
    });
    expect(best([line('A', 1, 4_001)], world, { ...free, points: 7 }).totals.points).toBe(7);
    expect(best([line('A', 1, 4_001)], { ...world, member: silver }, most).totals.points).toBe(0);
  });

  test('a point of more than a fen is used whole', () => {
    const base = aWorld({ member });
    const world = { ...base, pointsRule: { ...base.pointsRule, fenPerPoint: 3, maxBp: 10_000 } };
    const quote = best([line('A', 1, 100), line('B', 1, 100)], world, most);
    expect(quote.totals).toMatchObject({ points: 66, pointsFen: 198, payableFen: 2 });
    expect(quote.lines.map(({ points, payFen }) => [points, payFen])).toEqual([
      [33, 1],
      [33, 1],
    ]);
  });

  test('1元=1积分 by whole yuan of money, times the day’s multiple', () => {
    const base = aWorld({ member });
    const world = { ...base, pointsRule: { ...base.pointsRule, earnBp: 20_000 } };
    expect(best([line('A', 1, 8_152)], world, free).totals).toMatchObject({
      earned: 162,
      growth: 81,
    });
  });
});

test('17: what coupons and points pay in full needs no provider', () => {
  const quote = best([line('A', 1, 300)], aWorld({ coupons: [coupon('c', 500)] }), free);
  expect(quote.totals).toMatchObject({ payableFen: 0, freightFen: 0, earned: 0 });
});
