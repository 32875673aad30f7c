import type { CouponOffer, Promotion, Stacking } from '../promotion';
import * as one from '../testing';
import type { CartLine, PriceWorld } from '../types';

/** Reproducible chance (mulberry32). */
export function chance(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Size {
  readonly lines: number;
  readonly rules: number;
  readonly coupons: number;
}
const CATEGORIES = ['fruit', 'drink', 'snack', 'home', 'care'];

/** A cart and a world full of campaigns that contend for it, everything drawn from `random`. */
export function contest(size: Size, random: () => number) {
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const maybe = (p: number) => random() < p;
  const pick = <T>(list: readonly [T, ...T[]]): T => list[int(0, list.length - 1)] ?? list[0];
  const category = () => CATEGORIES[int(0, CATEGORIES.length - 1)] ?? 'fruit';
  const stacking = (item: number): Stacking => ({
    item: maybe(item),
    order: maybe(0.85),
    coupon: maybe(0.85),
  });
  const scope = (all: number) =>
    maybe(all) ? one.anyone : maybe(0.5) ? one.on(category()) : one.on(category(), category());

  const lines = Array.from({ length: size.lines }, (_, i): CartLine => {
    const priceFen = maybe(0.2) ? int(1, 300) : int(300, 9_900);
    const special = maybe(0.3)
      ? {
          priceFen: Math.round(priceFen * (0.7 + 0.25 * random())),
          from: 0,
          until: 2 * one.NOON,
          reason: '临期',
          left: maybe(0.3) ? int(0, 3) : null,
        }
      : null;
    const floorPriceFen = maybe(0.2) ? Math.round(priceFen * 0.6) : 0;
    return {
      ...one.line(`sku${String(i).padStart(2, '0')}`, int(1, 4), priceFen, category()),
      special,
      floorPriceFen,
    };
  });
  const whole = lines.reduce((fen, { qty, priceFen }) => fen + qty * priceFen, 0);
  const threshold = () =>
    Math.round((whole * (0.1 + 0.9 * random())) / (maybe(0.5) ? 1 : 100)) * 1 || 1;
  const order = (i: number) => ({
    group: `g${int(0, 2)}`,
    priority: int(0, 2),
    scope: scope(0.5),
    stack: stacking(0.6),
    belowFloor: maybe(0.7),
    exclusiveWith: maybe(0.1) ? [`r${int(0, size.rules)}`, `t-c${int(0, size.coupons)}`] : [],
    id: `r${i}`,
  });
  const promotions = Array.from({ length: size.rules }, (_, i): Promotion => {
    const fromFen = threshold();
    const offFen = Math.max(1, Math.round(fromFen * (0.05 + 0.2 * random())));
    const kind = random();
    if (kind < 0.45) {
      const rule = { ...one.fullOff(`r${i}`, fromFen, offFen), ...order(i) };
      if (maybe(0.2))
        return {
          ...rule,
          loops: int(2, 5),
          tiers: [{ fromFen: Math.ceil(fromFen / 2), fromQty: 0, offFen: Math.ceil(offFen / 2) }],
        };
      if (maybe(0.3))
        return {
          ...rule,
          tiers: [
            ...rule.tiers,
            { fromFen: Math.round(fromFen * 1.3), fromQty: 0, offFen: Math.round(offFen * 1.6) },
          ],
        };
      return rule;
    }
    if (kind < 0.65)
      return {
        ...one.fullRate(`r${i}`, int(0, 4), pick([9_500, 9_000, 8_800, 8_000])),
        ...order(i),
        capFen: maybe(0.5) ? int(100, 3_000) : null,
      };
    if (kind < 0.72)
      return { ...one.fullGift(`r${i}`, fromFen, 'mug', int(100, 3_000)), ...order(i) };
    if (kind < 0.8) return { ...one.freeFreight(`r${i}`, fromFen), ...order(i) };
    const item = { scope: scope(0.3), stack: stacking(0.3), priority: int(0, 2) };
    if (kind < 0.92)
      return {
        ...one.timed(`r${i}`, pick([9_000, 8_000, 7_000, 5_000])),
        ...item,
        perOrder: maybe(0.3) ? int(1, 2) : null,
      };
    return { ...one.nth(`r${i}`, int(2, 3), pick([5_000, 7_000, 0]), maybe(0.5)), ...item };
  });
  const coupons = Array.from({ length: size.coupons }, (_, i): CouponOffer => {
    const thresholdFen = maybe(0.3) ? 0 : threshold();
    const kind = random();
    const faceFen = Math.max(1, Math.round(200 + thresholdFen * (0.05 + 0.15 * random())));
    return {
      ...one.coupon(`c${i}`, faceFen, thresholdFen),
      kind: kind < 0.6 ? 'amount' : kind < 0.85 ? 'percent' : kind < 0.93 ? 'freight' : 'exchange',
      rateBp: pick([8_800, 9_000, 9_500, 7_000]),
      capFen: maybe(0.5) ? int(100, 2_000) : null,
      exchange: { qty: int(1, 2), payFen: maybe(0.5) ? 0 : 100 },
      scope: scope(0.6),
      stackGroup: kind >= 0.85 && kind < 0.93 ? 'freight' : pick(['goods', 'goods', 'open']),
      withOrderRules: maybe(0.75),
      plainOnly: maybe(0.2),
      belowFloor: maybe(0.7),
    };
  }).map((coupon) => (coupon.kind === 'exchange' ? coupon : { ...coupon, exchange: null }));
  const world: PriceWorld = one.aWorld({
    promotions,
    coupons,
    member: maybe(0.7)
      ? {
          ...one.silver,
          levelRateBp: pick([9_500, 9_000, null]),
          card: maybe(0.2) ? { rateBp: 8_800, freeFreightLeft: int(0, 1) } : null,
          points: { spendable: int(0, 3_000) },
        }
      : null,
    freight: {
      feeFen: maybe(0.5) ? int(1, 9) * 100 : 0,
      freeFromFen: maybe(0.7) ? Math.round(whole * (0.4 + 0.6 * random())) : null,
      judgedOn: maybe(0.5) ? 'afterCoupons' : 'goods',
      note: '',
    },
  });
  const policy = {
    ...world.policy,
    special: stacking(0.3),
    level: { ...stacking(0.3), goods: world.policy.level.goods },
  };
  return { cart: lines, world: { ...world, policy } };
}
