import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { couponRule, type CouponTerms } from '../coupon';
import { percent, split, sum, units } from '../money';
import { quote, type PricedLine, type Rule } from './quote';

const line = (skuId: string, qty: number, priceFen: number, categoryId = 'food'): PricedLine => ({
  skuId,
  categoryId,
  qty,
  listPriceFen: priceFen,
  priceFen,
});
const amountOff = (faceFen: number, more: Partial<CouponTerms> = {}): CouponTerms => ({
  name: '券',
  type: 'amount',
  faceFen,
  rateBp: 10_000,
  capFen: null,
  thresholdFen: 0,
  storeIds: [],
  categoryIds: [],
  ...more,
});
const free = () => ({ fen: 0, text: '' });
const six = () => ({ fen: 600, text: '配送费' });
const cart = [line('A', 3, 1_990), line('B', 1, 3_500), line('C', 2, 450)];

describe('the golden example of the domain model', () => {
  // Item and order rules of the Money issue, written as it will: the frame must carry them already.
  const silver: Rule = (lines) => ({
    kind: 'item',
    label: '银卡95折',
    parts: lines.map((l) => l.payFen - percent(l.payFen, 9_500)),
  });
  const from90: Rule = (lines) => {
    const weights = lines.map((l) => l.payFen);
    return { kind: 'order', label: '满90减10', parts: split(1_000, weights) };
  };

  test('every column adds up, before points', () => {
    const { lines, totals } = quote(cart, [silver, from90, couponRule(amountOff(500))], six);
    expect(lines.map((l) => l.payFen)).toEqual([4_808, 2_819, 725]);
    expect(totals).toMatchObject({
      listFen: 10_370,
      goodsFen: 10_370,
      couponFen: 500,
      freightFen: 600,
      payableFen: 8_952,
    });
    expect(totals.trace.map(({ fen }) => fen)).toEqual([10_370, -518, -1_000, -500, 600]);
  });

  test('the coupon alone spreads by largest remainder', () => {
    const { lines } = quote(cart, [couponRule(amountOff(500))], free);
    expect(lines.map((l) => l.reducedFen)).toEqual([288, 169, 43]);
  });

  test('unit shares of a line of 46.93 are 15.64, 15.64, 15.65', () => {
    expect(units(4_693, 3)).toEqual([1_564, 1_564, 1_565]);
  });
});

describe('a coupon', () => {
  test('of ¥5 on goods of ¥3 pays 3 and leaves nothing below zero', () => {
    const { lines, totals } = quote([line('A', 1, 300)], [couponRule(amountOff(500))], free);
    expect(totals).toMatchObject({ couponFen: 300, payableFen: 0 });
    expect(lines[0]).toMatchObject({ payFen: 0, reducedFen: 300 });
  });

  test('of 99 fen over two covered lines and one that is not adds up to 99', () => {
    const lines = [line('A', 1, 100), line('B', 1, 100), line('C', 1, 100, 'other')];
    const rule = couponRule(amountOff(99, { categoryIds: ['food'] }));
    expect(quote(lines, [rule], free).lines.map((l) => l.reducedFen)).toEqual([50, 49, 0]);
  });

  test('judges its threshold on covered lines only', () => {
    const lines = [line('A', 1, 2_000), line('B', 1, 9_000, 'other')];
    const rule = couponRule(amountOff(500, { categoryIds: ['food'], thresholdFen: 2_001 }));
    expect(quote(lines, [rule], free).totals.couponFen).toBe(0);
  });

  test('of 88% is capped', () => {
    const rule = couponRule(amountOff(0, { type: 'percent', rateBp: 8_800, capFen: 1_000 }));
    expect(quote([line('A', 1, 5_000)], [rule], free).totals.couponFen).toBe(600);
    expect(quote([line('A', 1, 50_000)], [rule], free).totals.couponFen).toBe(1_000);
    expect(quote([line('A', 1, 1)], [rule], free).totals.couponFen).toBe(0);
  });

  test('does not cost the shopper free freight', () => {
    const freeFrom59 = (goodsFen: number) => ({ fen: goodsFen >= 5_900 ? 0 : 600, text: '' });
    const { totals } = quote([line('A', 1, 5_900)], [couponRule(amountOff(500))], freeFrom59);
    expect(totals.payableFen).toBe(5_400);
  });
});

