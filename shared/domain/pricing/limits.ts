import type { Arcs } from './arcs';
import { tailOf, type Prices, type Tail } from './chain';
import type { Claim } from './claim';
import { covers } from './pairs';

/**
 * Proven limits of what a set of claims can leave of a cart. Give every fen of a line the product of the
 * rates that will come over it. A rate only keeps what the product foresaw; an amount lowers the sum by at
 * most itself times the product of the rates over what it is taken from, and it is taken in proportion. So
 * goods ≥ Σ amount × price − off, with prices and off that depend on the set only.
 */
export interface Limits {
  readonly prices: Prices;
  readonly tail: Tail;
  readonly offFen: number;
}

/** An amount in a set: with the rates after it, and the least that it is spread over. */
interface Spread {
  readonly claim: Claim;
  readonly fen: number;
  readonly later: readonly Claim[];
  readonly overFen: number;
}

const MARGIN = 0.01;

/** Limits by what makes them: many sets share rates. */
export class LimitBook {
  readonly #arcs: Arcs;
  readonly #names = new Map<Claim, number>();
  readonly #rooms = new Map<Claim, number>();
  readonly #made = new Map<string, { prices: Prices; tail: Tail }>();

  constructor(arcs: Arcs) {
    this.#arcs = arcs;
  }

  /** With `blend` 1 a capped rate counts as a rate, with 0 as the amount of its cap, between as a part of each. */
  of(claims: readonly Claim[], blend = 1): Limits {
    const even = this.#even(claims);
    const rates = claims.filter((claim, at) => {
      const over = claims.slice(at + 1).every((c) => c.rate === null || covers(c, claim));
      // Where floors bind, the parts of a rate do not follow the amounts: it counts as an amount if rates follow.
      return claim.rate !== null && (even[at] === true || over);
    });
    let offFen = rates.reduce((fen, { roundFen }) => fen + roundFen, 0.5);
    if (rates.length > 1) offFen += this.#arcs.lines.length / 4;
    const spreads: Spread[] = [];
    claims.forEach((claim, at) => {
      const part = !rates.includes(claim) ? 1 : claim.capped ? 1 - blend : 0;
      if (part === 0 || claim.mostFen === 0) return;
      const fen = part * claim.mostFen;
      const later = rates.filter((rate) => claims.indexOf(rate) > at);
      const partly = later.some((rate) => !covers(rate, claim));
      const before = claims.slice(0, at).reduce((sum, { mostFen }) => sum + mostFen, 0);
      const overFen = Math.max(claim.needFen, claim.loFen) - before;
      const soft = partly && even[at] === true && overFen > 0 && claim.judged === claim.counted;
      if (soft) {
        spreads.push({ claim, fen, later, overFen });
        offFen += this.#arcs.lines.length / 4;
      }
      const sure = soft ? later : later.filter((rate) => covers(rate, claim));
      offFen += sure.reduce((left, rate) => left * blended(rate, blend), fen);
    });
    const key = [blend, ...rates, '|', ...spreads.map(({ claim }) => claim)]
      .map((one) => (typeof one === 'object' ? this.#nameOf(one) : one))
      .join();
    // Amounts before an amount change what it is spread over.
    const exactKey = `${key}|${spreads.map(({ overFen }) => overFen).join()}`;
    const made = this.#made.get(exactKey) ?? this.#make(rates, spreads, blend);
    this.#made.set(exactKey, made);
    return { ...made, offFen };
  }

  /** Other limits worth trying where a cap may bind or not. */
  blends(claims: readonly Claim[]): Limits[] {
    if (!claims.some(({ rate, capped }) => rate !== null && capped)) return [];
    return [0, 0.4, 0.7].map((blend) => this.of(claims, blend));
  }

  #nameOf(claim: Claim): number {
    const name = this.#names.get(claim) ?? this.#names.size;
    this.#names.set(claim, name);
    return name;
  }

  /** Claims whose parts follow the amounts: no floor can bind, whatever was taken before. */
  #even(claims: readonly Claim[]): boolean[] {
    let [left, before] = [1, 0];
    return claims.map((claim) => {
      const overFen = Math.max(claim.needFen, claim.loFen) - before;
      const share =
        claim.exact === null
          ? overFen > 0
            ? Math.min(1, claim.mostFen / overFen)
            : 1
          : 1 - claim.exact;
      left *= 1 - (claim.freight ? 0 : share);
      before += claim.mostFen;
      // A hundredth more, so that a fen of rounding cannot bind either.
      return claim.belowFloor || this.#roomOf(claim) >= 1 - left + MARGIN;
    });
  }

  /** Of every line a claim counts at least this part lies above its floor. */
  #roomOf(claim: Claim): number {
    const known = this.#rooms.get(claim);
    if (known !== undefined) return known;
    const parts = this.#arcs.lines.flatMap(({ arcs, floorFen }, i) =>
      arcs.flatMap(({ amounts }, k) =>
        claim.counted[i]?.[k] === true
          ? amounts.map((fen) => (fen > 0 ? 1 - floorFen / fen : 1))
          : [],
      ),
    );
    const room = Math.min(1 + MARGIN, ...parts.map((part) => (part === 1 ? 1 + MARGIN : part)));
    this.#rooms.set(claim, room);
    return room;
  }

  #make(
    rates: readonly Claim[],
    spreads: readonly Spread[],
    blend: number,
  ): { prices: Prices; tail: Tail } {
    const product = (set: readonly Claim[], i: number, k: number): number =>
      set.reduce((m, c) => (c.counted[i]?.[k] === true ? m * blended(c, blend) : m), 1);
    const least = spreads.map(({ later }) => later.reduce((m, c) => m * blended(c, blend), 1));
    const onFen = this.#arcs.lines.map(({ arcs }, i) =>
      arcs.map((_, k) =>
        spreads.reduce(
          (price, { claim, fen, later, overFen }, j) => {
            if (claim.counted[i]?.[k] !== true) return price;
            return price - (fen * (product(later, i, k) - (least[j] ?? 1))) / overFen;
          },
          product(rates, i, k),
        ),
      ),
    );
    const prices = { onFen, flat: null };
    return { prices, tail: tailOf(this.#arcs, prices) };
  }
}

/** What a rate leaves at least, an amount of (1 − blend) × cap apart. */
const blended = ({ rate, capped }: Claim, blend: number): number =>
  capped ? 1 - blend * (1 - (rate ?? 0)) : (rate ?? 0);
