import { pathOf, tailOf } from '#shared/domain/pricing/chain';
import type { Claim } from '#shared/domain/pricing/claim';
import { couponOrder } from '#shared/domain/pricing/couponClaims';
import type { Model } from '#shared/domain/pricing/compile';
import { settle } from '#shared/domain/pricing/settle';
import { byTurn, mayBeTogether } from '#shared/domain/pricing/sets';

/**
 * What a shopper does by hand, fen: every line at its lowest price, then again and again the reduction or
 * coupon that saves most with those taken already.
 */
export function greedy({ arcs, claims, world }: Model): number {
  const prices = { onFen: arcs.lines.map((line) => line.arcs.map(() => 1)), flat: null };
  const path = pathOf(arcs, prices, tailOf(arcs, prices));
  const groupOf = ({ order, coupon }: Claim) =>
    order?.group ?? `coupon:${coupon?.stackGroup ?? ''}`;
  const inTurn = (a: Claim, b: Claim) =>
    a.coupon && b.coupon
      ? couponOrder(a.coupon, b.coupon)
      : Number(a.order === null) - Number(b.order === null) || byTurn(a, b);
  let taken: Claim[] = [];
  let totalFen = settle(arcs.lines, path, [], world)?.totalFen ?? Infinity;
  for (;;) {
    const next = claims
      .filter((claim) =>
        taken.every((one) => mayBeTogether(one, claim) && groupOf(one) !== groupOf(claim)),
      )
      .map((claim) => {
        const set = [...taken, claim].sort(inTurn);
        return { set, fen: settle(arcs.lines, path, set, world)?.totalFen ?? Infinity };
      })
      .reduce<{ set: Claim[]; fen: number } | null>(
        (least, one) => (least === null || one.fen < least.fen ? one : least),
        null,
      );
    if (!next || next.fen >= totalFen) return totalFen;
    taken = next.set;
    totalFen = next.fen;
  }
}
