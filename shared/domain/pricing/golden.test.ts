import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { best } from './best';
import { explain } from './explain';
import { keep } from './keep';
import { refundPlan, type UnitRef } from './refundPlan';
import { aWorld, coupon, fullOff, line, silver } from './testing';

/** The golden example of features.md §5.2 D. */
const cart = [line('A', 3, 1_990), line('B', 1, 3_500), line('C', 2, 450)];
const world = aWorld({
  member: { ...silver, points: { spendable: 200 } },
  promotions: [fullOff('from90', 9_000, 1_000)],
  coupons: [coupon('five', 500)],
  freight: { feeFen: 600, freeFromFen: null, judgedOn: 'afterCoupons', note: '' },
});
const priced = best(cart, world, { coupons: 'best', points: 'most', without: [] });
const terms = {
  now: 0,
  shipped: true,
  fault: 'shopper' as const,
  freightBack: false,
  giftsBack: {},
  giftsCharged: {},
};

describe('the golden example', () => {
  test('every step, every line', () => {
    expect(priced.trace.map(({ step, fen, parts }) => [step, fen, ...parts])).toEqual([
      ['base', 10_370, 5_970, 3_500, 900],
      ['item', -518, -298, -175, -45],
      ['order', -1_000, -576, -337, -87],
      ['coupon', -500, -288, -169, -43],
      ['points', -200, -115, -68, -17],
      ['freight', 600],
    ]);
    expect(priced.totals).toMatchObject({
      listFen: 10_370,
      itemFen: 9_852,
      orderFen: 8_852,
      couponedFen: 8_352,
      goodsFen: 8_152,
      payableFen: 8_752,
      earned: 81,
    });
    expect(priced.lines.map(({ payFen, earned }) => [payFen, earned])).toEqual([
      [4_693, 47],
      [2_751, 27],
      [708, 7],
    ]);
  });

  test('pieces of A', () => {
    expect(priced.lines[0]?.units.map((u) => [u.payFen, u.points, u.earned])).toEqual([
      [1_564, 38, 15],
      [1_564, 38, 16],
      [1_565, 39, 16],
    ]);
  });

  const kept = keep(priced, { providerFen: 8_752, principalFen: 0, bonusFen: 0 }, world.pointsRule);
  const piece = (unit: number): UnitRef => ({ line: 0, unit });

  test('refund of one A, then of the two others', () => {
    const first = refundPlan(kept, [], [piece(0)], terms);
    expect(first).toMatchObject({ refundFen: 1_564, pointsBack: 38, pointsTaken: 15 });
    const rest = refundPlan(kept, [piece(0)], [piece(1), piece(2)], terms);
    expect(first.refundFen + rest.refundFen).toBe(4_693);
    expect(first.pointsBack + rest.pointsBack).toBe(115);
    expect(first.pointsTaken + rest.pointsTaken).toBe(47);
  });

  test('E2: whatever the order of the pieces, sums are what was paid, to each tender', () => {
    const all = kept.lines.flatMap(({ qty }, at) =>
      Array.from({ length: qty }, (_, unit): UnitRef => ({ line: at, unit })),
    );
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    const split = fc.tuple(fc.nat(8_752), fc.nat(8_752)).map(([a, b]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return { providerFen: low, principalFen: high - low, bonusFen: 8_752 - high };
    });
    fc.assert(
      fc.property(shuffled, split, (units, tender) => {
        const order = keep(priced, tender, world.pointsRule);
        const plans = units.map((unit, i) =>
          refundPlan(order, units.slice(0, i), [unit], { ...terms, shipped: false }),
        );
        const sumOf = (of: (plan: (typeof plans)[number]) => number) =>
          plans.reduce((n, plan) => n + of(plan), 0);
        expect({
          providerFen: sumOf(({ back }) => back.providerFen),
          principalFen: sumOf(({ back }) => back.principalFen),
          bonusFen: sumOf(({ back }) => back.bonusFen),
        }).toEqual(tender);
        expect(sumOf(({ pointsBack }) => pointsBack)).toBe(200);
        expect(sumOf(({ pointsTaken }) => pointsTaken)).toBe(order.totals.earned);
        for (const { back } of plans)
          for (const fen of Object.values(back)) expect(fen).toBeGreaterThanOrEqual(0);
        expect(plans.at(-1)?.couponIds).toEqual(['five']);
      }),
    );
  });

  test('in words for the shopper and for HQ', () => {
    expect(explain(kept, 'shopper').map(({ text }) => text)).toEqual([
      '商品原价合计 ¥103.70',
      '银卡95折，减 ¥5.18',
      '满90减10，减 ¥10',
      '优惠券 · 5元券，减 ¥5',
      '积分抵扣，减 ¥2',
      '配送费，加 ¥6',
      '应付 ¥87.52',
      '在线支付 ¥87.52',
      '可得 81 积分、81 成长值',
    ]);
    expect(explain(kept, 'hq')[2]?.text).toBe(
      '满90减10，减 ¥10（规则 from90 第 1 版）：A×3 -¥5.76，B×1 -¥3.37，C×2 -¥0.87',
    );
  });
});
