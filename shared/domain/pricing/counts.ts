import type { Arc, ArcLine, Arcs } from './arcs';
import type { CouponOffer, OrderPromotion } from './promotion';
import { coversGoods } from './scope';
import type { Path } from './settle';

/** Does a line count, priced this way? */
export type Counts = (line: ArcLine['line'], arc: Arc) => boolean;

export const countsForRule =
  ({ scope, stack }: OrderPromotion): Counts =>
  (line, arc) =>
    coversGoods(scope.goods, line) && (arc.rules.length === 0 || (stack.item && arc.forOrder));

export const countsForCoupon =
  ({ scope, plainOnly }: CouponOffer): Counts =>
  (line, arc) =>
    coversGoods(scope.goods, line) && (arc.rules.length === 0 || (!plainOnly && arc.forCoupon));

/** Amount after step 2 and pieces that count on a way through the lines. */
export function countedOn(
  { lines }: Arcs,
  { arcs, amounts }: Path,
  counts: Counts,
): { fen: number; qty: number } {
  let [fen, qty] = [0, 0];
  lines.forEach(({ line, arcs: ways }, i) => {
    const arc = ways[arcs[i] ?? 0];
    if (!arc || !counts(line, arc)) return;
    fen += amounts[i] ?? 0;
    qty += line.qty;
  });
  return { fen, qty };
}
