import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { best } from './best';
import { keep } from './keep';
import { tender } from './tender';
import { aWorld, free, line } from './testing';

const ratio = { order: 'ratio' as const, maxBonusBp: 10_000 };

describe('the wallet before the provider', () => {
  test('¥55 of principal 100 and bonus 10 are 50 and 5', () => {
    expect(tender(5_500, { principalFen: 10_000, bonusFen: 1_000 }, ratio)).toEqual({
      providerFen: 0,
      principalFen: 5_000,
      bonusFen: 500,
    });
  });

  test('bonus first, as far as it may go', () => {
    const wallet = { principalFen: 10_000, bonusFen: 1_000 };
    const first = { order: 'bonusFirst' as const, maxBonusBp: 1_000 };
    expect(tender(5_500, wallet, first)).toEqual({
      providerFen: 0,
      principalFen: 4_950,
      bonusFen: 550,
    });
  });

  test('what the wallet lacks the provider pays; the shopper may ask for less of it', () => {
    expect(tender(5_500, { principalFen: 1_000, bonusFen: 0 }, ratio).providerFen).toBe(4_500);
    expect(tender(5_500, { principalFen: 9_000, bonusFen: 900 }, ratio, 1_100)).toEqual({
      providerFen: 4_400,
      principalFen: 1_000,
      bonusFen: 100,
    });
  });

  test('never more than a side has, always the whole', () => {
    const some = fc.nat(20_000);
    const policies = fc.record({
      order: fc.constantFrom('ratio' as const, 'bonusFirst' as const),
      maxBonusBp: fc.nat(10_000),
    });
    fc.assert(
      fc.property(some, some, some, policies, (payable, principalFen, bonusFen, policy) => {
        const paid = tender(payable, { principalFen, bonusFen }, policy);
        expect(paid.providerFen + paid.principalFen + paid.bonusFen).toBe(payable);
        expect(paid.principalFen).toBeLessThanOrEqual(principalFen);
        expect(paid.bonusFen).toBeLessThanOrEqual(
          Math.min(bonusFen, (payable * policy.maxBonusBp) / 10_000),
        );
        expect(Math.min(...Object.values(paid))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a kept quote', () => {
  const quote = best([line('A', 3, 1_000), line('B', 1, 2_000)], aWorld(), free);

  test('every piece knows its part of every bucket; bonus money earns nothing', () => {
    const paid = { providerFen: 2_000, principalFen: 2_000, bonusFen: 1_000 };
    const kept = keep(quote, paid, { earnBp: 10_000, growthBp: 10_000 });
    expect(kept.totals.earned).toBe(40);
    expect(kept.lines.map(({ earned }) => earned)).toEqual([24, 16]);
    expect(kept.unitTender[0]?.[0]).toEqual({ providerFen: 400, principalFen: 400, bonusFen: 200 });
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  });

  test('a tender that is not the payable is refused', () => {
    const paid = { providerFen: 4_999, principalFen: 0, bonusFen: 0 };
    expect(() => keep(quote, paid, { earnBp: 0, growthBp: 0 })).toThrow(/4999 of 5000/);
  });
});
