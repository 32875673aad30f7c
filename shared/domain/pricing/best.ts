import { compile, type Model } from './compile';
import { hintsOf } from './hints';
import type { Incumbent } from './incumbent';
import { payPoints } from './points';
import { quotedLines } from './lines';
import type { QuoteResult, Totals } from './result';
import { search } from './search';
import type { Bill } from './settle';
import { spendOf, traceOf } from './trace';
import { giftsOf } from './gifts';
import type { CartLine, Choices, PriceWorld } from './types';
import { unusedOf } from './unused';

/** Everything left to the engine: the best coupons, no points. */
export const ENGINE_CHOOSES: Choices = { coupons: 'best', points: 0, without: [] };

/**
 * The best legal price of a cart for its shopper (features.md §5.2 D): goods after coupons and freight are
 * as small as rules allow. Points come after: they lower what is left, never what is best. The same function
 * prices cart, till and order; `shelfPrice` is its step 2 for one piece.
 *
 * @throws RangeError for a SKU in two lines, or amounts and quantities that are no amounts
 */
export function best(
  cart: readonly CartLine[],
  world: PriceWorld,
  choices: Choices = ENGINE_CHOOSES,
): QuoteResult {
  const model = compile(cart, world, choices);
  const { bill } = searched(model);
  if (!bill) throw new RangeError('a cart without any claim is always legal');
  return quoteOf(model, bill);
}

/** Pinned coupons: as many of them as can be used, and only then the price. */
export function searched({ arcs, rules, coupons, world, choices }: Model): Incumbent {
  if (choices.coupons === 'best') return search(arcs, rules, coupons, world);
  const sizes = [...new Set(coupons.map(({ claims }) => claims.length))].sort((a, b) => b - a);
  for (const size of sizes.filter((n) => n > 0)) {
    const pinned = coupons.filter(({ claims }) => claims.length === size);
    const found = search(arcs, rules, pinned, world);
    if (found.bill) return found;
  }
  return search(
    arcs,
    rules,
    coupons.filter(({ claims }) => claims.length === 0),
    world,
  );
}

function quoteOf(model: Model, bill: Bill): QuoteResult {
  const { world, cart } = model;
  const paid = payPoints(bill, world, model.choices.points);
  const lines = quotedLines(model, bill, paid);
  const trace = traceOf(model, bill, lines);
  const hints = cart.length === 0 ? [] : hintsOf(model, bill);
  const off = (step: 'item' | 'order' | 'coupon'): number =>
    lines.reduce(
      (fen, { applied }) => fen + applied.reduce((f, a) => f + (a.step === step ? a.fen : 0), 0),
      0,
    );
  const totals: Totals = {
    listFen: lines.reduce((fen, line) => fen + line.listFen, 0),
    baseFen: lines.reduce((fen, line) => fen + line.baseFen, 0),
    itemFen: bill.itemFen,
    orderFen: bill.orderFen,
    couponedFen: bill.couponedFen,
    itemOffFen: off('item'),
    orderOffFen: off('order'),
    couponOffFen: off('coupon'),
    points: paid.points,
    pointsFen: paid.fen,
    goodsFen: bill.couponedFen - paid.fen,
    freightFen: bill.freight.fen,
    freightText: bill.freight.text,
    payableFen: bill.totalFen - paid.fen,
    earned: paid.earned,
    growth: paid.growth,
  };
  return {
    pricingVersion: world.policy.pricingVersion,
    at: world.now,
    storeId: world.storeId,
    lines,
    totals,
    trace,
    unused: unusedOf(model, bill, hints),
    gifts: giftsOf(model, bill),
    hints,
    couponIds: bill.taken.flatMap(({ claim }) => claim.coupon?.couponId ?? []),
    spend: spendOf(model, bill),
    cardFreight: bill.freight.by === 'card',
  };
}
