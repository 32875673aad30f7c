import { describe, expect, test } from 'vitest';
import { USUAL, elasticities, type PricedSeries } from './elasticity';

/** Fifty products of two categories in one market; every third week a discount; noise by day, same for all. */
function chain(of: Record<string, number>, discounts = true): PricedSeries[] {
  return Object.entries(of).flatMap(([category, elasticity]) =>
    Array.from({ length: 25 }, (_, k): PricedSeries => {
      const pricePct = Array.from({ length: 84 }, (_day, day) =>
        discounts && (Math.floor(day / 7) + k) % 3 === 0 ? 80 : 100,
      );
      const level = 5 + (k % 7) * 3;
      return {
        category,
        market: `杭州/${category}`,
        firstDay: 100,
        pricePct,
        outHours: pricePct.map((_pct, day) => (day % 20 === 19 ? 6 : 0)),
        sold: pricePct.map((pct, day) =>
          day % 20 === 19 ? 0 : level * (1 + 0.4 * Math.sin(day)) * (pct / 100) ** elasticity,
        ),
      };
    }),
  );
}

describe('elasticity from own price changes', () => {
  test('is found through level and market noise; days without stock do not count', () => {
    const found = elasticities(chain({ 饮料: -2.2, 粮油: -1 }));
    expect(found.byCategory.get('饮料')).toBeCloseTo(-2.1, 1);
    expect(found.byCategory.get('粮油')).toBeCloseTo(-1.1, 1);
    expect(found.weak).toBe(false);
  });
  test('where prices never moved the usual figure stands, marked weak', () => {
    const found = elasticities(chain({ 饮料: -2.2 }, false));
    expect(found).toMatchObject({ pooled: USUAL, weak: true, days: 0 });
  });
  test('an impossible figure is bounded', () => {
    expect(elasticities(chain({ 饮料: 1.5 })).pooled).toBe(-0.3);
  });
});
