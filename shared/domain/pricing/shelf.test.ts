import { expect, test } from 'vitest';
import { best } from './best';
import { chance, contest } from './fuzz/contest';
import { shelfPrice } from './shelf';
import { NOON, aWorld, free, fullOff, line, nth, silver, timed } from './testing';

test('the shelf says price, source and why, and what more could be won', () => {
  const world = aWorld({
    member: silver,
    promotions: [nth('n', 2, 5_000), fullOff('f', 9_000, 1_000)],
  });
  const shown = shelfPrice({ ...line('A', 1, 1_000), listPriceFen: 1_200 }, world);
  expect(shown).toMatchObject({
    priceFen: 950,
    listPriceFen: 1_200,
    source: 'level',
    ruleIds: ['level:silver'],
  });
  expect(shown.tags.map(({ kind, text }) => [kind, text])).toEqual([
    ['level', '银卡95折'],
    ['full', '满90减10'],
    ['nth', '第2件5折'],
  ]);
});

test('a special tells its reason and its end', () => {
  const special = { priceFen: 800, from: 0, until: NOON + 1, reason: '临期', left: 3 };
  const shown = shelfPrice({ ...line('A', 1, 1_000), special }, aWorld());
  expect(shown).toMatchObject({ priceFen: 800, source: 'special' });
  expect(shown.tags[0]).toMatchObject({
    text: '临期',
    reason: '店内特价（临期）到 11-22 12:00 为止',
  });
});

test('without any rule it is the base price with its source', () => {
  const shown = shelfPrice(
    { ...line('A', 1, 900), listPriceFen: 1_000, priceSource: 'store' },
    aWorld(),
  );
  expect(shown).toMatchObject({ priceFen: 900, source: 'store', ruleIds: [], tags: [] });
});

test('a cart of one piece costs what the shelf said, order rules apart', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { cart, world } = contest({ lines: 1, rules: 4, coupons: 0 }, chance(seed));
    const items = world.promotions.filter(({ type }) => type === 'timed' || type === 'nth');
    const plain = { ...world, promotions: items, freight: { ...world.freight, feeFen: 0 } };
    const [sku] = cart;
    if (!sku) continue;
    const quote = best([{ ...sku, qty: 1 }], plain, free);
    expect(shelfPrice(sku, plain).priceFen).toBe(quote.totals.payableFen);
  }
});

test('a price below its campaign’s floor stops at the floor', () => {
  const sku = { ...line('A', 1, 1_000), floorPriceFen: 700 };
  expect(shelfPrice(sku, aWorld({ promotions: [timed('t', 5_000)] })).priceFen).toBe(700);
});
