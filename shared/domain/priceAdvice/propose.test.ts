import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from './policy';
import { lowestOf, propose, type PriceFacts } from './propose';

const calm: PriceFacts = {
  title: '酸奶',
  listPriceFen: 1990,
  priceFen: 1990,
  baseFen: 1990,
  costFen: 1000,
  floorPriceFen: 1200,
  ceilingPriceFen: 2500,
  available: 40,
  perDay: 4,
  evidenceDays: 28,
  elasticity: -1.5,
  shelfLifeDays: null,
  competitor: null,
  lastChange: null,
};
const proposal = (more: Partial<PriceFacts>) => propose({ ...calm, ...more }, DEFAULT_POLICY);

describe('most prices stay', () => {
  test('ten days of stock at a steady pace is no reason', () => {
    expect(proposal({})).toBeNull();
  });
  test('two weeks of sales are the least that says anything', () => {
    expect(proposal({ available: 900, evidenceDays: 13 })).toBeNull();
  });
  test('a price at the floor goes no lower', () => {
    expect(proposal({ available: 900, priceFen: 1200, baseFen: 1200 })).toBeNull();
  });
});

describe('reasons', () => {
  test('slow goods go down by one step, with the numbers in the sentence', () => {
    const slow = proposal({ available: 400 });
    expect(slow).toMatchObject({ reason: 'slow', fromFen: 1990, toFen: 1900 });
    expect(slow?.why).toBe(
      '可售 400 件，日均卖 4.0 件，够卖 100 天，超过 45 天算滞销，目标 28 天；调价后预计日均 4.3 件',
    );
    expect(slow?.marginFen).toEqual({ from: 3960, to: 3859 });
  });
  test('what would spoil before it is sold is cleared', () => {
    const spoils = proposal({ available: 80, perDay: 4, shelfLifeDays: 7 });
    expect(spoils).toMatchObject({ reason: 'expiry', toFen: 1900 });
  });
  test('a dearer shop follows a competitor, as far as a day allows', () => {
    const far = proposal({ competitor: { name: '隔壁超市', priceFen: 1500 } });
    expect(far).toMatchObject({ reason: 'competitor', toFen: 1900 });
    const near = proposal({ competitor: { name: '隔壁超市', priceFen: 1950 } });
    expect(near).toBeNull();
  });
  test('when the reason has gone the price returns to what the shop had', () => {
    const back = proposal({ priceFen: 1700 });
    expect(back).toMatchObject({ reason: 'restore', toFen: 1780 });
  });
});

describe('no oscillation', () => {
  test('a price rests after a change, and longer before it turns', () => {
    const slow = { available: 400 };
    expect(proposal({ ...slow, lastChange: { days: 2, up: false } })).toBeNull();
    expect(proposal({ ...slow, lastChange: { days: 3, up: false } })).not.toBeNull();
    expect(proposal({ ...slow, lastChange: { days: 6, up: true } })).toBeNull();
    expect(proposal({ priceFen: 1700, lastChange: { days: 6, up: false } })).toBeNull();
    expect(proposal({ priceFen: 1700, lastChange: { days: 7, up: false } })).not.toBeNull();
  });
});

test('never below cost or floor, above the ceiling, or further than a step, whatever the facts', () => {
  const fen = fc.integer({ min: 1, max: 50_000 });
  const facts = fc.record({
    title: fc.constant('货'),
    listPriceFen: fen,
    priceFen: fen,
    baseFen: fen,
    costFen: fen,
    floorPriceFen: fen,
    ceilingPriceFen: fen,
    available: fc.nat(2_000),
    perDay: fc.double({ min: 0, max: 200, noNaN: true }),
    evidenceDays: fc.nat(60),
    elasticity: fc.double({ min: -4, max: -0.3, noNaN: true }),
    shelfLifeDays: fc.constantFrom(null, null, 3, 7, 30),
    competitor: fc.option(fc.record({ name: fc.constant('别家'), priceFen: fen })),
    lastChange: fc.option(fc.record({ days: fc.nat(20), up: fc.boolean() })),
  });
  const policy = { ...DEFAULT_POLICY, leastMarginBp: 300 };
  let made = 0;
  fc.assert(
    fc.property(facts, (one) => {
      const out = propose(one, policy);
      if (!out) return;
      made += 1;
      expect(Number.isSafeInteger(out.toFen)).toBe(true);
      expect(out.toFen).toBeGreaterThanOrEqual(lowestOf(one, policy));
      expect(out.toFen).toBeLessThanOrEqual(one.ceilingPriceFen);
      expect(Math.abs(out.toFen - one.priceFen) * 10_000).toBeLessThanOrEqual(
        one.priceFen * policy.maxStepBp,
      );
    }),
    { numRuns: 20_000, seed: 46 },
  );
  expect(made).toBeGreaterThan(200);
});