test('a rule that takes more than there is, is a defect and stops', () => {
  const greedy: Rule = (lines) => ({ kind: 'item', label: '错', parts: lines.map(() => 10_000) });
  expect(() => quote(cart, [greedy], free)).toThrow(RangeError);
});

describe('whatever is in the cart', () => {
  const carts = fc.uniqueArray(
    fc.record({
      skuId: fc.string({ minLength: 1, maxLength: 6 }),
      categoryId: fc.constantFrom('food', 'drink', 'home'),
      qty: fc.integer({ min: 1, max: 99 }),
      listPriceFen: fc.integer({ min: 0, max: 99_900 }),
      priceFen: fc.integer({ min: 0, max: 99_900 }),
    }),
    { selector: (l) => l.skuId, minLength: 1, maxLength: 12 },
  );
  const coupons = fc.record({
    name: fc.constant('券'),
    type: fc.constantFrom('amount' as const, 'percent' as const),
    faceFen: fc.integer({ min: 1, max: 20_000 }),
    rateBp: fc.integer({ min: 1, max: 10_000 }),
    capFen: fc.option(fc.integer({ min: 1, max: 9_000 })),
    thresholdFen: fc.integer({ min: 0, max: 60_000 }),
    storeIds: fc.constant([]),
    categoryIds: fc.subarray(['food', 'drink', 'home']),
  });
  const freights = fc
    .record({ fee: fc.integer({ min: 0, max: 2_000 }), from: fc.integer({ min: 0, max: 90_000 }) })
    .map(({ fee, from }) => (goods: number) => ({ fen: goods >= from ? 0 : fee, text: '' }));

  test('parts add up to totals, units add up to lines, nothing is negative', () => {
    fc.assert(
      fc.property(carts, coupons, freights, (lines, coupon, freight) => {
        const { lines: out, totals } = quote(lines, [couponRule(coupon)], freight);
        expect(sum(out.map((l) => l.amountFen))).toBe(totals.goodsFen);
        expect(sum(out.map((l) => l.reducedFen))).toBe(totals.couponFen);
        expect(sum(out.map((l) => l.payFen)) + totals.freightFen).toBe(totals.payableFen);
        expect(sum(totals.trace.map(({ fen }) => fen))).toBe(totals.payableFen);
        for (const l of out) {
          expect(l.payFen).toBeGreaterThanOrEqual(0);
          expect(l.amountFen - l.reducedFen).toBe(l.payFen);
          expect(sum(units(l.payFen, l.qty))).toBe(l.payFen);
        }
      }),
    );
  });

  test('adding a coupon never raises the price', () => {
    fc.assert(
      fc.property(carts, coupons, freights, (lines, coupon, freight) => {
        const plain = quote(lines, [], freight).totals.payableFen;
        const less = quote(lines, [couponRule(coupon)], freight).totals.payableFen;
        expect(less).toBeLessThanOrEqual(plain);
      }),
    );
  });

  test('the order of the lines never matters', () => {
    fc.assert(
      fc.property(carts, coupons, freights, fc.integer(), (lines, coupon, freight, seed) => {
        const turned = lines.toSorted(
          (a, b) =>
            ((a.qty * 31 + seed) % 7) - ((b.qty * 31 + seed) % 7) || (a.skuId < b.skuId ? 1 : -1),
        );
        const one = quote(lines, [couponRule(coupon)], freight);
        const two = quote(turned, [couponRule(coupon)], freight);
        expect(two.totals).toEqual(one.totals);
        const shares = (q: typeof one) => new Map(q.lines.map((l) => [l.skuId, l.payFen]));
        expect(shares(two)).toEqual(shares(one));
      }),
    );
  });
});
