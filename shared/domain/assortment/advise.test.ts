import { describe, expect, test } from 'vitest';
import { advise, type Candidate } from './advise';
import { saleEffects, type Sale } from './effects';

/** Shops of two places; in 商圈 ready meals sell four times as well. */
function chain(): Sale[] {
  const sales: Sale[] = [];
  for (let s = 0; s < 10; s += 1)
    for (let k = 0; k < 12; k += 1) {
      const place = s % 2 === 0 ? '社区' : '商圈';
      const taste = k < 4 && place === '商圈' ? 4 : 1;
      sales.push({ shop: `s${s}`, sku: `k${k}`, place, perWeek: (1 + s / 10) * (2 + k) * taste });
    }
  return sales;
}
const hidden = (sale: Sale) => !(sale.shop === 's9' && sale.sku === 'k1');

describe('what a product would sell in a shop that does not carry it', () => {
  const guess = saleEffects(chain().filter(hidden));
  test('is near to the truth, by shop, product and place', () => {
    const truth = 1.9 * 3 * 4;
    const found = guess('s9', 'k1', '商圈');
    expect((found?.perWeek ?? 0) / truth).toBeGreaterThan(0.7);
    expect((found?.perWeek ?? 0) / truth).toBeLessThan(1.3);
    expect(found).toMatchObject({ alike: 4, shops: 9 });
  });
  test('where nobody like it sells it the range is wider', () => {
    const sure = guess('s9', 'k1', '商圈');
    const unsure = guess('s9', 'k1', '景区');
    const width = (g: typeof sure) => (g ? g.high / g.low : 0);
    expect(width(unsure)).toBeGreaterThan(width(sure));
  });
  test('a product nobody sells has no guess', () => {
    expect(guess('s9', 'k99', '商圈')).toBeNull();
  });
});

const one = (skuId: string, more: Partial<Candidate> = {}): Candidate => ({
  skuId,
  title: skuId,
  categoryId: 'c1',
  marginFen: 500,
  listed: true,
  own: { perWeek: 5, weeks: 12 },
  guess: null,
  declined: false,
  ...more,
});
const like = (perWeek: number) => ({
  perWeek,
  low: perWeek / 2,
  high: perWeek * 2,
  alike: 4,
  shops: 8,
});
const fresh = (skuId: string, perWeek: number, more: Partial<Candidate> = {}) =>
  one(skuId, { listed: false, own: null, guess: like(perWeek), ...more });
const full = { places: 2, mostAdds: 5, mostDrops: 5 };

describe('advice for a shelf', () => {
  test('on a full shelf the better product pushes out the weakest', () => {
    const advice = advise(
      [one('a', { own: { perWeek: 1, weeks: 9 } }), one('b'), fresh('n', 8)],
      full,
    );
    expect(advice.map(({ kind, skuId }) => `${kind} ${skuId}`)).toEqual(['drop a', 'add n']);
    expect(advice[1]?.why).toBe('同类门店有 4 家在卖，预计本店每周卖 8.0 件（4.0–16）');
  });
  test('what brings less than the weakest is not added', () => {
    expect(advise([one('a'), one('b'), fresh('n', 4)], full)).toEqual([]);
  });
  test('free places are filled without a drop; what was declined is not asked again', () => {
    const wide = { ...full, places: 9 };
    expect(
      advise([one('a'), fresh('n', 8), fresh('x', 9, { declined: true })], wide),
    ).toMatchObject([{ kind: 'add', skuId: 'n' }]);
  });
  test('a newcomer of two weeks is not dropped', () => {
    const young = one('a', { own: { perWeek: 0.1, weeks: 2 } });
    expect(advise([young, one('b'), fresh('n', 8)], full).map((a) => a.skuId)).toEqual(['b', 'n']);
  });
  test('one shop alone is no evidence', () => {
    const rare = { perWeek: 50, low: 9, high: 99, alike: 1, shops: 1 };
    expect(advise([one('a'), fresh('n', 0, { guess: rare })], { ...full, places: 9 })).toEqual([]);
  });
});
