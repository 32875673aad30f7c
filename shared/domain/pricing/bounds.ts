import type { Anchor } from './anchor';
import type { Arcs } from './arcs';
import { tailOf, type Prices, type Tail } from './chain';
import type { Claim } from './claims';
import { cardFrees } from './freightStep';
import type { PriceWorld } from './types';

/**
 * Proven limits of what a set of claims can leave of a cart. Give every piece of a line the product of the
 * rates that will come over it: no claim can lower that sum by more than its amount times the rates that
 * come over all it counts (a rate only keeps what the product foresaw). So goods ≥ Σ amount × product − off.
 */
export interface Limits {
  /** Product of the rates in the set, by line and arc. */
  readonly prices: Prices;
  readonly tail: Tail;
  /** What the amounts take at most, and rounding. */
  readonly offFen: number;
}

/** The anchor said the same way: every fen counts by the slope. */
export function anchorLimits(arcs: Arcs, { goodsFen, slope, looseFen, amounts }: Anchor): Limits {
  const prices = { onFen: arcs.lines.map((line) => line.arcs.map(() => slope)), flat: null };
  const cheapest = amounts.reduce((a, b) => a + b, 0);
  return { prices, tail: tailOf(arcs, prices), offFen: slope * cheapest - goodsFen + looseFen };
}

const ratesOf = (claims: readonly Claim[]): Claim[] => claims.filter(({ rate }) => rate !== null);

/** The rate comes over all that the claim counts. */
const over = (rate: Claim, claim: Claim): boolean =>
  rate.counted.every((arcs, i) => arcs.every((yes, k) => yes || claim.counted[i]?.[k] !== true));

/** Limits by set of rates: many sets share them. */
export class LimitBook {
  readonly #arcs: Arcs;
  readonly #names = new Map<Claim, string>();
  readonly #byRates = new Map<string, { prices: Prices; tail: Tail }>();

  constructor(arcs: Arcs) {
    this.#arcs = arcs;
  }

  of(claims: readonly Claim[]): Limits {
    // Where floors bind, the parts of a rate do not follow the amounts: it counts as an amount if rates follow.
    const rates = ratesOf(claims).filter(
      (rate, at, all) =>
        this.#free(rate) ||
        !claims.slice(claims.indexOf(rate) + 1).some((c) => all.includes(c) && !over(c, rate)),
    );
    const key = rates.map((rate) => this.#nameOf(rate)).join();
    const known = this.#byRates.get(key) ?? this.#make(rates);
    this.#byRates.set(key, known);
    let offFen = rates.reduce((fen, { roundFen }) => fen + roundFen, 0.5);
    if (rates.length > 1) offFen += this.#arcs.lines.length / 4;
    claims.forEach((claim, at) => {
      if (rates.includes(claim)) return;
      const later = rates.filter((rate) => claims.indexOf(rate) > at && over(rate, claim));
      offFen += later.reduce((fen, { rate }) => fen * (rate ?? 0), claim.mostFen);
    });
    return { ...known, offFen };
  }

  #nameOf(claim: Claim): string {
    const name = this.#names.get(claim) ?? String(this.#names.size);
    this.#names.set(claim, name);
    return name;
  }

  /** Its parts follow the amounts: no floor can bind. */
  #free({ belowFloor, counted }: Claim): boolean {
    return (
      belowFloor ||
      this.#arcs.lines.every(
        ({ floorFen }, i) => floorFen === 0 || !(counted[i]?.some(Boolean) ?? false),
      )
    );
  }

  #make(rates: readonly Claim[]): { prices: Prices; tail: Tail } {
    const onFen = this.#arcs.lines.map(({ arcs }, i) =>
      arcs.map((_, k) =>
        rates.reduce((m, c) => (c.counted[i]?.[k] === true ? m * (c.rate ?? 0) : m), 1),
      ),
    );
    const prices = { onFen, flat: null };
    return { prices, tail: tailOf(this.#arcs, prices) };
  }
}

/** The least payable when the goods cost at least `goodsFen`; never falls as the goods get dearer. */
export function leastTotal(
  world: PriceWorld,
  claims: readonly Claim[],
  goodsFen: number,
  /** The most that may be judged for free freight. */
  judgedMostFen: number,
): number {
  const { feeFen, freeFromFen, judgedOn } = world.freight;
  const freight = claims.filter((claim) => claim.freight);
  if (feeFen === 0 || cardFrees(world) || freight.some(({ order }) => order)) return goodsFen;
  const paid = goodsFen + Math.max(0, feeFen - (freight[0]?.coupon?.faceFen ?? 0));
  if (freeFromFen === null || judgedMostFen < freeFromFen) return paid;
  const coupons = claims.reduce((fen, { coupon, mostFen }) => fen + (coupon ? mostFen : 0), 0);
  return Math.min(paid, Math.max(goodsFen, freeFromFen - (judgedOn === 'goods' ? coupons : 0)));
}

/**
 * What the claims take for sure before free freight is judged. An amount is given in full where the room of
 * what always counts is certain to be enough for it and for all before it.
 */
export function sureOff({ lines }: Arcs, claims: readonly Claim[], world: PriceWorld): number {
  let [before, sure] = [0, 0];
  const cheapest = lines.map(({ arcs }) => Math.min(...arcs.flatMap((arc) => arc.amounts)));
  for (const claim of claims) {
    const counts = claim.order !== null || world.freight.judgedOn === 'afterCoupons';
    if (counts && claim.exact === null && !claim.freight) {
      const room = lines.reduce((fen, { floorFen }, i) => {
        if (!(claim.counted[i]?.every(Boolean) ?? false)) return fen;
        return fen + Math.max(0, (cheapest[i] ?? 0) - (claim.belowFloor ? 0 : floorFen));
      }, 0);
      if (room >= before + claim.mostFen) sure += claim.mostFen;
    }
    before += claim.mostFen;
  }
  return sure;
}
