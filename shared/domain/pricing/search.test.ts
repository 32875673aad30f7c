import { describe, expect, test } from 'vitest';
import { sum } from '../money';
import { best } from './best';
import { compile } from './compile';
import { exhaustive } from './exhaustive';
import { chance, contest } from './fuzz/contest';
import { search } from './search';
import { free } from './testing';
import type { Choices } from './types';

/** `QUOTE_CARTS=100000 npx vitest run …` looks deeper. */
const CARTS = Number(process.env['QUOTE_CARTS'] ?? 5_000);
const LONG = 600_000;

const small = (seed: number) => {
  const random = chance(seed * 7_919);
  const int = (most: number) => Math.floor(random() * (most + 1));
  return contest({ lines: 1 + int(3), rules: int(4), coupons: int(3) }, random);
};
const larger = (seed: number) =>
  contest({ lines: 6, rules: 5, coupons: 5 }, chance(seed * 104_729));

describe('the best legal combination', () => {
  test(
    'is the one that trying everything finds, gifts and coupons kept alike',
    () => {
      const wrong: unknown[] = [];
      for (let seed = 1; seed <= CARTS; seed += 1) {
        const { cart, world } = small(seed);
        const model = compile(cart, world, free);
        const { bill, exact } = search(model.arcs, model.rules, model.coupons, world);
        const all = exhaustive(model).bill;
        const said = (b: typeof bill) => [
          b?.totalFen,
          b?.giftFen,
          b?.taken.map(({ claim }) => claim.id).join(),
        ];
        if (!exact || said(bill).join() !== said(all).join())
          wrong.push([seed, said(bill), said(all)]);
      }
      expect(wrong).toEqual([]);
    },
    LONG,
  );

  test(
    'never gets dearer by one more coupon',
    () => {
      for (let seed = 1; seed <= 300; seed += 1) {
        const { cart, world } = larger(seed);
        const [, ...fewer] = world.coupons;
        const more = best(cart, world, free).totals.payableFen;
        expect(more).toBeLessThanOrEqual(
          best(cart, { ...world, coupons: fewer }, free).totals.payableFen,
        );
      }
    },
    LONG,
  );

  test(
    'does not depend on the order of lines, rules and coupons',
    () => {
      for (let seed = 1; seed <= 200; seed += 1) {
        const { cart, world } = larger(seed);
        const one = best(cart, world, free);
        const turned = {
          ...world,
          promotions: world.promotions.toReversed(),
          coupons: world.coupons.toReversed(),
        };
        const two = best(cart.toReversed(), turned, free);
        expect(two.totals).toEqual(one.totals);
        expect(two.couponIds).toEqual(one.couponIds);
        expect(two.lines.toReversed()).toEqual(
          one.lines.map((line) => ({ ...line, tags: expect.anything() as unknown })),
        );
      }
    },
    LONG,
  );
});

test(
  'a quote adds up in every direction and is plain JSON',
  () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { cart, world } = larger(seed);
      const choices: Choices = { ...free, points: seed % 2 === 0 ? 'most' : seed };
      const quote = best(cart, world, choices);
      const { lines, totals, trace } = quote;
      expect(JSON.parse(JSON.stringify(quote))).toEqual(quote);
      expect(sum(trace.map(({ fen }) => fen))).toBe(totals.payableFen);
      expect(totals.goodsFen + totals.freightFen).toBe(totals.payableFen);
      expect(sum(lines.map(({ payFen }) => payFen))).toBe(totals.goodsFen);
      expect(sum(lines.map(({ earned }) => earned))).toBe(totals.earned);
      expect(totals.pointsFen).toBeLessThanOrEqual(Math.floor(totals.couponedFen / 2));
      lines.forEach((line, at) => {
        const steps = trace.map(({ parts }) => parts[at] ?? 0);
        expect(sum(steps)).toBe(line.payFen);
        expect(line.baseFen - line.reducedFen - line.pointsFen).toBe(line.payFen);
        expect(line.itemFen).toBeGreaterThanOrEqual(
          Math.min(line.floorPriceFen, line.priceFen) * line.qty,
        );
        const of = (key: 'payFen' | 'points' | 'pointsFen' | 'earned') =>
          sum(line.units.map((unit) => unit[key]));
        expect([of('payFen'), of('points'), of('pointsFen'), of('earned')]).toEqual([
          line.payFen,
          line.points,
          line.pointsFen,
          line.earned,
        ]);
        for (const unit of line.units) {
          expect(unit.payFen + unit.pointsFen + sum(unit.reduced)).toBe(line.priceFen);
          expect(Math.min(unit.payFen, unit.pointsFen, ...unit.reduced)).toBeGreaterThanOrEqual(0);
        }
        line.applied.forEach(({ fen }, i) =>
          expect(sum(line.units.map(({ reduced }) => reduced[i] ?? 0))).toBe(fen),
        );
      });
    }
  },
  LONG,
);

test(
  'what a rule may not do to a floor, it does not',
  () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { cart, world } = larger(seed);
      const tame = {
        ...world,
        promotions: world.promotions.map((rule) => ({ ...rule, belowFloor: false })),
        coupons: world.coupons.map((coupon) => ({ ...coupon, belowFloor: false })),
      };
      for (const line of best(cart, tame, free).lines)
        expect(line.payFen).toBeGreaterThanOrEqual(
          Math.min(line.floorPriceFen, line.priceFen) * line.qty,
        );
    }
  },
  LONG,
);
