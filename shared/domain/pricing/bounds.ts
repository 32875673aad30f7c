import type { Anchor } from './anchor';
import type { Arcs } from './arcs';
import { tailOf } from './chain';
import type { Claim } from './claim';
import { cardFrees } from './freightStep';
import type { Limits } from './limits';
import type { PriceWorld } from './types';

/** The anchor of the cheapest cart said the same way: every fen counts by the slope of its line. */
export function anchorLimits(arcs: Arcs, { goodsFen, slopes, looseFen }: Anchor): Limits {
  const onFen = arcs.lines.map((line, i) => line.arcs.map(() => slopes[i] ?? 0));
  const cheapest = arcs.lines.reduce(
    (fen, { leastFen }, i) => fen + leastFen * (slopes[i] ?? 0),
    0,
  );
  const prices = { onFen, flat: null };
  return { prices, tail: tailOf(arcs, prices), offFen: cheapest - goodsFen + looseFen };
}

/**
 * The least payable when the goods cost at least `goodsFen` and at most `judgedFen` may be judged for free
 * freight; never falls as the goods get dearer.
 */
export type LeastTotal = (goodsFen: number, judgedFen: number) => number;

export function leastTotalOf(world: PriceWorld, claims: readonly Claim[]): LeastTotal {
  const { feeFen, freeFromFen, judgedOn } = world.freight;
  let [fee, coupons] = [feeFen, 0];
  for (const { freight, order, coupon, mostFen } of claims) {
    if (coupon) coupons += mostFen;
    if (freight) fee = order ? 0 : Math.max(0, fee - (coupon?.faceFen ?? 0));
  }
  if (fee === 0 || cardFrees(world)) return (goodsFen) => Math.max(0, goodsFen);
  if (freeFromFen === null) return (goodsFen) => Math.max(0, goodsFen) + fee;
  const from = freeFromFen - (judgedOn === 'goods' ? coupons : 0);
  return (goodsFen, judgedFen) => {
    const goods = Math.max(0, goodsFen);
    return judgedFen < freeFromFen ? goods + fee : Math.min(goods + fee, Math.max(goods, from));
  };
}

/**
 * What the claims take for sure before free freight is judged. An amount is given in full where the room of
 * what always counts is certain to be enough for it and for all before it.
 */
export function sureOff({ lines }: Arcs, claims: readonly Claim[], world: PriceWorld): number {
  let [before, sure] = [0, 0];
  for (const claim of claims) {
    const counts = claim.order !== null || world.freight.judgedOn === 'afterCoupons';
    if (counts && claim.exact === null && !claim.freight) {
      const room = lines.reduce((fen, { floorFen, leastFen }, i) => {
        if (!(claim.counted[i]?.every(Boolean) ?? false)) return fen;
        return fen + Math.max(0, leastFen - (claim.belowFloor ? 0 : floorFen));
      }, 0);
      if (room >= before + claim.mostFen) sure += claim.mostFen;
    }
    before += claim.mostFen;
  }
  return sure;
}

/** No floor can hold a claim back, so equal sums are equal bills. */
export const floorless = ({ lines }: Arcs, claims: readonly Claim[]): boolean =>
  lines.every(({ floorFen }) => floorFen === 0) ||
  claims.every(({ belowFloor, freight }) => belowFloor || freight);
