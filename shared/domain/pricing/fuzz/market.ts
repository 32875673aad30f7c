import { ALL_GOODS } from '../scope';
import * as one from '../testing';
import type { CartLine, PriceWorld } from '../types';
import type { Size } from './contest';

const CATEGORIES = ['fruit', 'drink', 'snack', 'home', 'care'];

/**
 * A chain as it might be: levels, specials on a third of the goods (which half of the chains keep out of 满减),
 * reductions in three groups, coupons in two, a third of them rates, free freight by amount.
 */
export function market(size: Size, random: () => number): { cart: CartLine[]; world: PriceWorld } {
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const maybe = (p: number) => random() < p;
  const scope = (all: number) =>
    maybe(all) ? one.anyone : one.on(CATEGORIES[int(0, CATEGORIES.length - 1)] ?? 'fruit');

  const cart = Array.from({ length: size.lines }, (_, i): CartLine => {
    const priceFen = int(300, 9_900);
    const sku = one.line(`sku${String(i).padStart(2, '0')}`, int(1, 4), priceFen);
    const special = {
      priceFen: Math.round(priceFen * (0.7 + 0.25 * random())),
      from: 0,
      until: 2 * one.NOON,
      reason: '临期',
      left: null,
    };
    return {
      ...sku,
      categoryIds: [CATEGORIES[int(0, CATEGORIES.length - 1)] ?? 'fruit'],
      floorPriceFen: Math.round(priceFen * 0.6),
      special: maybe(0.3) ? special : null,
    };
  });
  const promotions = Array.from({ length: size.rules }, (_, i) => {
    const fromFen = int(20, 200) * 100;
    return {
      ...one.fullOff(`r${i}`, fromFen, Math.round(fromFen * (0.05 + 0.15 * random()))),
      group: `g${int(0, 2)}`,
      scope: scope(0.5),
      belowFloor: false,
      stack: { item: maybe(0.85), order: true, coupon: maybe(0.7) },
    };
  });
  const coupons = Array.from({ length: size.coupons }, (_, i) => {
    const thresholdFen = int(0, 150) * 100;
    const faceFen = Math.round(500 + thresholdFen * (0.05 + 0.1 * random()));
    return {
      ...one.coupon(`c${i}`, faceFen, thresholdFen),
      kind: maybe(0.3) ? ('percent' as const) : ('amount' as const),
      rateBp: 8_800,
      capFen: maybe(0.5) ? int(500, 3_000) : null,
      scope: scope(0.6),
      stackGroup: maybe(0.5) ? 'goods' : 'open',
      withOrderRules: maybe(0.7),
      plainOnly: maybe(0.1),
    };
  });
  const levelRateBp = [null, 9_500, 9_000][int(0, 2)] ?? null;
  const world = one.aWorld({
    promotions,
    coupons,
    member: { ...one.silver, levelRateBp, points: { spendable: int(0, 30_000) } },
    freight: { feeFen: 600, freeFromFen: 5_900, judgedOn: 'afterCoupons', note: '' },
  });
  const policy = {
    pricingVersion: 1,
    special: { item: false, order: maybe(0.5), coupon: true },
    level: { ...one.bestOf, goods: ALL_GOODS },
    card: { ...one.bestOf, goods: ALL_GOODS },
  };
  return { cart, world: { ...world, policy } };
}
