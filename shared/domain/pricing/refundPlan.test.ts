import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { best } from './best';
import { chance, contest } from './fuzz/contest';
import { keep } from './keep';
import { refundPlan, type RefundTerms, type UnitRef } from './refundPlan';
import { tender } from './tender';
import { aWorld, coupon, free, fullGift, fullOff, line } from './testing';

const terms: RefundTerms = {
  now: 0,
  shipped: true,
  fault: 'shopper',
  freightBack: false,
  giftsBack: {},
  giftsCharged: {},
};
const freight = { feeFen: 600, freeFromFen: null, judgedOn: 'goods' as const, note: '' };
const rule = { earnBp: 10_000, growthBp: 10_000 };
const money = (providerFen: number) => ({ providerFen, principalFen: 0, bonusFen: 0 });
const ref = (line: number, unit: number): UnitRef => ({ line, unit });

function order(more: object = {}) {
  const quote = best(
    [line('A', 2, 1_000), line('B', 1, 3_000)],
    aWorld({ freight, ...more }),
    free,
  );
  return keep(quote, money(quote.totals.payableFen), rule);
}

describe('a refund', () => {
  test('of some pieces gives their shares; the freight stays', () => {
    const plan = refundPlan(
      order({ promotions: [fullOff('f', 100, 500)] }),
      [],
      [ref(0, 1)],
      terms,
    );
    expect(plan).toMatchObject({ refundFen: 900, freightFen: 0, complete: false, couponIds: [] });
  });

  test('of all pieces gives the coupon back, and the freight if nothing left the shop or the shop is at fault', () => {
    const kept = order({ coupons: [coupon('c', 500)] });
    const all = [ref(0, 0), ref(0, 1), ref(1, 0)];
    const plan = (more: object) => refundPlan(kept, [], all, { ...terms, ...more });
    expect(plan({})).toMatchObject({ refundFen: 4_500, freightFen: 0, couponIds: ['c'] });
    expect(plan({ shipped: false })).toMatchObject({ refundFen: 5_100, freightFen: 600 });
    expect(plan({ fault: 'store' })).toMatchObject({ refundFen: 5_100, freightFen: 600 });
    expect(plan({ shipped: false, freightBack: true })).toMatchObject({ refundFen: 4_500 });
  });

  test('in two steps: what completes the order gives back what belongs to the whole', () => {
    const kept = order({ coupons: [coupon('c', 500)] });
    const before = [ref(0, 0), ref(1, 0)];
    const plan = refundPlan(kept, before, [ref(0, 1)], { ...terms, shipped: false });
    expect(plan).toMatchObject({ complete: true, freightFen: 600, couponIds: ['c'] });
  });

  test('a free delivery of the card is given back with an order that never left', () => {
    const member = {
      memberId: 'm',
      levelId: '',
      levelName: '',
      levelRateBp: null,
      card: { rateBp: null, freeFreightLeft: 2 },
      points: null,
    };
    const kept = order({ member });
    const all = [ref(0, 0), ref(0, 1), ref(1, 0)];
    expect(refundPlan(kept, [], all, { ...terms, shipped: false }).cardFreightBack).toBe(true);
    expect(refundPlan(kept, [], all, terms).cardFreightBack).toBe(false);
  });

  test('a gift is owed with the pieces that earned it: returned, or charged at listed value, once', () => {
    const kept = order({ promotions: [fullGift('g', 100, 'mug', 1_500)] });
    const [one, two, last] = [ref(0, 0), ref(0, 1), ref(1, 0)];
    expect(refundPlan(kept, [], [one, two], terms).giftFen).toBe(0);
    const charged = refundPlan(kept, [one, two], [last], terms);
    expect(charged).toMatchObject({
      goodsFen: 3_000,
      giftFen: 1_500,
      refundFen: 1_500,
      giftShortFen: 0,
    });
    expect(charged.giftsCharged).toEqual([{ skuId: 'mug', qty: 1, fen: 1_500 }]);
    const returned = { ...terms, giftsBack: { mug: 1 } };
    expect(refundPlan(kept, [one, two], [last], returned).refundFen).toBe(3_000);
    const before = { ...terms, giftsCharged: { mug: 1 } };
    expect(refundPlan(kept, [one, two], [last], before).refundFen).toBe(3_000);
  });

  test('never goes below nothing for a kept gift; what is missing is told', () => {
    const kept = order({ promotions: [fullGift('g', 100, 'vase', 4_000)] });
    const plan = refundPlan(kept, [ref(0, 0), ref(0, 1)], [ref(1, 0)], terms);
    expect(plan).toMatchObject({ refundFen: 0, giftFen: 3_000, giftShortFen: 1_000 });
  });

  test('of a piece that is not there, or twice, is refused', () => {
    const kept = order();
    expect(() => refundPlan(kept, [], [ref(0, 2)], terms)).toThrow(/no piece/);
    expect(() => refundPlan(kept, [], [ref(0, 0), ref(0, 0)], terms)).toThrow(/twice/);
    expect(() => refundPlan(kept, [ref(0, 0)], [ref(0, 0)], terms)).toThrow(/twice/);
    expect(refundPlan(kept, [], [], terms)).toMatchObject({ refundFen: 0, complete: false });
  });
});

test('any cart, any tender, any sequence: every bucket, the points and the grants go back to the fen', () => {
  const histories = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    principalFen: fc.nat(30_000),
    bonusFen: fc.nat(9_000),
    order: fc.constantFrom('ratio' as const, 'bonusFirst' as const),
    turn: fc.infiniteStream(fc.nat(1_000)),
  });
  fc.assert(
    fc.property(histories, ({ seed, principalFen, bonusFen, order: policy, turn }) => {
      const { cart, world } = contest({ lines: 4, rules: 3, coupons: 3 }, chance(seed));
      const quote = best(
        cart,
        { ...world, promotions: world.promotions.filter(({ type }) => type !== 'fullGift') },
        { ...free, points: 'most' },
      );
      const paid = tender(
        quote.totals.payableFen,
        { principalFen, bonusFen },
        { order: policy, maxBonusBp: 10_000 },
      );
      const kept = keep(quote, paid, world.pointsRule);
      const left = kept.lines.flatMap(({ qty }, at) =>
        Array.from({ length: qty }, (_, unit) => ref(at, unit)),
      );
      const gone: UnitRef[] = [];
      const got = { providerFen: 0, principalFen: 0, bonusFen: 0, points: 0, taken: 0, growth: 0 };
      while (left.length > 0) {
        const many = 1 + ((turn.next().value ?? 0) % left.length);
        const units = Array.from({ length: many }, () =>
          left.splice((turn.next().value ?? 0) % left.length, 1),
        ).flat();
        const plan = refundPlan(kept, gone, units, { ...terms, shipped: false });
        gone.push(...units);
        got.providerFen += plan.back.providerFen;
        got.principalFen += plan.back.principalFen;
        got.bonusFen += plan.back.bonusFen;
        got.points += plan.pointsBack;
        got.taken += plan.pointsTaken;
        got.growth += plan.growthTaken;
      }
      const { points, earned, growth } = kept.totals;
      expect(got).toEqual({ ...paid, points, taken: earned, growth });
    }),
    { numRuns: 200 },
  );
});
