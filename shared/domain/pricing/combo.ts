import type { Arcs } from './arcs';
import type { Claim } from './claims';
import type { Bill } from './settle';

/** What of a set of claims decides how far its search must go. */
export interface Nature {
  /** Every way to price a line counts alike: then the cheapest way is best, rounding apart. */
  readonly uniform: boolean;
  /** Every two claims count the same lines or none in common: then only sums matter, not the split. */
  readonly tidy: boolean;
  /** The product of all rates. */
  readonly leastRate: number;
}

export function natureOf({ lines, states }: Arcs, claims: readonly Claim[]): Nature {
  const goods = claims.filter(({ freight }) => !freight);
  const uniform =
    states === 1 &&
    goods.every(({ counted }) => counted.every((arcs) => arcs.every((yes) => yes === arcs[0])));
  const disjointOrEqual = (a: Claim, b: Claim): boolean => {
    let [same, shared] = [true, false];
    lines.forEach(({ arcs }, i) =>
      arcs.forEach((_, k) => {
        const [x, y] = [a.counted[i]?.[k] === true, b.counted[i]?.[k] === true];
        same &&= x === y;
        shared ||= x && y;
      }),
    );
    return same || !shared;
  };
  const floors = lines.some(({ floorFen }) => floorFen > 0);
  const tidy =
    goods.every((a, i) => goods.slice(i + 1).every((b) => disjointOrEqual(a, b))) &&
    (!floors || goods.every((a) => a.belowFloor) || goods.length < 2);
  const leastRate = goods.reduce((m, { rate }) => m * (rate ?? 1), 1);
  return { uniform, tidy, leastRate };
}

/**
 * How much rounding can make a dearer way cheaper: claims that overlap in part see what earlier ones left,
 * split to the fen, so a later rate may find up to half a fen a line more or less. Amounts given in full
 * take the same wherever they fall.
 */
export function jitterOf({ lines }: Arcs, { tidy }: Nature, { taken }: Bill): number {
  if (tidy) return 0;
  const goods = taken.filter(({ claim }) => !claim.freight);
  return goods.reduce((fen, { claim, level, fen: took }, at) => {
    const promised = claim.rate === null ? (level?.offFen ?? claim.coupon?.faceFen ?? 0) : null;
    if (at === 0 || promised === took) return fen;
    const part = 1 - (claim.rate ?? 0);
    return fen + 1 + claim.roundFen + part * lines.length * at;
  }, 0);
}

/** One fen more in a line is at least this much more to pay: nothing where a claim may swallow it. */
export function slopeOf({ lines }: Arcs, { leastRate }: Nature, { taken }: Bill): number {
  const floors = lines.some(({ floorFen }) => floorFen > 0);
  const swallows = taken.some(({ claim, level, fen }) => {
    if (claim.freight) return false;
    if (floors && !claim.belowFloor) return true;
    return claim.rate === null && fen < (level?.offFen ?? claim.coupon?.faceFen ?? 0);
  });
  return swallows ? 0 : leastRate;
}
