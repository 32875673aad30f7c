import type { Anchor } from './anchor';
import type { Arcs } from './arcs';
import { tailOf, type Prices, type Tail } from './chain';
import type { Claim } from './claims';
import { cardFrees } from './freightStep';
import { covers } from './pairs';
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

const ratesOf = (claims: readonly Claim[]): Claim[] => claims.filter(({ rate }) => rate !== null);

/** What a rate leaves at least, an amount of (1 − blend) × cap apart. */
const blended = ({ rate, capped }: Claim, blend: number): number =>
  capped ? 1 - blend * (1 - (rate ?? 0)) : (rate ?? 0);

/** Limits by set of rates: many sets share them. */
export class LimitBook {
  readonly #arcs: Arcs;
  readonly #names = new Map<Claim, string>();
  readonly #byRates = new Map<string, { prices: Prices; tail: Tail }>();

  constructor(arcs: Arcs) {
    this.#arcs = arcs;
  }

  /** With `blend` 1 a capped rate counts as a rate, with 0 as the amount of its cap, between as a part of each. */
  of(claims: readonly Claim[], blend = 1): Limits {
    // Where floors bind, the parts of a rate do not follow the amounts: it counts as an amount if rates follow.
    const rates = ratesOf(claims).filter(
      (rate, at, all) =>
        this.#free(rate) ||
        !claims.slice(claims.indexOf(rate) + 1).some((c) => all.includes(c) && !covers(c, rate)),
    );
    const key = `${blend}:${rates.map((rate) => this.#nameOf(rate)).join()}`;
    const known = this.#byRates.get(key) ?? this.#make(rates, blend);
    this.#byRates.set(key, known);
    let offFen = rates.reduce((fen, { roundFen }) => fen + roundFen, 0.5);
    if (rates.length > 1) offFen += this.#arcs.lines.length / 4;
    claims.forEach((claim, at) => {
      const part = !rates.includes(claim) ? 1 : claim.capped ? 1 - blend : 0;
      if (part === 0) return;
      const later = rates.filter((rate) => claims.indexOf(rate) > at && covers(rate, claim));
      offFen += later.reduce((fen, rate) => fen * blended(rate, blend), part * claim.mostFen);
    });
    return { ...known, offFen };
  }

  /** Other limits worth trying where a cap may bind or not. */
  blends(claims: readonly Claim[]): Limits[] {
    if (!claims.some(({ rate, capped }) => rate !== null && capped)) return [];
    return [0, 0.4, 0.7].map((blend) => this.of(claims, blend));
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

  #make(rates: readonly Claim[], blend: number): { prices: Prices; tail: Tail } {
    const onFen = this.#arcs.lines.map(({ arcs }, i) =>
      arcs.map((_, k) =>
        rates.reduce((m, c) => (c.counted[i]?.[k] === true ? m * blended(c, blend) : m), 1),
      ),
    );
    const prices = { onFen, flat: null };
    return { prices, tail: tailOf(this.#arcs, prices) };
  }
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
