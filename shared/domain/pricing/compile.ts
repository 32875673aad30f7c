import { arcsOf, type Arcs } from './arcs';
import type { Claim } from './claim';
import { couponClaims } from './couponClaims';
import { orderClaims } from './orderClaims';
import { amountUnder, itemRulesOf, type ItemRule } from './itemRules';
import type { CouponOffer, OrderPromotion, Promotion } from './promotion';
import type { WhyCode } from './result';
import { whyNotHere } from './scope';
import { couponSets, orderSets, type ClaimSet } from './sets';
import type { CartLine, Choices, PriceWorld } from './types';

/** Rules that cannot apply to this cart at all, with the reason. */
export interface Barred<T> {
  readonly of: T;
  readonly why: WhyCode;
}

/** A cart in its world, ready to be searched. */
export interface Model {
  readonly cart: readonly CartLine[];
  readonly world: PriceWorld;
  readonly choices: Choices;
  readonly arcs: Arcs;
  readonly items: readonly ItemRule[];
  /** Order rules that hold now, here and for this shopper, and are not done without. */
  readonly orderRules: readonly OrderPromotion[];
  readonly claims: readonly Claim[];
  readonly rules: readonly ClaimSet[];
  readonly coupons: readonly ClaimSet[];
  readonly barred: {
    readonly items: readonly Barred<ItemRule>[];
    readonly rules: readonly Barred<OrderPromotion>[];
    readonly coupons: readonly Barred<CouponOffer>[];
  };
}

const isOrder = (promotion: Promotion): promotion is OrderPromotion =>
  promotion.type !== 'timed' && promotion.type !== 'nth';

/** @throws RangeError for a SKU in two lines, or amounts and quantities that are no amounts. */
export function compile(cart: readonly CartLine[], world: PriceWorld, choices: Choices): Model {
  check(cart);
  const without = new Set(choices.without);
  const items = itemRulesOf(world).map(({ rule, why }) => ({
    of: rule,
    why: why ?? (without.has(rule.id) ? ('NOT_CHOSEN' as const) : whyNoItem(rule, cart)),
  }));
  const live = items.flatMap(({ of, why }) => (why === null ? [of] : []));
  const arcs = arcsOf(cart, live);
  const rules = world.promotions.filter(isOrder).map((rule) => ({
    of: rule,
    found: without.has(rule.id) ? { why: 'NOT_CHOSEN' as const } : orderClaims(rule, arcs, world),
  }));
  const coupons = world.coupons.map((coupon) => ({
    of: coupon,
    found: couponClaims(coupon, arcs, world, choices),
  }));
  const ruleClaims = rules.flatMap(({ found }) => ('claims' in found ? found.claims : []));
  const pocket = coupons.flatMap(({ found }) => ('claims' in found ? found.claims : []));
  return {
    cart,
    world,
    choices,
    arcs,
    items: live,
    orderRules: rules
      .filter(({ of }) => !without.has(of.id) && whyNotHere(of.scope, world) === null)
      .map(({ of }) => of),
    claims: [...ruleClaims, ...pocket],
    rules: orderSets(ruleClaims),
    coupons: couponSets(pocket, new Set(world.promotions.flatMap((rule) => rule.exclusiveWith))),
    barred: {
      items: items.flatMap(({ of, why }) => (why === null ? [] : [{ of, why }])),
      rules: rules.flatMap(({ of, found }) => ('why' in found ? [{ of, why: found.why }] : [])),
      coupons: coupons.flatMap(({ of, found }) => ('why' in found ? [{ of, why: found.why }] : [])),
    },
  };
}

function check(cart: readonly CartLine[]): void {
  const seen = new Set<string>();
  for (const { skuId, qty, priceFen, listPriceFen, floorPriceFen } of cart) {
    if (seen.has(skuId)) throw new RangeError(`${skuId} stands in two lines`);
    seen.add(skuId);
    if (!Number.isSafeInteger(qty) || qty < 1) throw new RangeError(`${skuId}: qty ${qty}`);
    for (const fen of [priceFen, listPriceFen, floorPriceFen, qty * priceFen])
      if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`${skuId}: ${fen} fen`);
  }
}

/** A budget pays for all a rule may give this cart, or the rule is not offered: no half-priced pieces. */
function whyNoItem(rule: ItemRule, cart: readonly CartLine[]): WhyCode | null {
  const covered = cart.filter((line) => rule.covers(line));
  if (covered.length === 0) return 'NO_GOODS';
  if (rule.mixedNth > 1) {
    const pieces = covered.reduce((n, { qty }) => n + qty, 0);
    if (pieces < rule.mixedNth) return 'BELOW_THRESHOLD';
    return affordable(rule, mixedMost(rule, covered, pieces)) ? null : 'BUDGET_GONE';
  }
  const under = covered.map((line) => ({ line, under: amountUnder(rule, line) }));
  const priced = under.filter((one) => one.under !== null);
  if (priced.length === 0) return rule.kind === 'nth' ? 'BELOW_THRESHOLD' : 'SOLD_OUT';
  const saved = priced.map(({ line, under }) => line.qty * line.priceFen - (under?.fen ?? 0));
  const most = saved.reduce((fen, one) => fen + Math.max(0, one), 0);
  if (most === 0)
    return covered.some((line) => line.floorPriceFen >= line.priceFen) ? 'FLOOR' : 'NO_SAVING';
  return affordable(rule, most) ? null : 'BUDGET_GONE';
}

const affordable = ({ source }: ItemRule, fen: number): boolean =>
  (source?.budgetLeftFen ?? null) === null || fen <= (source?.budgetLeftFen ?? 0);

const mixedMost = (rule: ItemRule, covered: readonly CartLine[], pieces: number): number =>
  Math.floor(pieces / rule.mixedNth) *
  Math.max(...covered.map((line) => line.priceFen - (rule.offer(line)?.unitFen ?? 0)));
